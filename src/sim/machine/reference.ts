/** XState's own pure `initialTransition` and `transition` behind our interface: slow, and what the compiled form must equal. */
import { initialTransition, transition, type AnyMachineSnapshot, type AnyStateMachine } from 'xstate';
import type { Effect, MachineEvent, MachineState, Step, Stepper } from './stepper';

/** A symbol, so that neither JSON nor a comparison of states sees it. */
const origin: unique symbol = Symbol('snapshot');

interface ReferenceState extends MachineState {
  readonly [origin]: AnyMachineSnapshot;
}

const noParams: Effect['params'] = Object.freeze({});

/**
 * A machine under this stepper must have a pure context factory: XState runs it again, without input, on every
 * transition. What it then throws XState swallows. Errors of the start are thrown, where XState keeps them in a snapshot.
 */
export function referenceStepper<C = unknown>(machine: AnyStateMachine): Stepper<C> {
  const stepper: Stepper = {
    start(input) {
      const [snapshot, actions] = initialTransition(machine, input);
      if (snapshot.status === 'error') throw snapshot.error;
      return { state: stateOf(snapshot), effects: effectsOf(actions) };
    },
    step: (state, event) => step(machine, state, event),
  };
  return stepper as Stepper<C>;
}

/** A machine that is done ignores everything, as an XState actor does; the bare `transition` does not look. */
function step(machine: AnyStateMachine, state: MachineState, event: MachineEvent): Step {
  if (state.done) return { state, effects: [] };
  const before = (state as ReferenceState)[origin];
  if (!before) throw new Error(`Machine "${machine.id}": this state comes from another stepper.`);
  const [after, actions] = transition(machine, before, event);
  return { state: after === before ? state : stateOf(after), effects: effectsOf(actions) };
}

function stateOf(snapshot: AnyMachineSnapshot): MachineState {
  const { value, context, status } = snapshot;
  const state: ReferenceState = { value, context: context as unknown, done: status === 'done', [origin]: snapshot };
  return state;
}

/** Only type and params are kept: an executable action holds a whole actor. XState's own raises are not effects. */
function effectsOf(actions: readonly { type: string; params: unknown }[]): Effect[] {
  return actions
    .filter(({ type }) => type !== 'xstate.raise')
    .map(({ type, params }) => ({ type, params: (params ?? noParams) as Effect['params'] }));
}
