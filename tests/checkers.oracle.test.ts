/** Every checker agrees with a brute-force oracle: on all small register histories, and on random ones of every spec. */
import { describe, expect, test } from 'vitest';
import converges from '#checkers/converges/index';
import linearizable from '#checkers/linearizable/index';
import monotonicReads from '#checkers/monotonic-reads/index';
import noAcknowledgedWriteLost from '#checkers/no-acknowledged-write-lost/index';
import readYourWrites from '#checkers/read-your-writes/index';
import { findFault } from '#support/checker-law';
import {
  ALL,
  CERTAIN,
  createRandom,
  MODELS,
  randomEvidence,
  randomHistory,
  randomSession,
  registerHistories,
} from '#support/histories';
import { isConverged, isLinearizable, keepsAcknowledged, readsItsWrites, readsMonotonically } from '#support/oracles';
import { runs } from '#support/runs';

const CLIENT_VISIBLE = [
  [linearizable, isLinearizable],
  [readYourWrites, readsItsWrites],
  [monotonicReads, readsMonotonically],
] as const;

/** Operations by process, and whether outcomes may be unknown or failed. Run with LAWS=full for the last ones. */
const SIZES = [
  { counts: [1], shapes: ALL },
  { counts: [2], shapes: ALL },
  { counts: [1, 1], shapes: ALL },
  { counts: [3], shapes: ALL },
  { counts: [2, 1], shapes: ALL },
  { counts: [1, 1, 1], shapes: ALL },
  { counts: [4], shapes: CERTAIN },
  { counts: [2, 2], shapes: CERTAIN },
  ...(runs(0, 1)
    ? [
        { counts: [3, 1], shapes: CERTAIN },
        { counts: [2, 2], shapes: ALL },
        { counts: [3, 1], shapes: ALL },
        { counts: [2, 1, 1], shapes: CERTAIN },
        { counts: [5], shapes: CERTAIN },
      ]
    : []),
];

describe.each(CLIENT_VISIBLE)('$id', (checker, oracle) => {
  test('agrees with its oracle on all small register histories', { timeout: 600_000 }, () => {
    let judged = 0;
    let violated = 0;
    for (const { counts, shapes } of SIZES) {
      for (const touching of [false, true]) {
        for (const history of registerHistories(counts, shapes, touching)) {
          const verdict = checker.check({ history });
          const fault = findFault(checker, oracle, { observation: { history }, verdict, witness: judged % 7 === 0 });
          if (fault !== undefined) expect.fail(fault);
          judged++;
          if (verdict.verdict === 'violated') violated++;
        }
      }
    }
    console.info(`${checker.id}: all ${judged} histories of up to ${runs(4, 5)} operations, ${violated} violated`);
    expect(violated).toBeGreaterThan(0);
  });
});

test.each([
  ...MODELS.map((model) => ({ model, checker: linearizable, oracle: isLinearizable })),
  { model: 'register', checker: readYourWrites, oracle: readsItsWrites },
  { model: 'register', checker: monotonicReads, oracle: readsMonotonically },
])(
  '$checker.id agrees with its oracle on random $model histories',
  { timeout: 600_000 },
  ({ model, checker, oracle }) => {
    let violated = 0;
    const total = runs(2000, 50_000);
    for (let seed = 0; seed < total; seed++) {
      const history = randomHistory(model, createRandom(seed), 6);
      const verdict = checker.check({ history });
      const fault = findFault(checker, oracle, { observation: { history }, verdict, witness: true });
      if (fault !== undefined) expect.fail(`seed ${seed}\n${fault}`);
      if (verdict.verdict === 'violated') violated++;
    }
    console.info(`${checker.id}: ${total} random ${model} histories, ${violated} violated`);
    expect(violated).toBeGreaterThan(total / 50);
    expect(violated).toBeLessThan(total);
  },
);

test.each(CLIENT_VISIBLE)('$id agrees with its oracle on random sessions', { timeout: 600_000 }, (checker, oracle) => {
  let violated = 0;
  for (let seed = 0; seed < runs(2000, 50_000); seed++) {
    const history = randomSession(createRandom(seed));
    const verdict = checker.check({ history });
    const fault = findFault(checker, oracle, { observation: { history }, verdict, witness: true });
    if (fault !== undefined) expect.fail(`seed ${seed}\n${fault}`);
    if (verdict.verdict === 'violated') violated++;
  }
  expect(violated).toBeGreaterThan(100);
});

test.each([
  [converges, isConverged],
  [noAcknowledgedWriteLost, keepsAcknowledged],
] as const)('$id agrees with its oracle on random evidence', (checker, oracle) => {
  let violated = 0;
  for (let seed = 0; seed < runs(2000, 50_000); seed++) {
    const observation = randomEvidence(createRandom(seed));
    const verdict = checker.check(observation);
    const isAnyUp = observation.evidence!.final.some(({ up }) => up);
    if (verdict.verdict === 'unknown') expect(isAnyUp, `seed ${seed}`).toBe(false);
    else expect(verdict.verdict === 'holds', `seed ${seed}`).toBe(oracle(observation));
    if (verdict.verdict === 'violated') violated++;
  }
  expect(violated).toBeGreaterThan(100);
});
