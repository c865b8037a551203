/** The law of the two steppers: whatever compiles a statechart equals XState's own `transition` on it. */
import fc from 'fast-check';
import type { AnyStateMachine } from 'xstate';
import { referenceStepper } from '#sim/machine/reference';
import type { Stepper } from '#sim/machine/stepper';
import { buildMachine } from './chart-machines';
import { chart, chartEvents } from './statecharts';
import { compareSteppers, type Comparison } from './steppers';

export interface Census {
  machines: number;
  steps: number;
  moved: number;
  kept: number;
  ended: number;
  effective: number;
  threw: number;
}

export const emptyCensus = (): Census => ({
  machines: 0,
  steps: 0,
  moved: 0,
  kept: 0,
  ended: 0,
  effective: 0,
  threw: 0,
});

/** A property that adds to the census what it has seen, so that a test can ask whether the cases were worth anything. */
export function stepperLaw(compile: (machine: AnyStateMachine) => Stepper, census: Census) {
  const cases = fc.record({ root: chart, events: chartEvents, x: fc.nat(4) });
  return fc.property(cases, ({ root, events, x }) => {
    const machine = buildMachine(root);
    const comparison = compareSteppers(referenceStepper(machine), compile(machine), { input: { x }, events });
    count(census, comparison);
    if (comparison.difference !== undefined) throw new Error(`XState against compiled, ${comparison.difference}`);
  });
}

function count(census: Census, comparison: Comparison): void {
  census.machines += 1;
  for (const key of ['steps', 'moved', 'kept', 'ended', 'effective', 'threw'] as const) census[key] += comparison[key];
}
