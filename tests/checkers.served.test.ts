/** The session guarantees on the servers agree with their definitions on random runs; faults planted in them are caught. */
import { expect, test } from 'vitest';
import monotonicReads from '#checkers/monotonic-reads-state/index';
import monotonicWrites from '#checkers/monotonic-writes-state/index';
import readYourWrites from '#checkers/read-your-writes-state/index';
import writesFollowReads from '#checkers/writes-follow-reads-state/index';
import type { Checker } from '#history/verdict';
import { printHistory } from '#formats/history-text';
import { rejudge } from '#support/checker-golden';
import { createRandom } from '#support/histories';
import type { Oracle } from '#support/oracles';
import { type CheckerFault, loadChecker } from '#support/planted-checkers';
import { runs } from '#support/runs';
import {
  randomServed,
  readsItsWritesThere,
  readsMonotonicallyThere,
  writesAfterReadsThere,
  writesMonotonicallyThere,
} from '#support/served';

const served = 'checkers/kit/served';
const verdict = 'checkers/kit/served-verdict';
const SERVERS: readonly (readonly [Checker, Oracle, readonly CheckerFault[]])[] = [
  [
    readYourWrites,
    readsItsWritesThere,
    [
      { file: 'checkers/read-your-writes-state/index', from: 'isAcknowledged(served.spec, op)', to: 'true' },
      {
        file: 'checkers/read-your-writes-state/index',
        from: '!answer.holds.includes(op.id)',
        to: 'answer.holds.includes(op.id)',
      },
      { file: 'checkers/read-your-writes-state/index', from: 'yield { unrecorded: read };', to: '' },
      { file: 'checkers/read-your-writes-state/index', from: 'if (own.length === 0) continue;', to: '' },
      { file: verdict, from: 'session.slice(0, at)', to: 'session.slice(at + 1)' },
    ],
  ],
  [
    monotonicReads,
    readsMonotonicallyThere,
    [
      {
        file: 'checkers/monotonic-reads-state/index',
        from: '!holds.includes(write.id)',
        to: 'holds.includes(write.id)',
      },
      {
        file: 'checkers/monotonic-reads-state/index',
        from: 'if (!forgotten) continue;',
        to: "if (!forgotten) return 'kept';",
      },
      { file: 'checkers/monotonic-reads-state/index', from: 'if (hole) yield { unrecorded: hole };', to: '' },
      { file: served, from: 'leaves(spec, op, value)).slice(-1)', to: 'leaves(spec, op, value))' },
      { file: served, from: 'sameValue(access.value, value)', to: 'true' },
      { file: served, from: 'spec.objects(op).includes(object)', to: 'true' },
    ],
  ],
  [
    monotonicWrites,
    writesMonotonicallyThere,
    [
      { file: verdict, from: "if (first < 0) return 'missing'", to: '' },
      { file: verdict, from: 'first > holds.indexOf(later.id) && meet', to: 'meet' },
      { file: 'checkers/monotonic-writes-state/index', from: 'lost ??= later', to: 'lost = undefined' },
      {
        file: 'checkers/monotonic-writes-state/index',
        from: 'record.holds.indexOf(known.id) < record.holds.indexOf(later.id)',
        to: 'record.holds.indexOf(known.id) > record.holds.indexOf(later.id)',
      },
      {
        file: 'checkers/monotonic-writes-state/index',
        from: 'if (!isAcknowledged(served.spec, later)) continue;',
        to: '',
      },
      { file: served, from: '[...answered, ...final]', to: 'answered' },
      { file: served, from: '[...answered, ...final]', to: 'final' },
    ],
  ],
  [
    writesFollowReads,
    writesAfterReadsThere,
    [
      { file: 'checkers/writes-follow-reads-state/index', from: 'isWriting(served.spec, later) && ', to: '' },
      {
        file: 'checkers/writes-follow-reads-state/index',
        from: 'if (!seen || seen === later) continue;',
        to: "if (!seen || seen === later) return 'kept';",
      },
      { file: 'checkers/writes-follow-reads-state/index', from: 'session.slice(0, at)', to: 'session' },
      { file: 'checkers/writes-follow-reads-state/index', from: 'yield { unrecorded: hole };', to: ';' },
      { file: served, from: '.slice(-1) : writes.filter', to: ' : writes.filter' },
    ],
  ],
];

test.each(SERVERS)('$id agrees with its definition on random runs', { timeout: 600_000 }, (checker, oracle) => {
  let violated = 0;
  const total = runs(1500, 50_000);
  for (let seed = 0; seed < total; seed++) {
    const wrong = wrongWith(checker, oracle, seed);
    if (wrong !== undefined) expect.fail(wrong);
    if (checker.check(randomServed(createRandom(seed))).verdict === 'violated') violated++;
  }
  console.info(`${checker.id}: ${total} random runs, ${violated} violated`);
  expect(violated).toBeGreaterThan(total / 50);
  expect(violated).toBeLessThan(total);
});

const faults = SERVERS.flatMap(([{ id }, oracle, list]) =>
  list.map((fault) => [id, `${fault.file}: ${fault.from} becomes ${fault.to}`, { fault, oracle }] as const),
);

test.each(faults)('%s: caught if in %s', (id, _, { fault, oracle }) => {
  expect(findAnyFault(loadChecker(id, fault), oracle)).toBeDefined();
});

const goldens = import.meta.glob<string>('/src/checkers/*-state/golden/*.txt', {
  eager: true,
  query: '?raw',
  import: 'default',
});

function findAnyFault(checker: Checker, oracle: Oracle): string | undefined {
  try {
    const golden = Object.entries(goldens).find(
      ([path, text]) => path.startsWith(`/src/checkers/${checker.id}/`) && rejudge(text, checker) !== text,
    );
    if (golden) return golden[0];
    for (let seed = 0; seed < 400; seed++) {
      const wrong = wrongWith(checker, oracle, seed);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  } catch (error) {
    return `it throws: ${String(error)}`;
  }
}

function wrongWith(checker: Checker, oracle: Oracle, seed: number): string | undefined {
  const observation = randomServed(createRandom(seed));
  const found = checker.check(observation);
  const isRight = found.verdict === (oracle(observation) ? 'holds' : 'violated');
  const isWithin = found.verdict !== 'violated' || found.witness.ops.includes(found.witness.completes);
  return isRight && isWithin ? undefined : `seed ${seed}: ${found.verdict}\n${printHistory(observation)}`;
}
