/** The WARS model as a script for the real machines: one coordinator for the write and one for the reads, both outside the ring, and every leg a link of its own. */
import { readOutcomes } from '#measure/freshness';
import { legOf, sampleLeg, type Leg } from '#measure/leg';
import { FITS, type FitName } from '#measure/published-fits';
import type { Trials, Wars } from '#measure/wars';
import leaderless from '#protocols/leaderless/index';
import { formatLatency, parseLatency, type Latency } from '#sim/latency';
import { planRun } from '#sim/plan';
import { parseScript } from '#sim/script/parse';
import { simulate } from '#sim/simulate';

/** Percents at which a leg's quantiles are stated: closer where the tail is. */
const PERCENTS = [
  ...Array.from({ length: 49 }, (_, step) => step * 2),
  ...[97, 98, 98.5, 99, 99.4, 99.7, 99.9, 99.95, 99.99, 100],
];
/** Whole microseconds: what the script's table can say. A hundred percent stands for one in a million. */
const tableOf = (leg: Leg): Latency => {
  const rows = quantilesOf(leg).map(([percent, ms]) => `${percent}:${Math.max(1, Math.round(ms * 1_000))}us`);
  return parseLatency(rows.join(','))!;
};

/** Quantiles of a mixture, from a fine and regular sample of it. */
function quantilesOf(leg: Leg): (readonly [number, number])[] {
  const draws = Array.from({ length: 200_000 }, (_, at) => sampleLeg(leg, (at + 0.5) / 200_000)).sort((a, b) => a - b);
  return PERCENTS.map((percent) => [percent, draws[Math.min(199_999, Math.floor(percent * 2_000))]!]);
}

const REPLICAS = ['A', 'B', 'C', 'D', 'E'];

export interface Machines {
  /** For the trials: the very distributions that the script states, in µs. */
  readonly wars: Wars;
  readonly script: string;
  readonly readAtMs: readonly number[];
}

/** A write at 0, and a read at each of these times (ms); nothing else happens, and nothing is repaired. */
export function machinesFor(
  fit: FitName,
  {
    replicas,
    reads,
    writes,
    readAtMs,
  }: { replicas: number; reads: number; writes: number; readAtMs: readonly number[] },
): Machines {
  const { write, acknowledge, read, answer } = FITS[fit]().legs;
  const legs = { write, acknowledge, read, answer };
  const tables = Object.fromEntries(Object.entries(legs).map(([name, leg]) => [name, tableOf(leg)])) as Record<
    keyof typeof legs,
    Latency
  >;
  const names = REPLICAS.slice(0, replicas);
  const link = (from: string, to: string, latency: Latency) =>
    `link ${from}->${to} ${formatLatency(latency)} transport=datagram`;
  const script = [
    'replicarium 1',
    'ends 60s',
    `protocol leaderless n=${replicas} r=${reads} w=${writes} outside=2 readRepair=off patience=50s timeout=55s`,
    `replicas ${names.join(' ')} Writer Reader`,
    `clients Ana@Writer ${readAtMs.map((_, at) => `R${at}@Reader`).join(' ')}`,
    'initially x=0',
    'link local 1us',
    ...names.flatMap((name) => [
      link('Writer', name, tables.write),
      link(name, 'Writer', tables.acknowledge),
      link('Reader', name, tables.read),
      link(name, 'Reader', tables.answer),
      `node ${name} flush=0ms`,
    ]),
    'at 0ms Ana write x=1',
    ...readAtMs.map((ms, at) => `at ${ms}ms R${at} read x`),
  ].join('\n');
  const us = Object.fromEntries(
    Object.entries(tables).map(([name, latency]) => [name, legOf({ kind: 'latency', latency })]),
  ) as unknown as Wars['legs'];
  return { script, readAtMs, wars: { replicas, reads, writes, legs: us } };
}

/** Of the reads at each time that came after the "done": how many there were, and how many were fresh. */
export function freshByMachines({ script }: Machines, runs: number, from = 1): { all: number; fresh: number }[] {
  const { scenario, errors } = parseScript(script);
  const { plan, faults } = planRun(scenario, leaderless);
  if (!plan) throw new Error(`the script does not run: ${JSON.stringify([errors, faults])}`);
  const counts = scenario.clients.slice(1).map(() => ({ all: 0, fresh: 0 }));
  for (let seed = from; seed < from + runs; seed += 1) {
    const trace = simulate({ ...plan, scenario: { ...scenario, seed } });
    for (const { operation, isFresh } of readOutcomes(trace)) {
      const at = Number(/^R(\d+)\./.exec(trace.operations[operation]!.id)![1]);
      counts[at]!.all += 1;
      if (isFresh) counts[at]!.fresh += 1;
    }
  }
  return counts;
}

/** The same of trials: the share whose write was done when the read began, and of those the share that read it. */
export function freshByTrials(
  { readAtMs }: Machines,
  { fresh, write }: Trials,
): { committed: number; fresh: number }[] {
  return readAtMs.map((ms) => {
    let [committed, hits] = [0, 0];
    write.forEach((doneUs, trial) => {
      const sinceUs = ms * 1_000 - doneUs;
      if (sinceUs < WAY_BACK_US) return;
      committed += 1;
      if (fresh[trial]! <= sinceUs) hits += 1;
    });
    return { committed: committed / write.length, fresh: hits / committed };
  });
}

/** From the coordinator to its client. */
const WAY_BACK_US = 1;
