/**
 * Many runs of one scenario over seeds and settings. The work is cut into chunks by the runs' numbers alone, and a chunk is a
 * pure function: so it does not matter who computes which, nor in which order they come back.
 */
import { readOutcomes } from '#measure/freshness';
import type { Variant } from '#explore/vary';
import { planRun } from '#sim/plan';
import type { Protocol } from '#sim/protocol';
import type { Scenario } from '#sim/scenario';
import { simulate } from '#sim/simulate';
import type { Trace } from '#sim/trace';

/** The runs `from` to `to` − 1 of one variant. */
export interface Chunk {
  readonly variant: number;
  readonly from: number;
  readonly to: number;
}

/** What the runs of a chunk gave, a row for each read that had something to be late for. */
export interface Tally {
  readonly reads: {
    readonly sinceUs: readonly number[];
    readonly isFresh: readonly boolean[];
    readonly run: readonly number[];
    /** Index in the trace's operations, which is the same in every run. */
    readonly operation: readonly number[];
  };
  /** How long answered reads and acknowledged changes took, µs. */
  readonly readUs: readonly number[];
  readonly changeUs: readonly number[];
  /** Operations without an answer, and those that were refused. */
  readonly unanswered: number;
  readonly refused: number;
}

/** Runs of a chunk: enough that handing it out costs little, few enough that a bar moves. */
const CHUNK = 20;

export const MOST_RUNS = 100_000;

/** All chunks: every variant's first, then every variant's second, so that early results speak of all. */
export function chunksOf(variants: number, runs: number, size = CHUNK): Chunk[] {
  const chunks: Chunk[] = [];
  for (let from = 0; from < runs; from += size)
    for (let variant = 0; variant < variants; variant += 1)
      chunks.push({ variant, from, to: Math.min(runs, from + size) });
  return chunks;
}

/** The seed of a run: the first is the scenario's own. */
export const seedOf = ({ seed }: Scenario, run: number): number => (seed + run) >>> 0;

/** The scenario of one run of a sweep: what a page opens to show it. */
export const scenarioOf = ({ scenario }: Variant, run: number): Scenario => ({
  ...scenario,
  seed: seedOf(scenario, run),
});

/** Throws where the variant's scenario does not run: `varied` has seen to that. */
export function runChunk({ scenario }: Pick<Variant, 'scenario'>, { from, to }: Chunk, protocol: Protocol): Tally {
  const tally = emptyTally();
  const { plan, faults } = planRun(scenario, protocol);
  if (!plan) throw new Error(`a sweep was given a scenario that does not run: ${JSON.stringify(faults)}`);
  for (let run = from; run < to; run += 1)
    countRun(tally, simulate({ ...plan, scenario: { ...scenario, seed: seedOf(scenario, run) } }), run);
  return tally;
}

interface Growing {
  readonly reads: {
    readonly sinceUs: number[];
    readonly isFresh: boolean[];
    readonly run: number[];
    readonly operation: number[];
  };
  readonly readUs: number[];
  readonly changeUs: number[];
  unanswered: number;
  refused: number;
}

const emptyTally = (): Growing => ({
  reads: { sinceUs: [], isFresh: [], run: [], operation: [] },
  readUs: [],
  changeUs: [],
  unanswered: 0,
  refused: 0,
});

function countRun(tally: Growing, trace: Trace, run: number): void {
  for (const { micro, callUs, returnUs, status } of trace.operations) {
    if (callUs === Infinity) continue;
    if (status === 'ok') (micro[0]!.f === 'read' ? tally.readUs : tally.changeUs).push(returnUs - callUs);
    else if (status === 'fail') tally.refused += 1;
    else tally.unanswered += 1;
  }
  for (const { operation, sinceUs, isFresh } of readOutcomes(trace)) {
    tally.reads.sinceUs.push(sinceUs);
    tally.reads.isFresh.push(isFresh);
    tally.reads.run.push(run);
    tally.reads.operation.push(operation);
  }
}

/** One variant's tallies as one, in the order of their runs, whatever order they came in. */
export function joinTallies(parts: readonly { readonly chunk: Chunk; readonly tally: Tally }[]): Tally {
  const all = emptyTally();
  for (const { tally } of [...parts].sort((a, b) => a.chunk.from - b.chunk.from)) {
    append(all.reads.sinceUs, tally.reads.sinceUs);
    append(all.reads.isFresh, tally.reads.isFresh);
    append(all.reads.run, tally.reads.run);
    append(all.reads.operation, tally.reads.operation);
    append(all.readUs, tally.readUs);
    append(all.changeUs, tally.changeUs);
    all.unanswered += tally.unanswered;
    all.refused += tally.refused;
  }
  return all;
}

function append<T>(all: T[], more: readonly T[]): void {
  for (const each of more) all.push(each);
}
