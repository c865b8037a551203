/** Shares and quantiles of what was sampled, with how far chance may have moved them. */

/** Ascending, in place: a typed array sorts by number. */
export const sorted = (values: Float64Array): Float64Array => values.sort();

/** The value that a share `p` of the sorted ones do not exceed. */
export const quantileOf = (ascending: Float64Array, p: number): number =>
  ascending[Math.min(ascending.length - 1, Math.max(0, Math.ceil(p * ascending.length) - 1))] ?? NaN;

/** Share of the sorted values that are at most `limit`. */
export function shareAtMost(ascending: Float64Array, limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return ascending.length === 0 ? NaN : low / ascending.length;
}

export interface Share {
  readonly hits: number;
  readonly all: number;
  /** hits ÷ all; NaN where nothing was counted. */
  readonly value: number;
  /** Wilson's interval: it holds the true share in 95 of 100 samples (Wilson, JASA 22, 1927). */
  readonly low: number;
  readonly high: number;
}

/** Standard deviations on either side that hold 95 % of a normal distribution. */
const Z95 = 1.959963984540054;

export function shareOf(hits: number, all: number): Share {
  if (all === 0) return { hits, all, value: NaN, low: 0, high: 1 };
  const value = hits / all;
  const square = Z95 * Z95;
  const middle = (value + square / (2 * all)) / (1 + square / all);
  const reach = (Z95 * Math.sqrt((value * (1 - value)) / all + square / (4 * all * all))) / (1 + square / all);
  return { hits, all, value, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/** The chance that R random replicas of N miss the W that have a write: C(N−W, R) ÷ C(N, R) (PBS, section 3.1). */
export function missChance({ replicas, reads, writes }: { replicas: number; reads: number; writes: number }): number {
  let chance = 1;
  for (let asked = 0; asked < reads; asked += 1) chance *= Math.max(0, replicas - writes - asked) / (replicas - asked);
  return chance;
}
