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

const ledgerOf = (script: string, atMs: number) => {
  const trace = traceOf(parseScript(script).scenario);
  return ledgerAt(trace, primaryBackup.describe, atMs * 1000)!;
};

test.each([
  [1, { acknowledged: [], exposed: [], missing: [], aside: [], dropped, unanswered: [] }],
  [5, { acknowledged: ['Ana.1'], exposed: ['Ana.1'], missing: [], aside: [], dropped, unanswered: [] }],
  [40, { acknowledged: ['Ana.1'], exposed: [], missing: [], aside: [], dropped, unanswered: [] }],
  [65, { acknowledged: ['Ana.1', 'Ana.2'], exposed: ['Ana.2'], missing: [], aside: [], dropped, unanswered: [] }],
  [
    900,
    {
      acknowledged: ['Ana.1', 'Ana.2'],
      exposed: ['Ana.2'],
      missing: ['Ana.2'],
      aside: [],
      dropped,
      unanswered: ['Ana.3'],
    },
  ],
])('at %i ms of the script', (atMs, expected) => {
  expect(ledgerOf(SCRIPT, atMs)).toEqual(expected);
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
