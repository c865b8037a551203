/** The laws of replicated data types over random runs with crashes, cuts, loss, doubles and overtaking; and what breaks without the causal layer. */
import { describe, expect, test } from 'vitest';
import converges from '#checkers/converges/index';
import strongConvergence from '#checkers/strong-convergence/index';
import crdt from '#protocols/crdt/index';
import { assertLaw, findCounterexample } from '#support/law';
import { CRDT_LAWS } from '#support/crdt-laws';
import { crdtScenarios } from '#support/crdt-scripts';
import { lawOf, passes, traceOf } from '#support/primary-backup';
import { runs } from '#support/runs';
import { shadow } from '#support/shadow';
import { traceHash } from '#sim/hash';

const HOUR_MS = 3_600_000;

describe('replicated data types', () => {
  test.each(Object.values(CRDT_LAWS))(
    '$claim',
    ({ law, scenarios }) => {
      let tested = 0;
      const counting = law(crdt, (chances) => (tested += chances));
      assertLaw(lawOf(counting, crdt), { scenarios, numRuns: runs(80, 2_000) });
      expect(tested, 'chances that the law had to fail').toBeGreaterThan(runs(0, 500));
    },
    HOUR_MS,
  );
});

/** The same generator over the bare network. The seed is fixed: these must be found, not hoped for. The goldens show them small. */
const weaker = { numRuns: 2000, seed: 1, shrinks: false };
const raw = { styles: ['operation'], layers: ['raw'], calm: true } as const;

describe('without the causal layer', () => {
  test.each([
    { what: 'a counter that counts twice', type: 'pncounter', checker: strongConvergence },
    { what: 'an element that stays for ever', type: 'add-wins', checker: strongConvergence },
    { what: 'a lost update', type: 'gcounter', checker: converges },
    { what: 'a text that differs', type: 'text', checker: converges },
  ] as const)('is found: $what', ({ what, type, checker }) => {
    const scenarios = crdtScenarios({ ...raw, types: [type], settings: { keys: ['on'] } });
    const found = findCounterexample(
      lawOf(
        passes(checker, () => {}, crdt),
        crdt,
      ),
      { scenarios, ...weaker },
    );
    expect(found?.wrong, `no run of ${weaker.numRuns} shows ${what}`).toContain(checker.id);
  });
});

test('replicas take the same steps in XState and compiled', { timeout: HOUR_MS }, () => {
  const wild = crdtScenarios({ crashes: ['process', 'machine', 'disk'], edits: true, layers: ['causal', 'raw'] });
  assertLaw(
    (scenario) => {
      const both = traceOf(scenario, crdt, { stepperOf: (machine) => shadow(machine) });
      return traceHash(both) === traceHash(traceOf(scenario, crdt)) ? undefined : 'another trace than without XState';
    },
    { scenarios: wild, numRuns: runs(15, 200) },
  );
});
