/** Faults planted in the checkers of models of memory are caught by their definitions or their goldens. */
import { expect, test } from 'vitest';
import type { Checker } from '#history/verdict';
import { rejudge } from '#support/checker-golden';
import { findFault } from '#support/checker-law';
import { createRandom, MODELS, randomHistory, randomSession } from '#support/histories';
import { randomMemory } from '#support/memory-histories';
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
import { type CheckerFault, loadChecker } from '#support/planted-checkers';
import { sample } from '#support/runs';

const conflict = 'checkers/kit/conflict';
const order = 'checkers/kit/order';
const run = 'checkers/kit/run';
const sources = 'checkers/kit/sources';
const program = 'checkers/kit/program';
const chances = 'checkers/kit/chances';
const model = 'checkers/kit/memory-model';
const layout = 'checkers/sequential/layout';
const search = 'checkers/sequential/search';
const placing = 'checkers/sequential/placing';
const decide = 'checkers/sequential/decide';

const FAULTS: Readonly<Record<string, readonly CheckerFault[]>> = {
  sequential: [
    { file: placing, from: 'key.set(states, heads.length);', to: '' },
    { file: search, from: 'placing.takeBack(frame.item, frame.state);', to: '' },
    { file: placing, from: 'item >= 0 && isOpen(item) && (', to: 'item >= 0 && (' },
    { file: search, from: '|| back();', to: '|| false;' },
    { file: placing, from: 'placed[other] || other === item', to: 'placed[other]' },
    { file: layout, from: 'if (!item.optional) chain.push(at)', to: 'chain.push(at)' },
    { file: layout, from: 'if (item.optional && chain.length > 0) before', to: 'if (false) before' },
    { file: layout, from: 'if (isFree(item)) continue;', to: '' },
    { file: decide, from: 'if (candidates.length === 1) sources', to: 'sources' },
  ],
  causal: [
    { file: conflict, from: 'if (more.length === 0) return undefined;', to: 'return undefined;' },
    { file: conflict, from: 'for (let order = base; ;)', to: 'for (let order = base; derived.length === 0; )' },
    { file: order, from: 'if (source[node]! >= 0) use(source[node]!, node);', to: '' },
    { file: run, from: 'if (places[middle]! <= count)', to: 'if (places[middle]! < count)' },
    { file: 'checkers/causal/index', from: 'if (conflict) return conflict;', to: 'return conflict;' },
    { file: sources, from: 'sources[read] = OPEN;', to: '' },
    {
      file: sources,
      from: 'if (conflict !== undefined) continue;',
      to: 'if (conflict !== undefined) return conflict;',
    },
  ],
  'causal-convergence': [
    { file: conflict, from: 'findMissedAmong(run, order, [], run.reads)', to: 'undefined' },
    {
      file: conflict,
      from: 'const derived = putBeforeSources(run, order, run.reads)',
      to: 'const derived: Derived[] = []',
    },
    { file: order, from: 'for (const edge of derived) use(edge.from, edge.to);', to: '' },
    { file: run, from: 'const before = inside(at) ? last[process]! : -1', to: 'const before = last[process]!' },
    { file: program, from: '(!inside(at) || program.ops[at]!.status', to: '(program.ops[at]!.status' },
  ],
  'weak-causal': [
    { file: conflict, from: 'source === FIRST || comesBefore', to: 'comesBefore' },
    { file: order, from: 'a !== b && clocks', to: 'clocks' },
    {
      file: order,
      from: 'clocks[b * chains + chain[a]!]! >= place[a]!',
      to: 'clocks[b * chains + chain[a]!]! > place[a]!',
    },
    { file: sources, from: 'program.isFirst[value] ? [...writes, FIRST] : writes', to: 'writes' },
    { file: model, from: "ops.some(({ status }) => status === 'fail')", to: 'false' },
  ],
  pram: [
    { file: 'checkers/pram/index', from: 'alone: true,', to: '' },
    { file: model, from: 'program.process[at] === process;', to: 'program.process[at] !== process;' },
    { file: run, from: 'last[process] = node;', to: '' },
    { file: run, from: '} else if (isRead[at]) {', to: '} else if (isRead[at] && inside(at)) {' },
    {
      file: conflict,
      from: 'last === source || comesBefore(order, run, last, source)',
      to: 'comesBefore(order, run, last, source)',
    },
    { file: conflict, from: 'from: last, to: source, read', to: 'from: source, to: last, read' },
    { file: chances, from: 'begun.has(program.process[at]!) && ', to: '' },
  ],
  'writes-follow-reads': [
    { file: conflict, from: '|| node === source) continue', to: ') continue' },
    { file: conflict, from: 'previous[node]! >= read &&', to: '' },
    { file: conflict, from: '=== program.process[ops[read]!];', to: '!== program.process[ops[read]!];' },
    { file: sources, from: 'tried[depth] = next + 1', to: 'tried[depth] = candidates.length' },
    { file: program, from: 'isFirst[number] = true', to: 'isFirst[number] = false' },
    { file: chances, from: 'program.isWrite[at] && informed', to: 'informed' },
  ],
  'monotonic-writes': [
    { file: sources, from: 'if (candidates.length === 0)', to: 'if (false)' },
    { file: program, from: "program.ops[at]!.status === 'ok' && inside(at)", to: 'inside(at)' },
    { file: program, from: 'isFirst[number] = true', to: 'isFirst[number] = false' },
    { file: program, from: '`${object[at]!} ${valueKey(access.value)}`', to: '`${valueKey(access.value)}`' },
    { file: chances, from: 'if (once.has(who)) rewritten', to: 'rewritten' },
  ],
};

const DEFINITIONS: Readonly<Record<string, Oracle>> = {
  sequential: isSequential,
  causal: isCausal,
  'causal-convergence': isConvergent,
  'weak-causal': isWeaklyCausal,
  pram: isPram,
  'writes-follow-reads': writesAfterReads,
  'monotonic-writes': writesMonotonically,
};

const goldens = import.meta.glob<string>('/src/checkers/*/golden/*.txt', {
  eager: true,
  query: '?raw',
  import: 'default',
});

test.each(Object.keys(FAULTS))('%s as it is passes what its faults must fail', (id) => {
  expect(findAnyFault(id, loadChecker(id))).toBeUndefined();
});

const all = Object.entries(FAULTS).flatMap(([id, faults]) =>
  faults.map((fault) => [id, `${fault.file}: ${fault.from} becomes ${fault.to || 'nothing'}`, fault] as const),
);

test.each(sample(all))('%s: caught if in %s', (id, _, fault) => {
  expect(findAnyFault(id, loadChecker(id, fault))).toBeDefined();
});

function findAnyFault(id: string, checker: Checker): string | undefined {
  try {
    return findWrongGolden(id, checker) ?? findWrongVerdict(checker, DEFINITIONS[id]!);
  } catch (error) {
    return `it throws: ${String(error)}`;
  }
}

function findWrongGolden(id: string, checker: Checker): string | undefined {
  return Object.entries(goldens).find(
    ([path, text]) => path.startsWith(`/src/checkers/${id}/`) && rejudge(text, checker) !== text,
  )?.[0];
}

function findWrongVerdict(checker: Checker, oracle: Oracle): string | undefined {
  for (const history of smallHistories(checker.id)) {
    const observation = { history };
    const fault = findFault(checker, oracle, { observation, verdict: checker.check(observation), witness: true });
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function* smallHistories(id: string) {
  for (let seed = 0; seed < 120; seed++) {
    yield randomMemory(createRandom(seed), 7);
    yield randomSession(createRandom(seed));
    if (id === 'sequential' && seed < 40) for (const model of MODELS) yield randomHistory(model, createRandom(seed), 5);
  }
}
