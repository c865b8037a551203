/** Laws of all checkers that look at clients only: which promise implies which, and what leaves a verdict as it is. */
import { expect, test } from 'vitest';
import causal from '#checkers/causal/index';
import causalConvergence from '#checkers/causal-convergence/index';
import { IMPLIES as SHOWN } from '#checkers/kit/implications';
import linearizable from '#checkers/linearizable/index';
import monotonicReads from '#checkers/monotonic-reads/index';
import monotonicWrites from '#checkers/monotonic-writes/index';
import pram from '#checkers/pram/index';
import readYourWrites from '#checkers/read-your-writes/index';
import sequential from '#checkers/sequential/index';
import weakCausal from '#checkers/weak-causal/index';
import writesFollowReads from '#checkers/writes-follow-reads/index';
import { parseHistory, printHistory } from '#formats/history-text';
import type { History, Operation } from '#history/operation';
import { findSpec } from '#history/specs';
import type { Checker } from '#history/verdict';
import { createRandom, MODELS, type Random, randomHistory } from '#support/histories';
import { randomMemory } from '#support/memory-histories';
import { isLinearizable } from '#support/oracles';
import { runs } from '#support/runs';

const CLIENT_VISIBLE: readonly Checker[] = [
  linearizable,
  sequential,
  causalConvergence,
  causal,
  weakCausal,
  pram,
  writesFollowReads,
  monotonicWrites,
  monotonicReads,
  readYourWrites,
];

const LATE = 'Ana write x=1 0..1\nBo read x -> null 5..6';
const BUFFERED = 'Ana write x=1 0..1\nAna read y -> null 2..3\nBo write y=1 0..1\nBo read x -> null 2..3';
const REORDERED = 'Ana write x=1 0..1\nAna write y=1 2..3\nBo read y -> 1 4..5\nBo read x -> null 6..7';
const UNCAUSED =
  'Ana write x=1 0..1\nBo read x -> 1 2..3\nBo write y=1 4..5\nCy read y -> 1 6..7\nCy read x -> null 8..9';
const DISPUTED = 'Ana write x=1 0..1\nAna read x -> 2 2..3\nBo write x=2 0..1\nBo read x -> 1 2..3';
const UNDECIDED = 'Ana write x=1 0..1\nBo write x=2 0..1\nBo read x -> 1 2..3\nBo read x -> 2 4..5';
const UNTWISTED = `Ana write z=1 0..1\nAna write x=1 2..3\nAna write y=1 4..5\nBo write x=2 0..1
Bo read z -> null 2..3\nBo read y -> 1 4..5\nBo read x -> 2 6..7`;

/** The stronger, the weaker, and a history that keeps only the weaker. */
const IMPLIES: readonly (readonly [Checker, Checker, string])[] = [
  [linearizable, sequential, LATE],
  [sequential, causal, BUFFERED],
  [sequential, causalConvergence, BUFFERED],
  [causal, pram, UNCAUSED],
  [causal, writesFollowReads, UNCAUSED],
  [causal, weakCausal, UNDECIDED],
  [causalConvergence, weakCausal, DISPUTED],
  [pram, readYourWrites, REORDERED],
  [pram, monotonicReads, REORDERED],
  [pram, monotonicWrites, REORDERED],
];

/** Random histories of registers that keep more promises and fewer. */
function* histories(count: number): Generator<History> {
  for (let seed = 0; seed < count; seed++) {
    yield randomMemory(createRandom(seed), 10);
    yield randomHistory('register', createRandom(seed), 10);
  }
}

const verdictOf = (checker: Checker, history: History): string => checker.check({ history }).verdict;
const show = (history: History): string => printHistory({ history });

test('the table that the page shows is the one that is tried here', () => {
  const shown = Object.entries(SHOWN).flatMap(([stronger, weaker]) => weaker.map((id) => `${stronger} ${id}`));
  expect(shown.sort()).toEqual(IMPLIES.map(([a, b]) => `${a.id} ${b.id}`).sort());
});

const pairs = IMPLIES.map(([a, b, apart]) => [a.id, b.id, { stronger: a, weaker: b, apart }] as const);

test.each(pairs)('%s implies %s, and not the other way', (_, __, { stronger, weaker, apart }) => {
  let held = 0;
  for (const history of histories(runs(120, 20_000))) {
    if (verdictOf(stronger, history) !== 'holds') continue;
    held++;
    if (verdictOf(weaker, history) !== 'holds') expect.fail(`it does not:\n${show(history)}`);
  }
  expect(held).toBeGreaterThan(10);
  const history = historyOf(apart);
  expect([verdictOf(stronger, history), verdictOf(weaker, history)]).toEqual(['violated', 'holds']);
});

test('neither of causal memory and causal convergence implies the other', () => {
  const both = (text: string) => [causal, causalConvergence].map((checker) => verdictOf(checker, historyOf(text)));
  expect(both(DISPUTED)).toEqual(['holds', 'violated']);
  expect(both(UNTWISTED)).toEqual(['violated', 'holds']);
});

function historyOf(text: string): History {
  const parsed = parseHistory(`register\n${text}`);
  if (!parsed.ok) throw new Error(`line ${parsed.line}, column ${parsed.column}`);
  return parsed.observation.history;
}

const CHANGES: readonly (readonly [string, (history: History, random: Random) => History])[] = [
  ['renamed processes', (history) => mapOps(history, (op) => ({ ...op, process: `p${op.process}` }))],
  [
    'renamed keys',
    (history) => mapOps(history, (op) => ({ ...op, key: op.key === 'x' ? 'why' : `k ${op.key ?? ''}` })),
  ],
  [
    'stretched times',
    (history) =>
      mapOps(history, (op) => ({
        ...op,
        call: stretch(op.call),
        return: op.return === null ? null : stretch(op.return),
      })),
  ],
  ['a failed write', (history, random) => added(history, random, { f: 'write', arg: 77, ret: null, status: 'fail' })],
  [
    'an unanswered read',
    (history, random) => added(history, random, { f: 'read', arg: null, ret: null, status: 'timeout-read' }),
  ],
];

test.each(CHANGES)('%s leave every verdict as it is', (_, change) => {
  let at = 0;
  for (const history of histories(runs(60, 10_000))) {
    const changed = change(history, createRandom(at++));
    for (const checker of CLIENT_VISIBLE) {
      const [before, after] = [verdictOf(checker, history), verdictOf(checker, changed)];
      if (before !== after) expect.fail(`${checker.id}: ${before} became ${after}\n${show(history)}\n${show(changed)}`);
    }
  }
});

const mapOps = (history: History, use: (op: Operation) => Operation): History => ({
  ...history,
  ops: history.ops.map(use),
});
const stretch = (at: number): number => at * at * 3 + at + 0.5;

function added(history: History, random: Random, what: Pick<Operation, 'f' | 'arg' | 'ret' | 'status'>): History {
  const at = random(history.ops.length + 1);
  const time = history.ops[at]?.call ?? history.ops.at(-1)!.call;
  const extra: Operation = { id: 'extra', process: 9, key: 'x', ...what, call: time, return: time + 1 };
  return { ...history, ops: history.ops.toSpliced(at, 0, extra) };
}

test.each(MODELS)(
  'the prefix of a %s history that still has an order has one, and with the next answer it has none',
  (model) => {
    let violated = 0;
    for (let seed = 0; seed < runs(100, 10_000); seed++) {
      const history = randomHistory(model, createRandom(seed), 6);
      const verdict = linearizable.check({ history });
      if (verdict.verdict !== 'violated') continue;
      violated++;
      const { prefix, stuck } = verdict.progress!;
      expect(isLinearizable({ history: cutAfter(history, prefix) }), show(history)).toBe(true);
      expect(isLinearizable({ history: cutAfter(history, [...prefix, stuck]) }), show(history)).toBe(false);
    }
    expect(violated).toBeGreaterThan(3);
  },
);

/** Of the one part that the prefix is of: what was answered by then, and what had been called. */
function cutAfter(history: History, answered: readonly Operation['id'][]): History {
  const spec = findSpec(history.model)!;
  const isIn = (op: Operation): boolean => answered.includes(op.id);
  const objects = new Set(history.ops.filter(isIn).flatMap((op) => spec.objects(op)));
  const end = Math.max(...history.ops.filter(isIn).map((op) => op.return!));
  const ops = history.ops
    .filter(
      (op) =>
        isIn(op) || (op.status !== 'fail' && op.status !== 'timeout-read' && (op.call <= end || op.status === 'info')),
    )
    .filter((op) => model(history) || spec.objects(op).some((object) => objects.has(object)))
    .map((op): Operation =>
      isIn(op) || op.status === 'info' ? op : { ...op, status: 'info', ret: null, return: null },
    );
  return { ...history, ops };
}

/** Transactions tie objects together, so that a part is not known by its objects alone. */
const model = ({ model: name }: History): boolean => name === 'multi-register';

test('program order binds where times touch, across registers too', () => {
  const text =
    '0 write y=2 1..3\n1 write x=1 2..3\n1 read y -> null 3..3\n2 read x -> null 2..5\n1 write x=2 4..7\n1 read y -> 3 7..10\n0 read x -> null 3..4\n0 write y=3 5..9';
  expect([linearizable, sequential].map((checker) => verdictOf(checker, historyOf(text)))).toEqual([
    'violated',
    'violated',
  ]);
});
