/** The kernel's working state: what exists at this instant of a run. Mutable, and gone when the trace is finished. */
import type { AnyStateMachine } from 'xstate';
import { append, createRecorder, type Named, type Recorder } from '#sim/kernel/recorder';
import type { MachineEvent, MachineState, Step, Stepper } from '#sim/machine/stepper';
import type { MessageContext } from '#sim/message';
import { createNetwork, type Network } from '#sim/network';
import type { Plan } from '#sim/plan';
import { createQueue, push, type Queue } from '#sim/queue';
import type { NodeTraits } from '#sim/scenario';
import type { CutTrace, Interval, Kind, Leg, MessageTrace, OperationTrace, Trace } from '#sim/trace';

/** What the queue holds. A `token` or `incarnation` that has moved on makes an event void. */
export type Due =
  | { readonly do: 'step'; readonly step: number }
  | { readonly do: 'depart'; readonly message: number; readonly cause: number }
  | { readonly do: 'reach' | 'lose'; readonly message: number; readonly token: number }
  | { readonly do: 'timer'; readonly node: number; readonly id: string; readonly token: number }
  | {
      readonly do: 'written' | 'flushed';
      readonly node: number;
      readonly incarnation: number;
      readonly params: Readonly<Record<string, unknown>>;
      readonly disk: unknown;
      readonly cause: number;
    };

export interface Timer {
  readonly token: number;
  /** Ticks of the node's own clock that were left at `sinceUs`. */
  readonly leftUs: number;
  readonly sinceUs: number;
  /** Does not keep a run from being settled: heartbeats and the like. */
  readonly background: boolean;
  readonly event: { readonly type: string };
  readonly cause: number;
}

export interface Node {
  readonly number: number;
  readonly stepper: Stepper;
  state: MachineState;
  up: boolean;
  paused: boolean;
  /** What waits for a paused node, in order of arrival. */
  readonly inbox: { readonly event: { readonly type: string }; readonly cause: number }[];
  incarnation: number;
  readonly timers: Map<string, Timer>;
  /** What a crash of the machine would leave. */
  flushed: unknown;
  /** While it is down: what its crash left. */
  surviving: unknown;
  /** When the last write that this life has begun reaches the operating system. */
  writesEndUs: number;
  /** When the last flush, of this life or an earlier one, reaches the disk. */
  flushesEndUs: number;
  traits: Required<NodeTraits>;
  /** True time at which skew and drift were last set: the clock has run evenly since. */
  clockSinceUs: number;
  readonly timeline: { readonly atUs: number[]; readonly record: number[]; readonly states: MachineState[] };
  readonly downs: Interval[];
  readonly pauses: Interval[];
}

/** A message in the making: the trace's fields, and what only the kernel needs. */
export interface Flight extends Omit<MessageTrace, 'endedAtUs' | 'outcome' | 'reason' | 'legs'> {
  readonly pair: number;
  readonly ordered: boolean;
  state: MachineState<MessageContext>;
  token: number;
  /** When the present leg ends. */
  reachUs: number;
  endedAtUs: number;
  readonly legs: Leg[];
  record: number;
}

/** What a tap sees of a message: it may pass it on, change it, drop it or add others. */
export interface Envelope {
  readonly kind: string;
  readonly type: string;
  readonly about: string;
  readonly from: string;
  readonly to: string;
  readonly bytes: number;
  /** Whom the sender claims to be. */
  readonly principal: string;
  readonly channel: 'plain' | 'encrypted';
  readonly body: Readonly<Record<string, unknown>>;
}

export type Tap = (envelope: Envelope) => readonly Envelope[];

export interface RunOptions {
  /** Makes the stepper of each machine; the compiled one by default. */
  readonly stepperOf?: (machine: AnyStateMachine) => Stepper;
  readonly maxEvents?: number;
  readonly taps?: readonly Tap[];
  readonly watcher?: Watcher | undefined;
}

/** One step of a machine, as whoever looks on is told of it. */
export interface Stepped {
  readonly of: 'node' | 'message';
  /** Its number. */
  readonly number: number;
  readonly atUs: number;
  /** The record that led to it; -1 where the run itself did. */
  readonly cause: number;
  readonly event: MachineEvent;
  /** Undefined at the very first start. */
  readonly before: MachineState | undefined;
  readonly step: Step;
}

/** A timer's life: set, then fired, cancelled, set anew, or gone with its node. */
export interface TimerChange {
  readonly node: number;
  readonly id: string;
  readonly atUs: number;
  /** When it is to fire, in true time; undefined where it ends. */
  readonly dueUs: number | undefined;
}

/** Who looks on while a run is computed: nothing of the run depends on it. */
export interface Watcher {
  stepped(stepped: Stepped): void;
  timer(change: TimerChange): void;
}

export interface World {
  readonly plan: Plan;
  readonly network: Network;
  readonly queue: Queue;
  /** Waiting events by number; slots of past events are used again. */
  readonly due: (Due | undefined)[];
  readonly freeSlots: number[];
  readonly recorder: Recorder;
  readonly notes: Trace['notes'][number][];
  readonly nodes: Node[];
  readonly flights: Flight[];
  /** Numbers of messages that are still on their way. */
  readonly flying: Set<number>;
  /** Messages so far by name without the attempt. */
  readonly attempts: Map<string, number>;
  /** Latest planned arrival by pair, for connections that keep order; and when a narrow link is free again. */
  readonly arrivalUs: Map<number, number>;
  readonly linkFreeUs: Map<number, number>;
  readonly operations: { -readonly [Field in keyof OperationTrace]: OperationTrace[Field] }[];
  readonly operationNumbers: Map<string, number>;
  readonly cuts: (Omit<CutTrace, 'toUs'> & { toUs: number; readonly source: object })[];
  /** Indices of the scenario's edits by message. */
  readonly edits: ReadonlyMap<string, readonly number[]>;
  readonly matchedEdits: Set<number>;
  readonly taps: readonly Tap[];
  readonly watcher: Watcher | undefined;
  readonly messageStepper: Stepper<MessageContext>;
  nowUs: number;
  moment: number;
  tokens: number;
}

export function createWorld(
  plan: Plan,
  messageStepper: Stepper<MessageContext>,
  { taps = [], watcher }: Pick<RunOptions, 'taps' | 'watcher'>,
): World {
  return {
    plan,
    network: createNetwork(plan),
    queue: createQueue(),
    due: [],
    freeSlots: [],
    recorder: createRecorder(),
    notes: [],
    nodes: [],
    flights: [],
    flying: new Set(),
    attempts: new Map(),
    arrivalUs: new Map(),
    linkFreeUs: new Map(),
    operations: [],
    operationNumbers: new Map(),
    cuts: [],
    edits: editsByMessage(plan),
    matchedEdits: new Set(),
    taps,
    watcher,
    messageStepper,
    nowUs: 0,
    moment: 0,
    tokens: 0,
  };
}

function editsByMessage({ scenario }: Plan): Map<string, number[]> {
  const found = new Map<string, number[]>();
  scenario.edits.forEach(({ message }, index) => found.set(message, [...(found.get(message) ?? []), index]));
  return found;
}

export function schedule(world: World, atUs: number, due: Due): void {
  const slot = world.freeSlots.pop() ?? world.due.length;
  world.due[slot] = due;
  push(world.queue, Math.max(atUs, world.nowUs), slot);
}

/** Takes a waiting event out of its slot. */
export function takeDue(world: World, slot: number): Due {
  const due = world.due[slot]!;
  world.due[slot] = undefined;
  world.freeSlots.push(slot);
  return due;
}

/** Records what happens now; returns the record's index, which later records name as their cause. */
export const record = (world: World, kind: Kind, named: Named): number =>
  append(world.recorder, kind, { atUs: world.nowUs, moment: world.moment }, named);
