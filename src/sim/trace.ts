/** The trace of a run: what happened, in columns that grow only at the end. Everything shown or judged is derived from it. */
import type { Status, Value } from '#history/operation';
import type { Phrase } from '#history/phrase';
import type { MachineState } from '#sim/machine/stepper';
import type { MicroOperation, Scenario } from '#sim/scenario';

/** Kinds of record, in the order of their codes. */
export const KINDS = [
  'step', // the script acts: `detail` is the step's index in the plan
  'queued', // a message waits for bandwidth
  'travelling', // it is on its way (again)
  'held', // a cut stops it
  'delivered',
  'lost', // `detail` is a text: why
  'timer', // `detail` is a text: the timer's name
  'written', // a record reached the operating system
  'flushed', // a record reached the disk
  'state', // a machine changed its state: `detail` is a text
  'down', // a node crashed: `detail` is a text, the kind of crash
  'up',
  'paused',
  'resumed',
  'call', // an operation begins
  'return', // and ends
  'note', // a machine says why: `detail` is an index into `notes`
  'command', // an operator tells a replica something
] as const;

export type Kind = (typeof KINDS)[number];
export const KIND_CODE = Object.fromEntries(KINDS.map((kind, code) => [kind, code])) as Readonly<Record<Kind, number>>;

/** One column a field, one row a record; -1 stands for none. */
export interface Records {
  readonly count: number;
  readonly atUs: Float64Array;
  readonly kind: Uint8Array;
  readonly node: Int32Array;
  readonly message: Int32Array;
  readonly operation: Int32Array;
  readonly detail: Int32Array;
  /** The record that led to this one. */
  readonly cause: Int32Array;
  /** Records of one instant of the kernel share a number: what "one event" is for stepping. */
  readonly moment: Int32Array;
}

export type Outcome = 'flying' | 'delivered' | 'lost';

export interface MessageTrace {
  /** The stable name: `copy(Ana.2) Frankfurt→Virginia try 2`. */
  readonly name: string;
  readonly kind: string;
  /** The event that the receiver gets. */
  readonly type: string;
  readonly about: string;
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly sentAtUs: number;
  /** When it was delivered or lost; Infinity while it flies at the end of the run. */
  readonly endedAtUs: number;
  readonly outcome: Outcome;
  /** Why it was lost, or ''. */
  readonly reason: string;
  /** Time on the way without cuts, after edits. */
  readonly latencyUs: number;
  /** Stretches of the way: from `fromUs` on it moves from share `from` towards `to`, which it reaches at `toUs` (the same share while held). */
  readonly legs: readonly Leg[];
  /** True for the copy that a duplicating link made. */
  readonly twin: boolean;
  readonly edited: boolean;
  /** The record that sent it. */
  readonly cause: number;
}

export interface Leg {
  readonly fromUs: number;
  readonly toUs: number;
  readonly from: number;
  readonly to: number;
}

export interface OperationTrace {
  readonly id: string;
  readonly client: number;
  readonly micro: readonly (MicroOperation & { readonly arg: Value })[];
  /** When the script asked for it; it begins at `callUs`, once the client is free (Infinity: never). */
  readonly dueUs: number;
  readonly callUs: number;
  readonly returnUs: number;
  readonly status: Status;
  readonly value: Value;
  /** The message that brought the answer, or -1. */
  readonly reply: number;
  readonly step: number;
}

/** States of one node over time, ascending; the last one at or before t was so at t. */
export interface Timeline {
  readonly atUs: readonly number[];
  readonly record: readonly number[];
  readonly states: readonly MachineState[];
}

/** When a node was down or paused: `toUs` is Infinity while it lasts. */
export interface Interval {
  readonly fromUs: number;
  readonly toUs: number;
}

export interface CutTrace extends Interval {
  /** Directed pairs of nodes, as `from * nodes + to`. */
  readonly pairs: readonly number[];
  readonly step: number;
  readonly position: number;
}

export interface Trace {
  readonly scenario: Scenario;
  /** Replicas first, then clients: node numbers index this. */
  readonly nodes: readonly string[];
  readonly replicas: number;
  readonly endsUs: number;
  /** How far it was computed: `endsUs`, or less where the limit of events ended it. */
  readonly reachedUs: number;
  readonly stoppedBy: 'end' | 'limit';
  /** True when nothing could change any more at the end; else why not. */
  readonly settled: true | Phrase;
  readonly records: Records;
  readonly texts: readonly string[];
  readonly notes: readonly { readonly id: string; readonly args: Readonly<Record<string, unknown>> }[];
  readonly messages: readonly MessageTrace[];
  readonly operations: readonly OperationTrace[];
  readonly timelines: readonly Timeline[];
  readonly downs: readonly (readonly Interval[])[];
  readonly pauses: readonly (readonly Interval[])[];
  readonly cuts: readonly CutTrace[];
  /** Steps of the scenario with their times, expanded and in order; the `step` records point here. */
  readonly steps: readonly StepTrace[];
  /** Indices of the scenario's edits whose message did not occur. */
  readonly unmatched: readonly number[];
}

export interface StepTrace {
  readonly atUs: number;
  /** Index in `scenario.steps`. */
  readonly index: number;
}
