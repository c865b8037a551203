/** Random scenarios by protocol, for laws that are claimed of every one. */
import type fc from 'fast-check';
import type { Scenario } from '#sim/scenario';
import { crdtScenarios } from './crdt-scripts';
import { leaderlessScenarios } from './leaderless';
import { manyLeaders } from './multi-leader-scripts';
import type { Wanted } from './script-parts';
import { scenarios } from './scripts';

type Generator = (wanted: Wanted) => fc.Arbitrary<Scenario>;

const BY_PROTOCOL: Readonly<Record<string, Generator>> = {
  'primary-backup': scenarios,
  crdt: crdtScenarios,
  leaderless: leaderlessScenarios,
  'multi-leader': manyLeaders,
};

/** Throws for a protocol that has no generator yet: a law over all of them must not pass one over. */
export function scenariosOf(protocol: string, wanted: Wanted): fc.Arbitrary<Scenario> {
  const generator = BY_PROTOCOL[protocol];
  if (!generator)
    throw new Error(`There are no random scenarios for "${protocol}" in tests/support/protocol-scenarios.ts.`);
  return generator(wanted);
}
