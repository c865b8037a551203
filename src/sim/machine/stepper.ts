/** One step of a statechart, whoever computes it: the interface behind which XState itself and our compiled tables stand. */

/** An effect that a machine asks for: `{type, params}`, never performed by the machine. */
export interface Effect {
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What a machine receives. */
export interface MachineEvent {
  readonly type: string;
}

/** A configuration with its context. Immutable: a step that changes nothing returns the very same object. */
export interface MachineState<Context = unknown> {
  /** XState's state value: a string, or an object for nested and parallel states. */
  readonly value: unknown;
  readonly context: Context;
  readonly done: boolean;
}

export interface Step<Context = unknown> {
  readonly state: MachineState<Context>;
  /** In XState's order: exit, transition, entry. */
  readonly effects: readonly Effect[];
  /** The transitions taken, by their ids in the machine's chart and in order; only a stepper that explains tells them. */
  readonly taken?: readonly string[];
}

export interface Stepper<Context = unknown> {
  /** The initial state and the effects of entering it. */
  start(input: unknown): Step<Context>;
  /** Throws on an infinite loop of eventless transitions, as XState does. */
  step(state: MachineState<Context>, event: MachineEvent): Step<Context>;
}
