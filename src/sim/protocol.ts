/** What a protocol supplies to be simulated, drawn and judged. One folder of `src/protocols/` exports one of these by default. */
import type { AnyStateMachine } from 'xstate';
import type { Value } from '#history/operation';
import type { Phrase } from '#history/phrase';
import type { Description } from '#sim/marks';
import type { MachineState } from '#sim/machine/stepper';
import type { MicroOperation } from '#sim/scenario';
import type { SettingsSchema } from '#sim/settings';

/** What a machine is born with, at the start and again at each restart. Plain data. */
export interface Birth<S = Readonly<Record<string, string | number>>> {
  readonly self: string;
  /** All replicas in the script's order. */
  readonly replicas: readonly string[];
  /** All replicas but this node. */
  readonly peers: readonly string[];
  /** For a client: the replica that is nearest. For a replica: itself. */
  readonly nearest: string;
  readonly settings: S;
  readonly initially: Readonly<Record<string, Value>>;
  /** What the disk kept; undefined at the very first start and after the loss of the disk. */
  readonly disk: unknown;
  readonly restarted: boolean;
  /** How often this node has been started before. A boot counter of the place, not of the disk: it outlives every crash. */
  readonly life: number;
}

/** An event as a machine sees it: who sent it, and the node's own clock. */
export type From<Body> = Body & { readonly from: string; readonly nowUs: number };

/** An operation as a client's machine receives it. */
export interface Request {
  readonly id: string;
  readonly micro: readonly (MicroOperation & { readonly arg: Value })[];
}

export interface Protocol {
  readonly id: string;
  /** Marks a behaviour: raised whenever the same scenario may give another trace. Part of every link's hash check. */
  readonly behaviour: number;
  readonly replica: AnyStateMachine;
  readonly client: AnyStateMachine;
  readonly settings: SettingsSchema;
  /** The names of settings that a page offers first, in this order. */
  readonly controls: readonly string[];
  /** The spec of a whole run's history; by its settings, where a setting chooses the type of data. */
  readonly spec: string | ((settings: Birth['settings']) => string);
  /** Kinds of operation that it takes, whatever its settings; `refuses` says which of them these settings do not. */
  readonly operations: readonly string[];
  /** Why an operation makes no sense under these settings; undefined where it does. Left out: all do. */
  readonly refuses?: (operation: MicroOperation, settings: Birth['settings']) => Phrase | undefined;
  /** Words that an operator may tell a replica. */
  readonly commands: readonly string[];
  /** Marks for the screen and for evidence; a pure function of the state. */
  describe(state: MachineState): Description;
}

/** Checks nothing at run time: it gives a protocol's file its type, and the catalog one shape. */
export const defineProtocol = (protocol: Protocol): Protocol => protocol;
