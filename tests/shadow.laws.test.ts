/** Whole simulations under both steppers at once: XState and the compiled form agree on every step of every machine shipped. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { traceHash } from '#sim/hash';
import { shadow } from '#support/shadow';
import { traceOf } from '#support/primary-backup';
import { assertLaw } from '#support/law';
import { runs } from '#support/runs';
import { failovers } from '#support/failover-scripts';
import { scenarios } from '#support/scripts';

const HOUR_MS = 3_600_000;

test('replica, client and message take the same steps in XState and compiled', { timeout: HOUR_MS }, () => {
  const wild = scenarios({ crashes: ['process', 'machine', 'disk'], edits: true });
  const seen = new Set<string>();
  assertLaw(
    (scenario) => {
      const stepperOf = (machine: Parameters<typeof shadow>[0]) => (seen.add(machine.id), shadow(machine));
      const both = traceOf(scenario, undefined, { stepperOf });
      return traceHash(both) === traceHash(traceOf(scenario))
        ? undefined
        : 'another trace than without XState beside it';
    },
    { scenarios: wild, numRuns: runs(25, 200) },
  );
  expect([...seen].sort()).toEqual(['client', 'message', 'primary-backup']);
  expect(fc.sample(wild, 25).some(({ steps }) => steps.length > 10)).toBe(true);
});

test('replica and client take the same steps in XState and compiled while primaries fail', { timeout: HOUR_MS }, () => {
  const settings = { failover: ['votes', 'any', 'manual'], fencing: ['epoch', 'lease', 'stop', 'off'] };
  assertLaw(
    (scenario) => {
      const both = traceOf(scenario, undefined, { stepperOf: (machine) => shadow(machine) });
      return traceHash(both) === traceHash(traceOf(scenario))
        ? undefined
        : 'another trace than without XState beside it';
    },
    { scenarios: failovers({ settings, rough: true }), numRuns: runs(10, 200) },
  );
});
