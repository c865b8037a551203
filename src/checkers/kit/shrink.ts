/** Finds a small set of operations that still contradict each other, by asking a monotone question again and again. */

export interface Shrunk {
  readonly kept: readonly number[];
  /** False where a question stayed open, so that some operation may be superfluous. */
  readonly minimal: boolean;
}

/** Whether these candidates are contradictory on their own; undefined where the budget ended first. */
export type Contradicts = (candidates: readonly number[]) => boolean | undefined;

/**
 * The candidates must contradict each other, and any superset of a contradiction must be one. Takes the shortest
 * prefix that, with what is kept, is contradictory: its last element is necessary, so it is kept; then again with the
 * rest of the prefix, until what is kept suffices. Of several minimal sets that is the one whose elements come
 * earliest. Asks k·log n questions for k kept of n (after Junker, QuickXplain, AAAI 2004).
 */
export function shrink(candidates: readonly number[], contradicts: Contradicts): Shrunk {
  const kept: number[] = [];
  let rest = candidates;
  let open = false;
  const ask = (set: readonly number[]): boolean => {
    const answer = contradicts(set);
    if (answer === undefined) open = true;
    return answer === true; // Undecided counts as "not shown": larger than needed, but never wrong.
  };
  while (rest.length > 0 && !ask(kept)) {
    const length = shortestPrefix(rest.length, (size) => ask([...kept, ...rest.slice(0, size)]));
    kept.push(rest[length - 1]!);
    rest = rest.slice(0, length - 1);
  }
  return {
    kept,
    minimal: !open || kept.every((each) => contradicts(kept.filter((other) => other !== each)) === false),
  };
}

/**
 * The smallest size from 1 to `size` for which the monotone test holds, where it is known to hold for `size`. Doubles
 * before it halves: small sizes are cheap to test, and where the answer is small nothing large is asked.
 */
export function shortestPrefix(size: number, holds: (size: number) => boolean): number {
  let low = 1;
  let high = Math.min(1, size);
  while (high < size && !holds(high)) {
    low = high + 1;
    high = Math.min(high * 2, size);
  }
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
