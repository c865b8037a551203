/** What a replica keeps: on its disk a core, that is all objects and what they are made of; in memory what is under way to the disk, and what peers are known to have. */
import type { Early, Stamped } from '#mechanisms/causal-delivery';
import type { VersionVector } from '#mechanisms/version-vectors';
import type { OperationId, Value } from '#history/operation';
import type { Birth } from '#sim/protocol';
import type { CrdtSettings } from './settings';
import type { Effect, State } from './types';
import type { Update } from './types/type';

/** An effect on its way: which object it is for, and which client's operation it is of. */
export interface Shipped {
  readonly key: string;
  readonly effect: Effect;
  readonly operation: OperationId;
}

export interface Core {
  /** Names this replica's updates; a replica that has lost its disk takes a new one, since it has lost count. */
  readonly origin: string;
  readonly objects: Readonly<Record<string, State>>;
  /** The operations whose effects are in the objects, by origin and in its order. Their numbers are the version vector. */
  readonly known: Readonly<Record<string, readonly OperationId[]>>;
  /** The same operations in the order in which they were taken in here. */
  readonly order: readonly OperationId[];
  /** Operation-based, with the causal layer: all effects, for those who may ask for them. */
  readonly log: Readonly<Record<string, readonly Stamped<Shipped>[]>>;
  /** Each client's latest keyed request that was taken in. */
  readonly sessions: Readonly<Record<string, number>>;
}

/** What of a core a message carries. */
export type Carried = Pick<Core, 'objects' | 'known' | 'order'>;

/** What is to be done once a core is on the disk. */
export interface Step {
  readonly revision: number;
  readonly core: Core;
  /** A client is told that its update is done. */
  readonly reply?: { readonly operation: string; readonly client: string };
  /** Operation-based: an effect leaves for all peers. */
  readonly ship?: Stamped<Shipped>;
  /** Peers are told what has come. */
  readonly confirm?: { readonly to: readonly string[]; readonly operations: readonly OperationId[] };
  /** State-based: one who asked for rights gets the state that has them at once. */
  readonly hand?: { readonly to: string; readonly operation: OperationId };
}

/** What a peer is known to have on its disk, in which of its lives. */
export interface Standing {
  readonly life: number;
  readonly has: VersionVector;
}

/** An update that waits for rights from peers. */
export interface Wanting {
  readonly operation: string;
  readonly client: string;
  readonly idempotence: number | null;
  readonly key: string;
  readonly update: Update;
  /** Peers that have been asked, in this order. */
  readonly asked: readonly string[];
}

/** A write that a rule has dropped here. */
export interface Lost {
  readonly key: string;
  readonly value: Value;
  readonly writer: OperationId;
  readonly winner: OperationId | null;
}

export interface Memory {
  readonly birth: Birth<CrdtSettings>;
  /** What reads see; what is on its way to the disk is in it. */
  readonly core: Core;
  /** The last core that the disk has flushed: nothing else is ever told to a peer. */
  readonly durable: Core;
  readonly revision: number;
  readonly steps: readonly Step[];
  /** Peers that have said where they stand. */
  readonly standings: Readonly<Record<string, Standing>>;
  /** Sent once and not acknowledged, as far as the last round saw: what the next round sends again. */
  readonly due: VersionVector;
  /** Whether the timer of the next round runs. */
  readonly ticking: boolean;
  readonly early: Early<Shipped>;
  readonly wanting: readonly Wanting[];
  readonly lost: readonly Lost[];
}

export interface Context {
  readonly disk: Core;
  readonly memory: Memory;
}

export const vectorOf = ({ known }: Core): VersionVector =>
  Object.fromEntries(Object.entries(known).map(([origin, operations]) => [origin, operations.length]));

/** Pure, and tolerant of a missing input: XState runs this factory again on each pure transition. */
export function createContext(birth: Birth<CrdtSettings>): Context {
  const disk = (birth?.disk as Core | undefined) ?? emptyCore(birth);
  const fresh = birth?.restarted ? {} : Object.fromEntries((birth?.peers ?? []).map((peer) => [peer, FIRST]));
  return {
    disk,
    memory: {
      birth,
      core: disk,
      durable: disk,
      revision: 0,
      steps: [],
      standings: fresh,
      due: {},
      ticking: false,
      early: [],
      wanting: [],
      lost: [],
    },
  };
}

const FIRST: Standing = { life: 0, has: {} };

/** After the loss of a disk its life is part of the name: numbers of an origin are never given twice. */
const emptyCore = (birth: Birth<CrdtSettings> | undefined): Core => ({
  origin: birth?.restarted ? `${birth.self}#${birth.life}` : (birth?.self ?? ''),
  objects: {},
  known: {},
  order: [],
  log: {},
  sessions: {},
});

/** The replica behind an origin: a new life’s name begins with its own. No replica’s name has that sign in it. */
export const placeOf = (origin: string): string => origin.split('#')[0]!;
