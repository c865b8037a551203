/** Faults planted among many leaders are each caught by a law: so every law can fail, and looks where it says. */
import { expect, test } from 'vitest';
import { findCounterexample } from '#support/law';
import { anyOrderBy, lawOf } from '#support/multi-leader';
import { LAWS } from '#support/multi-leader-laws';
import { moduleWith, protocolWith, type ProtocolFault } from '#support/protocol-faults';
import { sample } from '#support/runs';

interface Planted extends ProtocolFault {
  readonly name: string;
  readonly caughtBy: keyof typeof LAWS;
}

const faults: readonly Planted[] = [
  {
    name: 'equal stamps: what comes later wins',
    caughtBy: 'shown',
    file: 'resolve',
    from: 'compareStamps(a.stamp, b.stamp) ||',
    to: 'compareStamps(a.stamp, b.stamp) || -1 ||',
  },
  {
    name: 'a version that is known of stays beside the one that knows it',
    caughtBy: 'shown',
    file: 'resolve',
    from: "orders.some((order) => order === 'after' || order === 'equal')",
    to: 'false',
  },
  {
    name: 'the last to come is shown',
    caughtBy: 'shown',
    file: 'resolve',
    from: 'const wins = !holder || compareEntries(holder, entry) < 0;',
    to: 'const wins = true;',
  },
  {
    name: 'a copy is taken although its predecessor is missing',
    caughtBy: 'arrive',
    file: 'taking',
    from: 'number === (next[origin] ?? memory.taken[origin] ?? 0) + 1',
    to: 'number > (next[origin] ?? memory.taken[origin] ?? 0)',
  },
  {
    name: 'nothing is sent again',
    caughtBy: 'arrive',
    file: 'machine',
    from: "'timer.retransmit': { actions: 'resend' },",
    to: "'timer.retransmit': {},",
  },
  {
    name: 'in a ring and a star nobody passes on what others wrote',
    caughtBy: 'arrive',
    file: 'messages',
    from: '(entry) => !isCovered(standing, entry),',
    to: "(entry) => entry.via === '' && !isCovered(standing, entry),",
  },
  {
    name: 'only the one that a write lost to last is a drop',
    caughtBy: 'dropped',
    file: 'resolve',
    from: 'const lost = writes.filter((write) => !led.has(write));',
    to: 'const lost = writes.filter((write) => !led.has(write)).slice(-1);',
  },
  {
    name: 'whoever does not stand is a drop, even if replaced by one who had seen it',
    caughtBy: 'dropped',
    file: 'resolve',
    from: 'next = after === null ? undefined : byName.get(after);',
    to: 'next = undefined;',
  },
  {
    name: 'a copy does not say where it has been',
    caughtBy: 'loops',
    file: 'messages',
    from: 'path: [...new Set([...entry.path, ...reached])]',
    to: 'path: []',
  },
  {
    name: 'writes are sent on before they are flushed',
    caughtBy: 'flushed',
    file: 'wishes',
    from: '{ from: shipped, upTo: flushed }',
    to: '{ from: shipped, upTo: context.memory.received.length }',
  },
  {
    name: 'a logical clock does not look at the stamps that come in',
    caughtBy: 'effects',
    file: 'taking',
    from: 'fresh.reduce((clock, { stamp }) => witness(kind, clock, { seen: stamp, nowUs }), memory.clock)',
    to: 'memory.clock',
  },
  {
    name: 'a replica that is back does not know the keys in its log',
    caughtBy: 'keys',
    file: 'birth',
    from: 'sessions: sessionsOf(disk.identity, entries)',
    to: 'sessions: {}',
  },
  {
    name: 'a vector counts only the own writes',
    caughtBy: 'vectors',
    file: 'taking',
    from: 'increment(merge(known, own), identity)',
    to: 'increment(own, identity)',
  },
];

/** Fixed: the same cases in every run. */
const cases = { numRuns: 600, seed: 20_261_126, shrinks: false } as const;
const MINUTES_MS = 300_000;

test.each(sample(faults))('is caught by $caughtBy: $name', { timeout: MINUTES_MS }, ({ caughtBy, ...fault }) => {
  const { law, scenarios } = LAWS[caughtBy];
  const found = findCounterexample(
    lawOf(law, () => {}, protocolWith('multi-leader', fault)),
    { ...cases, scenarios },
  );
  expect(found?.wrong).toBeDefined();
  expect(found!.wrong).not.toContain('it threw');
});

test('is caught by orders: a tie goes to what came last', { timeout: MINUTES_MS }, () => {
  const fault = { file: 'resolve', from: '(a.origin < b.origin ? -1 : a.origin > b.origin ? 1 : 0) ||', to: '-1 ||' };
  const law = anyOrderBy(moduleWith('multi-leader', 'resolve', fault));
  const found = findCounterexample(lawOf(law), { ...cases, scenarios: LAWS.orders.scenarios });
  expect(found?.wrong).toContain('resolves by order');
});

test('every law is shown to fail', () => {
  const caught = new Set<string>([...faults.map(({ caughtBy }) => caughtBy), 'orders']);
  expect(Object.keys(LAWS).filter((law) => !caught.has(law))).toEqual([]);
});
