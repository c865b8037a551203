/** From the reads of many runs to a curve of freshness over time, each point with runs that show it, and to the figures beside it. */
import type { Tally } from '#explore/sweep';
import { quantileOf, shareOf, sorted, type Share } from '#measure/shares';

/** One run that shows a point: which, and which of its operations. */
export interface Example {
  readonly run: number;
  readonly operation: number;
  readonly sinceUs: number;
}

export interface Point {
  /** Reads that asked from `fromUs` on and before `toUs` after the last acknowledged write. */
  readonly fromUs: number;
  readonly toUs: number;
  readonly fresh: Share;
  /** The first run of each kind; undefined where there is none. */
  readonly staleExample: Example | undefined;
  readonly freshExample: Example | undefined;
}

export interface Figures {
  readonly fresh: Share;
  readonly readUs: Spread;
  readonly changeUs: Spread;
  readonly unanswered: number;
  readonly refused: number;
}

/** NaN where nothing was counted. */
export interface Spread {
  readonly medianUs: number;
  readonly p99Us: number;
}

/** Steps into which nearly all reads fall: about so many. */
const STEPS = 30;

/** A width of 1, 2 or 5 times a power of ten by which 99 of 100 reads fall into at most `STEPS` steps: the rare late ones may lie beyond. */
export function widthFor(tallies: readonly Tally[]): number {
  const all = sorted(Float64Array.from(tallies.flatMap(({ reads }) => reads.sinceUs)));
  const mostUs = all.length === 0 ? 0 : quantileOf(all, 0.99);
  for (let width = 1; ; width *= 10)
    for (const factor of [1, 2, 5]) if (width * factor * STEPS > mostUs) return width * factor;
}

/** Points in the order of time; steps into which no read fell are left out. */
export function curveOf({ reads }: Tally, widthUs: number): Point[] {
  const steps = new Map<
    number,
    { hits: number; all: number; stale: Example | undefined; fresh: Example | undefined }
  >();
  reads.sinceUs.forEach((sinceUs, row) => {
    const step = Math.floor(sinceUs / widthUs);
    const known = steps.get(step) ?? { hits: 0, all: 0, stale: undefined, fresh: undefined };
    steps.set(step, known);
    const example = { run: reads.run[row]!, operation: reads.operation[row]!, sinceUs };
    known.all += 1;
    if (reads.isFresh[row]) [known.hits, known.fresh] = [known.hits + 1, known.fresh ?? example];
    else known.stale ??= example;
  });
  return [...steps]
    .sort(([a], [b]) => a - b)
    .map(([step, { hits, all, stale, fresh }]) => ({
      fromUs: step * widthUs,
      toUs: (step + 1) * widthUs,
      fresh: shareOf(hits, all),
      staleExample: stale,
      freshExample: fresh,
    }));
}

export function figuresOf({ reads, readUs, changeUs, unanswered, refused }: Tally): Figures {
  const hits = reads.isFresh.filter(Boolean).length;
  return {
    fresh: shareOf(hits, reads.isFresh.length),
    readUs: spreadOf(readUs),
    changeUs: spreadOf(changeUs),
    unanswered,
    refused,
  };
}

function spreadOf(us: readonly number[]): Spread {
  const ascending = sorted(Float64Array.from(us));
  return { medianUs: quantileOf(ascending, 0.5), p99Us: quantileOf(ascending, 0.99) };
}
