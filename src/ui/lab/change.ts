/** The one stretch of a text that differs from another text. */
interface Change {
  readonly from: number;
  /** Where the stretch ends in the old text. */
  readonly to: number;
  readonly insert: string;
}

/** What makes `before` into `after`, as short as one stretch can be; undefined where they are the same. */
export function changeBetween(before: string, after: string): Change | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let tail = 0;
  while (tail < shorter - from && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}
