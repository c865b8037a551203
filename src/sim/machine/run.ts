/** What guards and actions see while one step is being computed: the scratch state of a macrostep. */
import type { AnyStateMachine } from 'xstate';
import type { Configuration, Definition } from './configuration';
import type { Effect, MachineEvent } from './stepper';

export type Context = Readonly<Record<string, unknown>>;

/** The one argument object of a machine's own functions: guards, assignments, params. */
export interface Args {
  readonly context: Context;
  readonly event: MachineEvent;
}

/** Mutable. One serves all calls of a stepper, since allocating it anew would be a tenth of a step's time. */
export interface Run {
  readonly machine: AnyStateMachine;
  /** The configuration at the beginning of the microstep: what `stateIn` sees, even in entry actions, as in XState. */
  configuration: Configuration;
  args: Args;
  done: boolean;
  /** Whether the current microstep gave a new snapshot in XState's sense: by an assign, a new configuration, or the end. */
  touched: boolean;
  /** The same for the whole step; if it stays false the step returns the state it was given. */
  changed: boolean;
  /** The shared empty list until there is an effect. */
  effects: readonly Effect[];
  /** Raised and done events, first in, first out. */
  readonly queue: MachineEvent[];
  /** The transitions taken so far in this step, in order; kept only for whoever looks on. */
  taken: Definition[] | undefined;
}

export const noEffects: readonly Effect[] = Object.freeze([]);

/** Found only when it is called: whether a context factory or an assignment spawns cannot be read from outside. */
export function refuseSpawn(): never {
  throw new Error(
    'A machine spawned an actor: the compiled stepper refuses that. Ask the kernel by an effect instead.',
  );
}
