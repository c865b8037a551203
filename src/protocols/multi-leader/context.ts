/** What a replica keeps: on disk the writes in the order in which it took them; in memory how they resolve, and what others have. */
import type { Value } from '#history/operation';
import type { Stamp } from '#mechanisms/clocks';
import type { Log } from '#mechanisms/log';
import type { VersionVector } from '#mechanisms/version-vectors';
import type { Birth } from '#sim/protocol';
import type { MultiLeaderSettings } from './settings';

/** A field that a write set; '' is the whole value. */
export interface Change {
  readonly field: string;
  readonly value: Value;
  /** The write (`nameOf`) whose value its replica showed there then; null: the initial one. */
  readonly after: string | null;
}

/** A write, as it travels and is kept. */
export interface Entry {
  readonly operation: string;
  readonly key: string;
  readonly value: Value;
  readonly client: string;
  /** The idempotence key of the request (null without keys). */
  readonly idempotence: number | null;
  /** The disk that took it first, and the how manieth write of that disk it is. */
  readonly origin: string;
  readonly number: number;
  /** Writes of this key that led to it, itself included, by the disks that took them. */
  readonly vector: VersionVector;
  readonly stamp: Stamp;
  /** Empty where no stamps decide. */
  readonly changes: readonly Change[];
  /** Disks that have it, or are sent it by one that has: nobody else needs to send it there. */
  readonly path: readonly string[];
  /** Which replica brought it here; '' its own client. */
  readonly via: string;
}

export const nameOf = ({ origin, number }: Pick<Entry, 'origin' | 'number'>): string => `${origin}.${number}`;

/** The latest write of each disk. */
export const latestOf = (entries: readonly Entry[]): VersionVector =>
  Object.fromEntries(entries.map(({ origin, number }) => [origin, number]));

/** Who holds a field; null: the initial value does. */
export interface Cell {
  readonly entry: Entry | null;
  readonly value: Value;
}

/** A write that the rule dropped in favour of one that did not know of it. */
export interface Loss {
  readonly field: string;
  readonly loser: Entry;
  readonly winner: Entry;
}

/** One key: which versions stand, and which the rule has dropped. */
export interface KeyState {
  /** Where versions are kept: those that no other knows of, in the order in which they came. */
  readonly versions: readonly Entry[];
  /** Where stamps decide: who holds each field. */
  readonly cells: Readonly<Record<string, Cell>>;
  /** All writes of the key that are flushed here. */
  readonly all: Log<Entry>;
  readonly counts: VersionVector;
  readonly losses: readonly Loss[];
}

/** What is known of another replica. */
export interface Standing {
  /** Its disk, and how often it has been started. */
  readonly identity: string;
  readonly life: number;
  /** Writes that it has, or is sent by another, by the disks that took them first: a number stands for all up to it. */
  readonly holds: VersionVector;
  /** Entries of the own log, from the first one on, all of which it has. */
  readonly upTo: number;
}

export interface Memory {
  readonly birth: Birth<MultiLeaderSettings>;
  /** The log with what has not reached the disk yet. */
  readonly received: Log<Entry>;
  readonly written: number;
  readonly flushed: number;
  /** Entries that have been sent on for the first time. */
  readonly shipped: number;
  /** True while writes are gathered to be sent together. */
  readonly gathers: boolean;
  /** Writes received and writes flushed, by the disks that took them first. */
  readonly taken: VersionVector;
  readonly held: VersionVector;
  readonly keys: Readonly<Record<string, KeyState>>;
  readonly clock: Stamp;
  /** Own writes that are not flushed yet: their clients wait. */
  readonly pending: readonly Entry[];
  /** Each client's latest keyed request and the number of its write here (Ongaro's dissertation, section 6.3). */
  readonly sessions: Readonly<Record<string, { readonly idempotence: number; readonly number: number }>>;
  readonly standings: Readonly<Record<string, Standing>>;
  /** After a restart: neighbours that have not answered yet. */
  readonly unheard: readonly string[];
}

export interface Disk {
  /** Names the disk: a replica that has lost it numbers its writes anew. */
  readonly identity: string;
  readonly log: Log<Entry>;
}

export interface Context {
  readonly disk: Disk;
  readonly memory: Memory;
}

/** Which clock stamps the writes; undefined where no stamps decide. */
export const clockOf = ({ conflict, stamps }: MultiLeaderSettings): MultiLeaderSettings['stamps'] | undefined =>
  conflict === 'lww' || conflict === 'fields' ? stamps : undefined;
