/** Drives two steppers with the same events and tells the first difference. */
import { isDeepStrictEqual } from 'node:util';
import type { MachineEvent, MachineState, Step, Stepper } from '#sim/machine/stepper';

/** What one call came to: a step, or what it threw. */
export type Outcome = { readonly step: Step } | { readonly threw: Error };

export interface Comparison {
  /** Undefined if the two agree all the way. */
  readonly difference: string | undefined;
  readonly steps: number;
  /** Steps that gave another state, steps that kept the very same one, and among these the steps after the end. */
  readonly moved: number;
  readonly kept: number;
  readonly ended: number;
  /** Steps with effects, and calls that threw. */
  readonly effective: number;
  readonly threw: number;
}

export interface Drive {
  readonly input: unknown;
  readonly events: readonly MachineEvent[];
}

/** An event on which both throw leaves both where they were, and the drive goes on. */
export function compareSteppers(left: Stepper, right: Stepper, { input, events }: Drive): Comparison {
  const tally = { steps: 0, moved: 0, kept: 0, ended: 0, effective: 0, threw: 0 };
  const [a, b] = [attempt(() => left.start(input)), attempt(() => right.start(input))];
  const atStart = differenceBetween(a, b);
  if (atStart !== undefined) return { ...tally, difference: `at the start: ${atStart}` };
  if ('threw' in a || 'threw' in b) return { ...tally, threw: 1, difference: undefined };
  let states: readonly [MachineState, MachineState] = [a.step.state, b.step.state];
  for (const [index, event] of events.entries()) {
    const outcomes = [attempt(() => left.step(states[0], event)), attempt(() => right.step(states[1], event))] as const;
    const difference = differenceBetween(...outcomes) ?? differenceOfIdentity(states, outcomes);
    if (difference !== undefined)
      return { ...tally, difference: `event ${index + 1}, ${JSON.stringify(event)}: ${difference}` };
    states = advance(tally, states, outcomes);
  }
  return { ...tally, difference: undefined };
}

type Tally = Record<Exclude<keyof Comparison, 'difference'>, number>;
type Pair<T> = readonly [T, T];

function advance(tally: Tally, states: Pair<MachineState>, [a, b]: Pair<Outcome>): Pair<MachineState> {
  tally.steps += 1;
  if ('threw' in a || 'threw' in b) {
    tally.threw += 1;
    return states;
  }
  if (states[0].done) tally.ended += 1;
  if (a.step.effects.length > 0) tally.effective += 1;
  tally[a.step.state === states[0] ? 'kept' : 'moved'] += 1;
  return [a.step.state, b.step.state];
}

export function attempt(call: () => Step): Outcome {
  try {
    return { step: call() };
  } catch (error) {
    return { threw: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** In value, context, end, effects, or in whether the call threw, and if so for an endless loop. */
export function differenceBetween(a: Outcome, b: Outcome): string | undefined {
  const isSame =
    'threw' in a || 'threw' in b
      ? 'threw' in a && 'threw' in b && isLoop(a.threw) === isLoop(b.threw)
      : isDeepStrictEqual(visible(a.step), visible(b.step));
  return isSame ? undefined : `${show(a)} against ${show(b)}`;
}

/** A step without any change must return the very state that it was given. */
function differenceOfIdentity(states: Pair<MachineState>, [a, b]: Pair<Outcome>): string | undefined {
  if ('threw' in a || 'threw' in b) return undefined;
  const [isKeptLeft, isKeptRight] = [a.step.state === states[0], b.step.state === states[1]];
  return isKeptLeft === isKeptRight ? undefined : `only the ${isKeptLeft ? 'first' : 'second'} kept its state`;
}

/** The words differ, the finding must not. */
function isLoop({ message }: Error): boolean {
  return /Infinite loop|no end after/.test(message);
}

/** What the interface promises; a stepper may carry more, under symbols. */
function visible({ state: { value, context, done }, effects }: Step): unknown {
  return { value, context, done, effects };
}

function show(outcome: Outcome): string {
  return 'threw' in outcome ? `threw ${outcome.threw.message}` : JSON.stringify(visible(outcome.step));
}
