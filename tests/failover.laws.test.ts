/** The laws of failover over random runs, and the neighbours of each that break it: found, shrunk, and kept as goldens. */
import { describe, expect, test } from 'vitest';
import { FAILOVER_LAWS, NEIGHBOURS, appliesNothingTwice } from '#support/failover-laws';
import { failovers } from '#support/failover-scripts';
import { assertLaw, findCounterexample } from '#support/law';
import { parseScript } from '#sim/script/parse';
import { lawOf, traceOf } from '#support/primary-backup';
import { runs } from '#support/runs';

const HOUR_MS = 3_600_000;

describe('failover', () => {
  test.each(Object.values(FAILOVER_LAWS))(
    '$claim',
    ({ law, scenarios }) => {
      let tested = 0;
      assertLaw(lawOf(law((chances) => (tested += chances))), { scenarios, numRuns: runs(100, 10_000) });
      expect(tested, 'chances that the law had to fail').toBeGreaterThan(runs(100, 10_000) / 10);
    },
    HOUR_MS,
  );
});

/** Fixed seed: these must be found, not hoped for. */
const found = { numRuns: 1500, seed: 1 };

describe('one step beside the laws', () => {
  test.each(Object.entries(NEIGHBOURS))(
    'is found and shrunk: %s',
    (name, { law, scenarios }) => {
      const counterexample = findCounterexample(lawOf(law(() => {})), { scenarios, ...found });
      expect(counterexample?.wrong, name).toMatch(/^(lost acknowledged write|acknowledged behind the times)/);
    },
    HOUR_MS,
  );
});

const stored = import.meta.glob<string>('/src/protocols/primary-backup/golden/failover-*.txt', {
  eager: true,
  query: '?raw',
  import: 'default',
});

test.each(Object.entries(NEIGHBOURS))('the stored script still shows it: %s', (name, { law }) => {
  const { scenario, errors } = parseScript(
    stored[`/src/protocols/primary-backup/golden/${name}.txt`]!.split('\n----\n')[0]!,
  );
  expect(errors).toEqual([]);
  expect(law(() => {})(traceOf(scenario))).toBeDefined();
});

test('retries without keys apply a write twice', { timeout: HOUR_MS }, () => {
  const unkeyed = failovers({ settings: { failover: ['votes'], keys: ['off'], ack: ['sync'] }, replicas: [3] });
  expect(findCounterexample(lawOf(appliesNothingTwice(() => {})), { scenarios: unkeyed, ...found })?.wrong).toContain(
    'applied twice',
  );
});
