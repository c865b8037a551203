/** A stepper that runs XState beside the compiled form and throws on any difference: any simulation can be run with it. */
import type { AnyStateMachine } from 'xstate';
import { compile } from '#sim/machine/compile';
import { referenceStepper } from '#sim/machine/reference';
import type { MachineState, Step, Stepper } from '#sim/machine/stepper';
import { attempt, differenceBetween, type Outcome } from './steppers';

const twins: unique symbol = Symbol('twins');

interface Twins {
  readonly reference: MachineState;
  readonly candidate: MachineState;
}

interface ShadowState extends MachineState {
  readonly [twins]: Twins;
}

/** Only the tests of this very function pass another candidate than the compiled form. */
export function shadow(machine: AnyStateMachine, candidate: Stepper = compile(machine)): Stepper {
  const reference = referenceStepper(machine);
  const where = `Machine "${machine.id}"`;
  return {
    start(input) {
      const [a, b] = agreed(where, [attempt(() => reference.start(input)), attempt(() => candidate.start(input))]);
      return { state: stateOf({ reference: a.state, candidate: b.state }), effects: b.effects };
    },
    step(state, event) {
      const before = (state as ShadowState)[twins];
      const outcomes = [
        attempt(() => reference.step(before.reference, event)),
        attempt(() => candidate.step(before.candidate, event)),
      ] as const;
      const [a, b] = agreed(`${where} in ${JSON.stringify(state.value)} on ${JSON.stringify(event)}`, outcomes);
      const isKept = a.state === before.reference;
      if (isKept !== (b.state === before.candidate)) throw new Error(`${where}: only one stepper kept its state.`);
      return { state: isKept ? state : stateOf({ reference: a.state, candidate: b.state }), effects: b.effects };
    },
  };
}

function stateOf(both: Twins): ShadowState {
  const { value, context, done } = both.candidate;
  return { value, context, done, [twins]: both };
}

/** If both threw alike, this throws what the reference threw. */
function agreed(where: string, [a, b]: readonly [Outcome, Outcome]): readonly [Step, Step] {
  const difference = differenceBetween(a, b);
  if (difference !== undefined) throw new Error(`${where}: XState and the compiled form differ. ${difference}`);
  if ('threw' in a) throw a.threw;
  if ('threw' in b) throw b.threw;
  return [a.step, b.step];
}
