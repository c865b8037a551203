/** What a replica keeps: on disk its log; in memory how far each entry has come, and as primary who waits for what. */
import type { Value } from '#history/operation';
import { appendTo, emptyLog, entriesBetween, prefix, type Log } from '#mechanisms/log';
import type { Birth } from '#sim/protocol';
import type { PrimaryBackupSettings } from './settings';

export interface Entry {
  readonly operation: string;
  readonly key: string;
  readonly value: Value;
  /** Who asked, and the idempotence key of the request (null without keys). */
  readonly client: string;
  readonly idempotence: number | null;
}

export interface Pending {
  readonly index: number;
  readonly operation: string;
  readonly client: string;
}

/** What the primary knows of a backup: entries that it holds at all, and through the chosen gate, in which of its lives. -1: not yet known. */
export interface Standing {
  readonly life: number;
  readonly received: number;
  readonly acknowledged: number;
}

export interface Memory {
  readonly birth: Birth<PrimaryBackupSettings>;
  /** Names the log: a primary that lost its disk begins another one, and backups follow to the latest. */
  readonly epoch: number;
  /** The log with what has not reached the disk yet. */
  readonly received: Log<Entry>;
  /** Entries that came before their predecessors, by index. */
  readonly early: Readonly<Record<number, Entry>>;
  readonly written: number;
  readonly flushed: number;
  readonly applied: number;
  readonly values: Readonly<Record<string, { readonly value: Value; readonly writer: string | null }>>;
  /** As primary. */
  readonly standings: Readonly<Record<string, Standing>>;
  readonly pending: readonly Pending[];
  /** The one for whose sake the fallback's timer runs: the oldest that waits. */
  readonly watched: Pending | null;
  /** True while the primary acknowledges without its backups, after the fallback's wait. */
  readonly alone: boolean;
  /** As backup: false after a restart until the primary has answered. */
  readonly heard: boolean;
  /** Each client's latest keyed request and the index of its entry (Ongaro's dissertation, section 6.3). */
  readonly sessions: Readonly<Record<string, { readonly idempotence: number; readonly index: number }>>;
}

export interface Context {
  readonly disk: { readonly epoch: number; readonly log: Log<Entry> };
  readonly memory: Memory;
}

/** Pure, and tolerant of a missing input: XState runs this factory again on each pure transition. */
export function createContext(birth: Birth<PrimaryBackupSettings>): Context {
  const disk = (birth?.disk as Context['disk'] | undefined) ?? { epoch: firstEpoch(birth), log: emptyLog<Entry>() };
  const { epoch, log } = disk;
  const peers = birth?.peers ?? [];
  const standing = birth?.restarted
    ? { life: -1, received: -1, acknowledged: -1 }
    : { life: 0, received: 0, acknowledged: 0 };
  return {
    disk,
    memory: {
      birth,
      epoch,
      received: log,
      early: {},
      written: log.length,
      flushed: 0,
      applied: 0,
      values: firstValues(birth),
      standings: Object.fromEntries(peers.map((peer) => [peer, standing])),
      pending: [],
      watched: null,
      alone: false,
      heard: !birth?.restarted,
      sessions: sessionsOf(entriesBetween(log, 0, log.length)),
    },
  };
}

/** A primary without a disk begins a log of its own; a backup without one follows any. */
function firstEpoch(birth: Birth<PrimaryBackupSettings> | undefined): number {
  if (!birth?.restarted) return 0;
  return birth.self === birth.replicas[0] ? birth.life : -1;
}

const firstValues = (birth: Birth<PrimaryBackupSettings> | undefined): Memory['values'] =>
  Object.fromEntries(Object.entries(birth?.initially ?? {}).map(([key, value]) => [key, { value, writer: null }]));

function sessionsOf(entries: readonly Entry[]): Memory['sessions'] {
  const sessions: Record<string, { idempotence: number; index: number }> = {};
  entries.forEach(({ client, idempotence }, at) => {
    if (idempotence !== null) sessions[client] = { idempotence, index: at + 1 };
  });
  return sessions;
}

/** The written log reaches the operating system: the disk's log is the first `upTo` entries of the received one. */
export const writeDisk = ({ memory }: Context, upTo: number): Partial<Context> => ({
  disk: { epoch: memory.epoch, log: prefix(memory.received, upTo) },
  memory: { ...memory, written: upTo },
});

export const isFlushed = ({ memory }: Context, upTo: number): Partial<Context> => ({
  memory: { ...memory, flushed: Math.max(memory.flushed, upTo) },
});

/** Entries up to `upTo` become visible to reads, in order. */
export function apply({ memory }: Context, upTo: number): Partial<Context> {
  if (upTo <= memory.applied) return {};
  const values = { ...memory.values };
  for (const { key, value, operation } of entriesBetween(memory.received, memory.applied, upTo))
    values[key] = { value, writer: operation };
  return { memory: { ...memory, applied: upTo, values } };
}

/** Backups that must have an entry before its client is told. */
export function copiesNeeded({ birth: { settings, peers } }: Memory, alone: boolean): number {
  switch (settings.ack) {
    case 'async':
      return 0;
    case 'semi-sync':
      return alone ? 0 : Math.min(settings.copies, peers.length);
    case 'sync':
      return peers.length;
  }
}

/** The primary takes a new write in; a repeated request only waits again for its old entry. */
export function accept(
  { memory }: Context,
  {
    operation,
    client,
    key: idempotence,
    micro,
  }: { operation: string; client: string; key: number | null; micro: readonly { key: string; arg: Value }[] },
): Partial<Context> {
  const known = idempotence !== null && Object.hasOwn(memory.sessions, client) ? memory.sessions[client] : undefined;
  if (known && known.idempotence === idempotence)
    return { memory: { ...memory, pending: waitFor(memory.pending, { index: known.index, operation, client }) } };
  if (known && known.idempotence > idempotence!) return {}; // Its client has gone on without the answer.
  const { key, arg: value } = micro[0]!;
  const received = appendTo(memory.received, { operation, key, value, client, idempotence });
  const index = received.length;
  const sessions = idempotence === null ? memory.sessions : { ...memory.sessions, [client]: { idempotence, index } };
  return { memory: { ...memory, received, sessions, pending: waitFor(memory.pending, { index, operation, client }) } };
}

const waitFor = (pending: readonly Pending[], fresh: Pending): readonly Pending[] =>
  pending.some(({ index, operation }) => index === fresh.index && operation === fresh.operation)
    ? pending
    : [...pending, fresh];

/** Clients that can be told now: their entry is flushed here and has passed the gate on enough backups. */
export function answerable({ memory }: Context): readonly Pending[] {
  const needed = copiesNeeded(memory, memory.alone);
  const standings = Object.values(memory.standings);
  return memory.pending.filter(
    ({ index }) =>
      index <= memory.flushed && standings.filter(({ acknowledged }) => acknowledged >= index).length >= needed,
  );
}

/** True when enough backups have everything that the primary has flushed. */
export const isCaughtUp = ({ memory }: Context): boolean =>
  Object.values(memory.standings).filter(({ acknowledged }) => acknowledged >= memory.flushed).length >=
  copiesNeeded(memory, false);

/** What a backup says of itself. */
export interface Told {
  readonly life: number;
  readonly epoch: number;
  readonly received: number;
  readonly acknowledged: number;
  /** It has just come back, and may have lost what it had acknowledged. */
  readonly returns: boolean;
}

/** The primary learns where a backup stands. A newer life's word replaces what was known; an older life's comes too late. */
export function learn({ memory }: Context, peer: string, { life, epoch, returns, ...told }: Told): Partial<Context> {
  const old = memory.standings[peer]!;
  if (life < old.life || (epoch !== memory.epoch && !returns)) return {};
  const { received, acknowledged } = epoch === memory.epoch ? told : { received: 0, acknowledged: 0 };
  const fresh =
    returns || life > old.life
      ? { life, received, acknowledged }
      : { life, received: Math.max(old.received, received), acknowledged: Math.max(old.acknowledged, acknowledged) };
  return { memory: { ...memory, standings: { ...memory.standings, [peer]: fresh } } };
}

/** A backup that meets a later log than its own begins it from nothing. */
export const follow = ({ memory }: Context, epoch: number): Partial<Context> =>
  epoch === memory.epoch
    ? {}
    : {
        memory: {
          ...memory,
          epoch,
          received: emptyLog(),
          early: {},
          written: 0,
          flushed: 0,
          applied: 0,
          values: firstValues(memory.birth),
          sessions: {},
        },
      };

/** A backup takes entries in: those that it has are passed over, early ones wait for those before them. */
export function take({ memory }: Context, previous: number, entries: readonly Entry[]): Partial<Context> {
  let { received } = memory;
  const early = new Map(Object.entries(memory.early).map(([index, entry]) => [Number(index), entry]));
  entries.forEach((entry, offset) => {
    if (previous + offset >= received.length) early.set(previous + offset + 1, entry);
  });
  for (let next = early.get(received.length + 1); next; next = early.get(received.length + 1)) {
    early.delete(received.length + 1);
    received = appendTo(received, next);
  }
  return { memory: { ...memory, received, early: Object.fromEntries(early) } };
}

/** How far this backup has come through the chosen gate. */
export function gateOf({ received, written, flushed, applied, birth }: Memory): number {
  switch (birth.settings.gate) {
    case 'received':
      return received.length;
    case 'written':
      return written;
    case 'flushed':
      return flushed;
    case 'applied':
      return applied;
  }
}
