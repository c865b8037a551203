/** How many random cases a law runs: few by default, the full number when LAWS=full. */
export const runs = (reduced: number, full: number): number => (process.env['LAWS'] === 'full' ? full : reduced);

/** Every third of a list, where trying all of them takes long; all of them when LAWS=full. */
export const sample = <T>(all: readonly T[]): readonly T[] =>
  process.env['LAWS'] === 'full' ? all : all.filter((_, index) => index % 3 === 0);
