/** How many random cases a law runs: few by default, the full number when LAWS=full. */
export const runs = (reduced: number, full: number): number => (process.env['LAWS'] === 'full' ? full : reduced);
