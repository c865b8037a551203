/** Faults planted in the text of each checker are caught by its oracle or its goldens; so those can fail. */
import { expect, test } from 'vitest';
import type { Checker } from '#history/verdict';
import { rejudge } from '#support/checker-golden';
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
import {
  isConverged,
  isLinearizable,
  keepsAcknowledged,
  type Oracle,
  readsItsWrites,
  readsMonotonically,
} from '#support/oracles';
import { type CheckerFault, loadChecker } from '#support/planted-checkers';
import { sample } from '#support/runs';

const zones = 'checkers/linearizable/zones';
const search = 'checkers/linearizable/search';
const placing = 'checkers/linearizable/placing';
const layout = 'checkers/linearizable/layout';
const item = 'checkers/kit/item';
const shrink = 'checkers/kit/shrink';
const session = 'checkers/kit/session';
const evidence = 'checkers/kit/evidence';
const ryw = 'checkers/read-your-writes/index';
const mr = 'checkers/monotonic-reads/index';
const same = 'checkers/converges/index';
const kept = 'checkers/no-acknowledged-write-lost/index';

const FAULTS: Readonly<Record<string, readonly CheckerFault[]>> = {
  linearizable: [
    { file: zones, from: 'byTill[at]!.till <= first.from', to: 'byTill[at]!.till < first.from' },
    { file: zones, from: 'first.till <= left.secondFrom()', to: 'true' },
    { file: zones, from: 'item.return < write.call', to: 'item.return <= write.call' },
    { file: zones, from: '(from === to && items[at] !== to.write)', to: 'from === to' },
    { file: zones, from: "byValue.has(key) ? 'several' : clusters[at]", to: 'clusters[at]' },
    { file: item, from: 'items[previous]!.return >= item.call', to: 'items[previous]!.return > item.call' },
    { file: item, from: 'if (!item.optional) last.set', to: 'last.set' },
    { file: layout, from: "effect === 'reads' ? 1 : 0", to: "effect !== 'writes' ? 1 : 0" },
    { file: layout, from: '!items[item]!.optional || after[at] !== -1', to: 'after[at] !== -1' },
    { file: search, from: 'calls[optional]! <= firstReturn()', to: 'true' },
    { file: placing, from: 'key[length++] = state;', to: 'key[length++] = 0;' },
    { file: placing, from: 'readOnly[item] && isOpen(item) && table', to: 'readOnly[item] && table' },
    { file: placing, from: 'if (item < total) memory.unmark(item, high);', to: '' },
    { file: search, from: 'placing.top() >= required && ', to: '' },
    { file: 'checkers/kit/transitions', from: "status === 'info' ? '?' : valueKey(ret)", to: "'?'" },
    { file: 'checkers/kit/part', from: 'parent.set(find(other), find(first!))', to: 'find(other)' },
    { file: 'checkers/linearizable/decide', from: 'return stock.get(each)! >= 0', to: 'return true' },
    { file: 'history/specs/cas-register', from: "return refused ? 'reads' :", to: "return refused ? 'both' :" },
    { file: shrink, from: 'kept.push(rest[length - 1]!)', to: 'kept.push(rest[0]!)' },
  ],
  'read-your-writes': [
    { file: ryw, from: 'written.size > 0 || ', to: '' },
    { file: ryw, from: 'value !== key && ', to: '' },
    { file: ryw, from: ' && lastOf.get(value) === write', to: '' },
    { file: ryw, from: "state.get(value) === 'open'", to: 'false' },
    { file: ryw, from: "write.f === 'write' && !isFree", to: "write.f === 'write'" },
    { file: session, from: 'isOwn: !item.optional', to: 'isOwn: true' },
    { file: session, from: "|| part.ops[index]!.status === 'fail'", to: '' },
  ],
  'monotonic-reads': [
    { file: mr, from: '? !sameValue(read.value, session.first)', to: '? true' },
    { file: mr, from: 'if (writes === 0) return true', to: 'if (writes < 0) return true' },
    { file: mr, from: 'left.set(key, writes - 1)', to: 'left.set(key, writes)' },
    { file: mr, from: 'if (!arrives) continue', to: '' },
    { file: mr, from: "own.filter(({ f }) => f === 'read')", to: 'own' },
    { file: mr, from: 'previous = read;', to: '' },
  ],
  converges: [
    { file: same, from: 'filter((replica) => replica.up)', to: 'filter(() => true)' },
    { file: same, from: 'up.slice(at + 1)', to: 'up.slice(at + 2)' },
    {
      file: same,
      from: 'up.flatMap(({ shows }) => Object.keys(shows))',
      to: 'up.slice(0, 1).flatMap(({ shows }) => Object.keys(shows))',
    },
    { file: same, from: '(shows[key] ?? null) : null', to: '(shows[key] ?? null) : 0' },
    { file: same, from: 'filter((key) => written.has(key))', to: 'filter(() => true)' },
    { file: evidence, from: 'if (evidence.settled !== true)', to: 'if (false)' },
  ],
  'no-acknowledged-write-lost': [
    { file: kept, from: "op.status === 'ok' && ", to: '' },
    { file: kept, from: "['writes', 'both']", to: "['writes']" },
    { file: kept, from: 'authority === undefined ? final.filter', to: 'true ? final.filter' },
    { file: kept, from: 'filter(({ up }) => up)', to: 'filter(() => true)' },
    { file: kept, from: 'replica === authority', to: 'replica !== authority' },
    { file: evidence, from: 'if (evidence.settled !== true)', to: 'if (false)' },
  ],
};

const goldens = import.meta.glob<string>('/src/checkers/*/golden/*.txt', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const ORACLES: Readonly<Record<string, Oracle>> = {
  linearizable: isLinearizable,
  'read-your-writes': readsItsWrites,
  'monotonic-reads': readsMonotonically,
};
const EVIDENCE_ORACLES: Readonly<Record<string, Oracle>> = {
  converges: isConverged,
  'no-acknowledged-write-lost': keepsAcknowledged,
};

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
    return (
      findWrongGolden(id, checker) ??
      (ORACLES[id] ? findWrongVerdict(checker, ORACLES[id]) : findWrongEvidence(checker, EVIDENCE_ORACLES[id]!))
    );
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
    const fault = findFault(checker, oracle, {
      observation: { history },
      verdict: checker.check({ history }),
      witness: true,
    });
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function* smallHistories(id: string) {
  for (let seed = 0; seed < 400; seed++) {
    yield randomSession(createRandom(seed));
    for (const model of id === 'linearizable' ? MODELS : ['register'])
      yield randomHistory(model, createRandom(seed), 6);
  }
  yield* registerHistories([2, 1], ALL, true);
  let at = 0;
  for (const history of registerHistories([2, 2], CERTAIN, true)) if (at++ % 5 === 0) yield history;
}

function findWrongEvidence(checker: Checker, oracle: Oracle): string | undefined {
  for (let seed = 0; seed < 2000; seed++) {
    const observation = randomEvidence(createRandom(seed));
    const { verdict } = checker.check(observation);
    if (verdict !== 'unknown' && (verdict === 'holds') !== oracle(observation)) return `seed ${seed}`;
  }
  return undefined;
}
