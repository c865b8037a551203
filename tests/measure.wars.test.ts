/** Trials against what is known without them: closed forms, integration, published figures; and that nothing depends on how trials are cut up. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exp, ln } from '#measure/elementary';
import { legOf, sampleLeg, upperQuantile } from '#measure/leg';
import { FITS, type FitName } from '#measure/published-fits';
import { createRandom } from '#measure/random';
import { missChance, quantileOf, shareAtMost, shareOf, sorted } from '#measure/shares';
import { sampleWars, type Wars } from '#measure/wars';
import { parseLatency } from '#sim/latency';
import { AT_ONCE, TABLE_4 } from '#support/published';
import { runs, sample } from '#support/runs';
import { MIXTURES, staleByIntegration, timeUntil } from '#support/wars-oracle';

const folder = process.env['REFERENCE_DIR'] ?? '../shared/reference';
const isThere = existsSync(folder);
if (!isThere) console.info(`There is no reference folder at ${folder}: the comparison with it is skipped.`);

const TRIALS = runs(60_000, 1_000_000);
const FROZEN = runs(2_000, 50_000);
const fitted = (name: FitName, reads: number, writes: number): Wars => ({
  replicas: 3,
  reads,
  writes,
  ...FITS[name](),
});

test('the own logarithm and exponential agree with the engine’s', () => {
  for (let step = 1; step < 4_000; step += 1) {
    const x = step ** 3 / 1e6;
    expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(4e-15 * Math.max(1, Math.abs(Math.log(x))));
    const power = (step - 2_000) / 20;
    expect(Math.abs(exp(power) / Math.exp(power) - 1)).toBeLessThan(4e-14);
  }
});

test.each([
  { kind: 'pareto', least: 1.05, alpha: 1.51 },
  { kind: 'exponential', ratePerUnit: 0.183 },
  { kind: 'latency', latency: parseLatency('9ms~40ms')! },
] as const)('a leg’s table of $kind is its quantiles, far into the tail', (distribution) => {
  const leg = legOf(distribution);
  for (let step = 1; step < 2_000; step += 1) {
    for (const tail of [step / 2_000, step / 2e9]) {
      const exact = upperQuantile(distribution, tail);
      expect(Math.abs(sampleLeg(leg, 1 - tail) - exact), `tail ${tail}`).toBeLessThan(1e-4 * exact + 1e-4);
    }
  }
});

test('a chunk’s numbers are spread evenly', () => {
  const random = createRandom(7, 3);
  const counts = Array.from({ length: 20 }, () => 0);
  for (let at = 0; at < 20_000; at += 1) counts[Math.floor(random() * 20)]! += 1;
  for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150); // Five standard deviations.
});

test('a trial depends on its number alone', () => {
  const wars = fitted('YMMR', 2, 1);
  const [some, more] = [sampleWars(wars, 1_500, 9), sampleWars(wars, 4_000, 9)];
  for (const row of ['fresh', 'read', 'write'] as const) expect(more[row].slice(0, 1_500)).toEqual(some[row]);
  expect(sampleWars(wars, 1_500, 10).fresh).not.toEqual(some.fresh);
});

test.skipIf(!isThere)(
  'writes on W of N and reads of R at random miss each other as the closed form says, all N ≤ 10',
  () => {
    const all = JSON.parse(readFileSync(join(folder, 'pbs-closed-form.json'), 'utf8')) as Closed[];
    expect(all.length).toBeGreaterThan(300);
    for (const { N: replicas, R: reads, W: writes, ps } of sample(all)) {
      expect(missChance({ replicas, reads, writes })).toBeCloseTo(ps, 12);
      const stale = 1 - shareAtMost(sorted(sampleWars(frozen(replicas, reads, writes), FROZEN).fresh), 0);
      const error = Math.sqrt((ps * (1 - ps)) / FROZEN);
      expect(Math.abs(stale - ps), `N=${replicas} R=${reads} W=${writes}`).toBeLessThanOrEqual(5 * error);
    }
  },
);

interface Closed {
  readonly N: number;
  readonly R: number;
  readonly W: number;
  readonly ps: number;
}

/** Writes so slow, and all else so fast, that a read at once meets the first W replicas and no other. */
function frozen(replicas: number, reads: number, writes: number): Wars {
  const slow = legOf({ kind: 'latency', latency: { kind: 'uniform', lowUs: 0, highUs: 1e15 } });
  const fast = legOf({ kind: 'latency', latency: { kind: 'uniform', lowUs: 0, highUs: 1 } });
  return { replicas, reads, writes, legs: { write: slow, acknowledge: fast, read: fast, answer: fast } };
}

test.skipIf(!isThere)('the published figures are typed in as the reference has them', () => {
  const { pbs } = JSON.parse(readFileSync(join(folder, 'reference-tables.json'), 'utf8')) as { pbs: Tables };
  expect(AT_ONCE).toEqual(pbs.text_numbers.P_consistent_at_t0_N3R1W1);
  for (const [quorums, rows] of Object.entries(TABLE_4)) expect(pbs.table4[quorums]).toEqual(rows);
});

interface Tables {
  readonly text_numbers: { readonly P_consistent_at_t0_N3R1W1: unknown };
  readonly table4: Readonly<Record<string, unknown>>;
}

test.runIf(process.env['LAWS'] === 'full')('the slowest thousandth takes as long as table 4 says, within 5 %', () => {
  for (const [quorums, rows] of Object.entries(TABLE_4)) {
    for (const [name, [readMs, writeMs]] of Object.entries(rows)) {
      const { read, write } = sampleWars(fitted(name as FitName, Number(quorums[1]), Number(quorums[3])), TRIALS);
      expect(Math.abs(quantileOf(sorted(read), 0.999) / readMs - 1), `Lr ${quorums} ${name}`).toBeLessThan(0.05);
      expect(Math.abs(quantileOf(sorted(write), 0.999) / writeMs - 1), `Lw ${quorums} ${name}`).toBeLessThan(0.05);
    }
  }
});

test.each(Object.entries(AT_ONCE))(
  '%s is fresh at once as often as published, within half a point',
  (name, published) => {
    const fresh = shareAtMost(sorted(sampleWars(fitted(name as FitName, 1, 1), TRIALS).fresh), 0);
    expect(Math.abs(fresh - published)).toBeLessThan(0.005);
  },
);

test.each(Object.keys(MIXTURES).flatMap((name) => [1, 2, 3].map((writes) => [name, writes] as const)))(
  '%s with W=%i is as stale over time as integration says',
  (name, writes) => {
    const stale = staleByIntegration(MIXTURES[name]!, { replicas: 3, writes });
    const fresh = sorted(sampleWars(fitted(name as FitName, 1, writes), TRIALS).fresh);
    for (const t of [0, 0.5, 1, 2, 5, 10, 50, 200, 1_000]) {
      const exact = stale(t);
      const error = 5 * Math.sqrt((exact * (1 - exact)) / TRIALS) + 1e-3 * exact + 2e-6;
      expect(Math.abs(1 - shareAtMost(fresh, t) - exact), `t=${t}`).toBeLessThan(error);
    }
    if (writes === 3) return;
    const [late, early] = [0.0006, 0.0014].map((share) => timeUntil(stale, share)) as [number, number];
    const found = quantileOf(fresh, 0.999);
    expect(found > early && found < late, `${early} < ${found} < ${late}`).toBe(true);
  },
);

test('Wilson’s interval is the one of the books', () => {
  const { low, high } = shareOf(81, 263); // Newcombe, Statistics in Medicine 17, 1998, table I.
  expect(low).toBeCloseTo(0.2553, 3);
  expect(high).toBeCloseTo(0.3662, 3);
  expect(shareOf(0, 0)).toMatchObject({ low: 0, high: 1 });
});
