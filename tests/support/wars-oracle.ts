/** The share of stale reads by integration instead of trials, for R = 1 and replicas that are alike: another way to the same figure. */

/** One part of a mixture, with its share. Times in ms. */
export type Part =
  | { readonly share: number; readonly least: number; readonly alpha: number }
  | { readonly share: number; readonly rate: number };

export interface Mixtures {
  readonly write: readonly Part[];
  /** Acknowledgement, question and answer. */
  readonly rest: readonly Part[];
}

const ssd: readonly Part[] = [
  { share: 0.9122, least: 0.235, alpha: 10 },
  { share: 0.0878, rate: 1.66 },
];
const disk: readonly Part[] = [
  { share: 0.38, least: 1.05, alpha: 1.51 },
  { share: 0.62, rate: 0.183 },
];

/** Table 3 of PBS (PVLDB 5(8), 2012) once more, typed in apart from the program's own. */
export const MIXTURES: Readonly<Record<string, Mixtures>> = {
  'LNKD-SSD': { write: ssd, rest: ssd },
  'LNKD-DISK': { write: disk, rest: ssd },
  YMMR: {
    write: [
      { share: 0.939, least: 3, alpha: 3.5 },
      { share: 0.061, rate: 0.0028 },
    ],
    rest: [
      { share: 0.982, least: 1.5, alpha: 3.8 },
      { share: 0.018, rate: 0.0217 },
    ],
  },
};

/** P(X > x). */
const above = (parts: readonly Part[], x: number): number =>
  parts.reduce((sum, part) => {
    if ('rate' in part) return sum + part.share * Math.exp(-part.rate * Math.max(0, x));
    return sum + part.share * (x <= part.least ? 1 : (part.least / x) ** part.alpha);
  }, 0);

const POINTS = 300;

/** Midpoints of equal shares of each part, with their weight. */
const pointsOf = (parts: readonly Part[]): { x: number; weight: number }[] =>
  parts.flatMap((part) =>
    Array.from({ length: POINTS }, (_, at) => {
      const tail = (at + 0.5) / POINTS;
      const x = 'rate' in part ? -Math.log(tail) / part.rate : part.least * tail ** (-1 / part.alpha);
      return { x, weight: part.share / POINTS };
    }),
  );

/** From 10 µs to 10⁵ ms, each one per cent and a half above the last. */
const GRID = Array.from({ length: 1_100 }, (_, at) => 0.01 * 1.015 ** at);

function tabulate(f: (x: number) => number): (x: number) => number {
  const values = GRID.map(f);
  return (x) => {
    const place = Math.min(GRID.length - 1.001, Math.max(0, Math.log(x / 0.01) / Math.log(1.015)));
    const low = Math.floor(place);
    return values[low]! + (values[low + 1]! - values[low]!) * (place - low);
  };
}

/** P(sum of two legs > x). */
const sumAbove = (one: readonly Part[], two: readonly Part[]): ((x: number) => number) => {
  const points = pointsOf(one);
  return tabulate((x) => points.reduce((sum, { x: first, weight }) => sum + weight * above(two, x - first), 0));
};

/** P(the `rank`-th smallest of `count` > x), where one is above x with the chance `q`. */
function rankAbove(q: number, rank: number, count: number): number {
  let sum = 0;
  let choose = 1;
  for (let below = 0; below < rank; below += 1) {
    sum += choose * (1 - q) ** below * q ** (count - below);
    choose = (choose * (count - below)) / (below + 1);
  }
  return sum;
}

/** P(stale) by the time t (ms) since the commit: the asked replica's own write is still under way when the question comes. */
export function staleByIntegration(
  { write, rest }: Mixtures,
  { replicas, writes }: { replicas: number; writes: number },
): (t: number) => number {
  if (writes >= replicas) return () => 0;
  const acknowledgedAbove = sumAbove(write, rest);
  const committedAbove = GRID.map((x) => rankAbove(acknowledgedAbove(x), writes, replicas - 1));
  const steps = GRID.slice(1).map((x, at) => ({
    x: (x + GRID[at]!) / 2,
    weight: committedAbove[at]! - committedAbove[at + 1]!,
  }));
  const late = tabulate((s) => steps.reduce((sum, { x, weight }) => sum + weight * above(write, x + s), 0));
  const answeredAbove = sumAbove(rest, rest);
  const answers = pointsOf(rest);
  const questions = answers.map(({ x, weight }) => ({
    x,
    weight: weight * answers.reduce((sum, s) => sum + s.weight * answeredAbove(x + s.x) ** (replicas - 1), 0),
  }));
  const all = questions.reduce((sum, { weight }) => sum + weight, 0);
  return (t) => questions.reduce((sum, { x, weight }) => sum + (weight / all) * late(t + x), 0);
}

/** The t (ms) from which on at most `share` of the reads are stale. */
export function timeUntil(stale: (t: number) => number, share: number): number {
  let [low, high] = [0, 10_000];
  for (let turn = 0; turn < 50; turn += 1) {
    const middle = (low + high) / 2;
    if (stale(middle) > share) low = middle;
    else high = middle;
  }
  return high;
}
