/** Last write wins: every version carries a stamp, the highest one stays, and ties are broken the same way everywhere. */

/** `at` in whatever unit the design counts (µs of a clock, or whole versions); `writer` breaks ties. */
export interface Stamp {
  readonly at: number;
  readonly writer: string;
}

/** Below every stamp that a clock, however wrong, can give. */
export const FIRST_STAMP: Stamp = { at: Number.MIN_SAFE_INTEGER, writer: '' };

export const isLater = (a: Stamp, b: Stamp): boolean => a.at > b.at || (a.at === b.at && a.writer > b.writer);

export const isSameStamp = (a: Stamp, b: Stamp): boolean => a.at === b.at && a.writer === b.writer;
