/**
 * What went on inside one node or one message: the run computed once more, with somebody looking on. A run is a function
 * of its scenario, so this is the very same run, and the trace need not keep what is seldom asked for.
 */
import { planRun } from '#sim/plan';
import type { Stepped, TimerChange } from '#sim/kernel/world';
import { explain } from '#sim/machine/compile';
import type { Protocol } from '#sim/protocol';
import { LIMITS, type Scenario } from '#sim/scenario';
import { simulate } from '#sim/simulate';

/** Whom to watch: a node or a message by its number in the trace. */
export type Subject = Pick<Stepped, 'of' | 'number'>;

/** A step with the transitions it took and the effects it asked for. */
export type WatchedStep = Omit<Stepped, 'of' | 'number'>;

export interface WatchedTimer {
  /** Its name, and its key where several of a name run at once. */
  readonly id: string;
  readonly setUs: number;
  /** When it fires unless something comes between, in true time. */
  readonly dueUs: number;
  /** When it fired or was cancelled, set anew, or lost; Infinity while it runs. */
  readonly endedUs: number;
}

export interface Watched {
  /** In order of time. */
  readonly steps: readonly WatchedStep[];
  readonly timers: readonly WatchedTimer[];
}

/** `maxEvents` as the run that is looked into had it. Throws on a scenario that does not run. */
export function watch(
  scenario: Scenario,
  protocol: Protocol,
  { of, number, maxEvents = LIMITS.events }: Subject & { readonly maxEvents?: number },
): Watched {
  const { plan, faults } = planRun(scenario, protocol);
  if (!plan) throw new Error(`a scenario that does not run is watched: ${JSON.stringify(faults)}`);
  const steps: WatchedStep[] = [];
  const timers: { -readonly [Field in keyof WatchedTimer]: WatchedTimer[Field] }[] = [];
  simulate(plan, {
    stepperOf: explain,
    maxEvents,
    watcher: {
      stepped: ({ of: kind, number: who, ...step }) => void (kind === of && who === number && steps.push(step)),
      timer: (change) => void (of === 'node' && change.node === number && keepTimer(timers, change)),
    },
  });
  return { steps, timers };
}

function keepTimer(
  timers: { id: string; setUs: number; dueUs: number; endedUs: number }[],
  { id, atUs, dueUs }: TimerChange,
): void {
  const running = timers.findLast((timer) => timer.id === id && timer.endedUs === Infinity);
  if (running) running.endedUs = atUs;
  if (dueUs !== undefined) timers.push({ id, setUs: atUs, dueUs, endedUs: Infinity });
}
