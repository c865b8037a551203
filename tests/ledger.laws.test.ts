/** What the ledger counts agrees with the checker of lost writes, and with what a person counts in a short script. */
import { expect, test } from 'vitest';
import fc from 'fast-check';
import noAcknowledgedWriteLost from '#checkers/no-acknowledged-write-lost/index';
import { ledgerAt } from '#measure/ledger';
import primaryBackup from '#protocols/primary-backup/index';
import { observe } from '#sim/observe';
import { parseScript } from '#sim/script/parse';
import { printScript } from '#sim/script/print';
import { failovers } from '#support/failover-scripts';
import { traceOf } from '#support/primary-backup';
import { runs } from '#support/runs';

const SCRIPT = `replicarium 1
ends 1s
protocol primary-backup failover=votes ack=async detect=100ms heartbeat=20ms timeout=150ms discover=ask-around
replicas A B C
clients Ana@A
initially x=1
at 0ms Ana write x=2
at 50ms cut A | B C
at 60ms Ana write x=3
at 70ms crash A machine
at 80ms Ana write x=4
`;

/** Nothing is dropped where logs are copied. */
const dropped: readonly string[] = [];
const nothing = { acknowledged: [], exposed: [], gone: [], missing: [], aside: [], dropped, unanswered: [] };

const ledgerOf = (script: string, atMs: number) => {
  const trace = traceOf(parseScript(script).scenario);
  return ledgerAt(trace, primaryBackup.describe, atMs * 1000)!;
};

test.each([
  [1, nothing],
  [5, { ...nothing, acknowledged: ['Ana.1'], exposed: ['Ana.1'] }],
  [40, { ...nothing, acknowledged: ['Ana.1'] }],
  [65, { ...nothing, acknowledged: ['Ana.1', 'Ana.2'], exposed: ['Ana.2'] }],
  [
    900,
    {
      ...nothing,
      ...{ acknowledged: ['Ana.1', 'Ana.2'], exposed: ['Ana.2'], missing: ['Ana.2'], unanswered: ['Ana.3'] },
    },
  ],
])('at %i ms of the script', (atMs, expected) => {
  expect(ledgerOf(SCRIPT, atMs)).toEqual(expected);
});

test('a disk that is lost keeps nothing, neither while its machine is down nor when it is back', () => {
  const lost = SCRIPT.replace('crash A machine', 'crash A disk').replace('at 80ms', 'at 700ms restart A\nat 80ms');
  const counts = (atMs: number) => {
    const { exposed, gone } = ledgerOf(lost, atMs);
    return { exposed, gone };
  };
  expect(counts(65)).toEqual({ exposed: ['Ana.2'], gone: [] });
  expect(counts(75)).toEqual({ exposed: [], gone: ['Ana.2'] });
  expect(counts(900)).toEqual({ exposed: [], gone: ['Ana.2'] });
});

test('what a primary of the past has put aside is on its disk', () => {
  const healed = SCRIPT.replace('failover=votes', 'failover=votes returning=keep').replace(
    'at 70ms crash A machine',
    'at 600ms heal',
  );
  const { exposed, gone, aside } = ledgerOf(healed, 900);
  expect({ exposed, gone, aside: aside.includes('Ana.2') }).toEqual({ exposed: aside, gone: [], aside: true });
});

test(
  'in a settled run the ledger misses a write exactly where the checker calls one lost',
  { timeout: 600_000 },
  () => {
    let lost = 0;
    fc.assert(
      fc.property(failovers({ settings: { failover: ['votes', 'any'], ack: ['async', 'semi-sync'] } }), (scenario) => {
        const trace = traceOf(scenario);
        const { verdict } = noAcknowledgedWriteLost.check(observe(trace, primaryBackup));
        if (verdict === 'unknown') return;
        const { missing } = ledgerAt(trace, primaryBackup.describe, trace.reachedUs)!;
        if (missing.length > 0) lost += 1;
        expect(verdict === 'violated', printScript(scenario)).toBe(missing.length > 0);
      }),
      { numRuns: runs(100, 3_000) },
    );
    expect(lost).toBeGreaterThan(runs(5, 200));
  },
);
