/** XState at its fastest by official means, for the benchmark: `machine.transition` with one bare scope, used again and again. */
import type { AnyActorScope, AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { Effect, MachineEvent, MachineState, Stepper } from '#sim/machine/stepper';

interface ScopedState extends MachineState {
  readonly snapshot: AnyMachineSnapshot;
}

interface Executable {
  readonly type: string;
  readonly params: unknown;
}

export function scopedStepper(machine: AnyStateMachine): Stepper {
  let effects: Effect[] = [];
  const nothing = () => {};
  const scope = {
    self: {},
    id: '',
    sessionId: '',
    system: { _sendInspectionEvent: nothing },
    actionExecutor({ type, params }: Executable) {
      if (type !== 'xstate.raise') effects.push({ type, params: (params ?? {}) as Effect['params'] });
    },
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    logger: nothing,
  } as unknown as AnyActorScope;
  return {
    start(input) {
      effects = [];
      return { state: stateOf(machine.getInitialSnapshot(scope, input)), effects };
    },
    step(state, event: MachineEvent) {
      if (state.done) return { state, effects: [] };
      effects = [];
      const { snapshot } = state as ScopedState;
      const after = machine.transition(snapshot, event, scope);
      return { state: after === snapshot ? state : stateOf(after), effects };
    },
  };
}

function stateOf(snapshot: AnyMachineSnapshot): ScopedState {
  return { value: snapshot.value, context: snapshot.context as unknown, done: snapshot.status === 'done', snapshot };
}
