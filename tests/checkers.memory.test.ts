/** The checkers of models of memory agree with their definitions: on all small histories of two registers, and on random ones. */
import { describe, expect, test } from 'vitest';
import causal from '#checkers/causal/index';
import causalConvergence from '#checkers/causal-convergence/index';
import monotonicWrites from '#checkers/monotonic-writes/index';
import sequential from '#checkers/sequential/index';
import pram from '#checkers/pram/index';
import weakCausal from '#checkers/weak-causal/index';
import writesFollowReads from '#checkers/writes-follow-reads/index';
import { findFault } from '#support/checker-law';
import { createRandom, MODELS, randomHistory, randomSession } from '#support/histories';
import { MEMORY, memoryHistories, randomMemory, UNCERTAIN } from '#support/memory-histories';
import {
  isCausal,
  isConvergent,
  isPram,
  isSequential,
  isWeaklyCausal,
  writesAfterReads,
  writesMonotonically,
} from '#support/memory-oracles';
import type { Oracle } from '#support/oracles';
import { runs } from '#support/runs';
import type { History } from '#history/operation';
import type { Checker } from '#history/verdict';

const MODELS_OF_MEMORY: readonly (readonly [Checker, Oracle])[] = [
  [sequential, isSequential],
  [causal, isCausal],
  [causalConvergence, isConvergent],
  [weakCausal, isWeaklyCausal],
  [pram, isPram],
  [writesFollowReads, writesAfterReads],
  [monotonicWrites, writesMonotonically],
];

/** Operations by process, and whether outcomes may be unknown or failed. Run with LAWS=full for the last ones. */
const SIZES = [
  { counts: [1], shapes: UNCERTAIN },
  { counts: [2], shapes: UNCERTAIN },
  { counts: [1, 1], shapes: UNCERTAIN },
  { counts: [2, 1], shapes: UNCERTAIN },
  { counts: [2, 2], shapes: runs(0, 1) ? UNCERTAIN : MEMORY },
  ...(runs(0, 1)
    ? [
        { counts: [3], shapes: UNCERTAIN },
        { counts: [3, 1], shapes: UNCERTAIN },
        { counts: [2, 1, 1], shapes: MEMORY },
        { counts: [3, 2], shapes: MEMORY },
      ]
    : []),
];

describe.each(MODELS_OF_MEMORY)('$id', (checker, oracle) => {
  test('agrees with its definition on all small histories', { timeout: 900_000 }, () => {
    let judged = 0;
    let violated = 0;
    for (const { counts, shapes } of SIZES) {
      for (const history of memoryHistories(counts, shapes)) {
        if (judged > 1000 && isOutOfThinAir(history)) continue; // So many of these are enough.
        const verdict = checker.check({ history });
        const fault = findFault(checker, oracle, { observation: { history }, verdict, witness: judged % 23 === 0 });
        if (fault !== undefined) expect.fail(fault);
        judged++;
        if (verdict.verdict === 'violated') violated++;
      }
    }
    console.info(`${checker.id}: all ${judged} histories of up to ${runs(4, 5)} operations, ${violated} violated`);
    expect(violated).toBeGreaterThan(0);
  });

  test.each([
    ['memory', (seed: number) => randomMemory(createRandom(seed), 7)],
    ['register', (seed: number) => randomHistory('register', createRandom(seed), 5)],
    ['session', (seed: number) => randomSession(createRandom(seed))],
  ] as const)('agrees with its definition on random %s histories', { timeout: 900_000 }, (_, draw) => {
    for (let seed = 0; seed < runs(150, 20_000); seed++) {
      const history = draw(seed);
      const verdict = checker.check({ history });
      const fault = findFault(checker, oracle, { observation: { history }, verdict, witness: true });
      if (fault !== undefined) expect.fail(`seed ${seed}\n${fault}`);
    }
  });
});

const isOutOfThinAir = ({ ops }: History): boolean =>
  ops.some(
    (read) =>
      read.f === 'read' && read.ret !== null && !ops.some(({ key, arg }) => key === read.key && arg === read.ret),
  );

test.each(MODELS)('sequential agrees with its definition on random %s histories', { timeout: 900_000 }, (model) => {
  let violated = 0;
  for (let seed = 0; seed < runs(150, 20_000); seed++) {
    const history = randomHistory(model, createRandom(seed), 6);
    const verdict = sequential.check({ history });
    const fault = findFault(sequential, isSequential, { observation: { history }, verdict, witness: true });
    if (fault !== undefined) expect.fail(`seed ${seed}\n${fault}`);
    if (verdict.verdict === 'violated') violated++;
  }
  expect(violated).toBeGreaterThan(0);
});
