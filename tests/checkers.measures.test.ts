/** Bounded staleness and strong convergence agree with their definitions on random runs; faults planted in them are caught. */
import { expect, test } from 'vitest';
import boundedStaleness from '#checkers/bounded-staleness/index';
import strongConvergence from '#checkers/strong-convergence/index';
import type { Checker } from '#history/verdict';
import { printHistory } from '#formats/history-text';
import { rejudge } from '#support/checker-golden';
import { createRandom, randomEvidence, randomHistory } from '#support/histories';
import { isStronglyConvergent, versionsBehind } from '#support/measure-oracles';
import { loadChecker } from '#support/planted-checkers';
import { runs } from '#support/runs';
import { randomServed } from '#support/served';

const staleness = 'checkers/bounded-staleness/index';
const convergence = 'checkers/strong-convergence/index';

const FAULTS = [
  { file: staleness, from: 'each.length < least.length', to: 'each.length > least.length' },
  { file: staleness, from: "ops[at]!.status !== 'fail' && ", to: '' },
  { file: staleness, from: '&& !isBefore(program, read, at)', to: '' },
  { file: staleness, from: "op.status === 'ok' && isBefore(program, at, read)", to: 'isBefore(program, at, read)' },
  { file: staleness, from: 'object[at] === object[read] && op', to: 'op' },
  { file: staleness, from: 'versions > (bound.versions ?? Infinity) || time', to: 'time' },
  { file: staleness, from: 'ops[a]!.return! - ops[b]!.return!', to: 'ops[b]!.return! - ops[a]!.return!' },
  { file: convergence, from: '.map(String).sort()', to: '.map(String)' },
  { file: convergence, from: 'filter(({ holds }) => holds.length > 0)', to: 'filter(() => true)' },
  { file: convergence, from: "`${read ? 'read' : 'end'} ${key} ", to: "`${read ? 'read' : 'end'} " },
  { file: convergence, from: '[...reads, ...ends]', to: 'reads' },
  { file: convergence, from: '[...reads, ...ends]', to: 'ends' },
  { file: convergence, from: '${valueKey(op.arg)} ', to: '' },
].map((fault) => [fault.file, fault.from, fault] as const);

test.each([boundedStaleness, strongConvergence])('$id agrees with its definition on random runs', (checker) => {
  expect(findWrong(checker, runs(600, 20_000))).toBeUndefined();
});

test.each(FAULTS)('%s: caught if %j is changed', (file, _, fault) => {
  const id = file.split('/')[1]!;
  expect(findAnyFault(loadChecker(id, fault))).toBeDefined();
});

test('time is bounded, too', () => {
  const history = randomHistory('register', createRandom(3), 6);
  const measured = boundedStaleness.check({ history });
  expect(measured).toMatchObject({ measured: { versions: expect.any(Number) as number } });
  const stale = {
    model: 'register',
    init: 0,
    ops: [
      { id: 1, process: 'Ana', f: 'write', arg: 1, ret: null, status: 'ok', call: 0, return: 10 },
      { id: 2, process: 'Bo', f: 'read', arg: null, ret: 0, status: 'ok', call: 40, return: 50 },
    ],
  } as const;
  expect(boundedStaleness.check({ history: stale }, { staleness: { time: 30 } }).verdict).toBe('holds');
  expect(boundedStaleness.check({ history: stale }, { staleness: { time: 29 } }).verdict).toBe('violated');
});

const goldens = import.meta.glob<string>('/src/checkers/{bounded-staleness,strong-convergence}/golden/*.txt', {
  eager: true,
  query: '?raw',
  import: 'default',
});

function findAnyFault(checker: Checker): string | undefined {
  try {
    const golden = Object.entries(goldens).find(
      ([path, text]) => path.startsWith(`/src/checkers/${checker.id}/`) && rejudge(text, checker) !== text,
    );
    return golden?.[0] ?? findWrong(checker, 300);
  } catch (error) {
    return `it throws: ${String(error)}`;
  }
}

function findWrong(checker: Checker, count: number): string | undefined {
  for (let seed = 0; seed < count; seed++) {
    const wrong = checker.id === 'bounded-staleness' ? wrongMeasure(checker, seed) : wrongConvergence(checker, seed);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wrongMeasure(checker: Checker, seed: number): string | undefined {
  const observation = { history: randomHistory('register', createRandom(seed), 6) };
  const reads = observation.history.ops.filter((op) => op.f === 'read' && op.status === 'ok');
  const behind = reads.map((read) => versionsBehind(observation, read));
  const most = Math.max(0, ...behind.map((versions) => versions ?? 0));
  const isImpossible = behind.includes(undefined);
  for (const versions of [0, 1]) {
    const verdict = checker.check(observation, { staleness: { versions } });
    const isRight =
      verdict.verdict === (isImpossible || most > versions ? 'violated' : 'holds') &&
      verdict.measured?.versions === most;
    if (!isRight) return `seed ${seed}: ${most}, ${JSON.stringify(verdict)}\n${printHistory(observation)}`;
  }
  return undefined;
}

function wrongConvergence(checker: Checker, seed: number): string | undefined {
  for (const observation of [randomEvidence(createRandom(seed)), randomServed(createRandom(seed))]) {
    const { verdict } = checker.check(observation);
    if (verdict !== (isStronglyConvergent(observation) ? 'holds' : 'violated'))
      return `seed ${seed}: ${verdict}\n${printHistory(observation)}`;
  }
  return undefined;
}
