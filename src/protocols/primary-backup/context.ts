/** What a replica keeps: on disk its log; in memory how far each entry has come, and as primary who waits for what. */
import type { Value } from '#history/operation';
import { appendTo, emptyLog, entriesBetween, prefix, type Log } from '#mechanisms/log';
import { agreementOf, stretchesOf, type Reign, type Stretch } from '#mechanisms/reigns';
import type { Ballot } from '#mechanisms/votes';
import type { Birth } from '#sim/protocol';
import type { PrimaryBackupSettings } from './settings';

export interface Entry {
  readonly operation: string;
  readonly key: string;
  readonly value: Value;
  /** Who asked, and the idempotence key of the request (null without keys). */
  readonly client: string;
  readonly idempotence: number | null;
  /** Who took it in; only with failover, where logs may contradict each other. */
  readonly reign?: Reign;
}

/** Entries that the primary's log contradicts; they stood from entry `from` on. */
export interface Aside {
  readonly from: number;
  readonly entries: readonly Entry[];
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
  /** Who leads in this epoch; '' where that is not known. */
  readonly leader: string;
  /** The log with what has not reached the disk yet. */
  readonly received: Log<Entry>;
  /** Entries that came before their predecessors, by index. */
  readonly early: Readonly<Record<number, Entry>>;
  readonly written: number;
  readonly flushed: number;
  readonly applied: number;
  readonly values: Readonly<Record<string, { readonly value: Value; readonly writer: string | null }>>;
  /** How often the log has been cut since the start: what the disk reports of an earlier log is void. */
  readonly fork: number;
  /** As backup: up to here the log is known to be the primary's. */
  readonly verified: number;
  /** As primary: how long the log was when it took office. */
  readonly inherited: number;
  /** As primary. */
  readonly standings: Readonly<Record<string, Standing>>;
  readonly pending: readonly Pending[];
  /** The one for whose sake the fallback's timer runs: the oldest that waits. */
  readonly watched: Pending | null;
  /** True while the primary acknowledges without its backups, after the fallback's wait. */
  readonly alone: boolean;
  /** As backup: false after a restart until the primary has answered. */
  readonly heard: boolean;
  /** With failover: what it has promised and learnt of epochs. */
  readonly ballot: Ballot | null;
  /** The highest epoch that anybody has told it of. */
  readonly seen: number;
  /** As candidate: who has voted for it. */
  readonly votes: readonly string[];
  /** The primary that it replaces. */
  readonly deposed: string;
  /** True after silence of the primary. */
  readonly suspects: boolean;
  /** When it last heard from the primary, on its own clock. */
  readonly heardUs: number;
  /** As primary: when the last heartbeat was sent that a backup has answered, on its own clock. */
  readonly answeredUs: Readonly<Record<string, number>>;
  /** As primary: false once the lease has run out (for the eye: each acknowledgement looks at the clock itself). */
  readonly leased: boolean;
  /** Divergent entries kept for an operator. */
  readonly aside: readonly Aside[];
  /** The log was cut, and the disk does not know. */
  readonly unsaved: boolean;
  /** Each client's latest keyed request and the index of its entry (Ongaro's dissertation, section 6.3). */
  readonly sessions: Readonly<Record<string, { readonly idempotence: number; readonly index: number }>>;
}

export interface Disk {
  readonly epoch: number;
  /** Who led when the log was written last; '' where that is not known. */
  readonly primary: string;
  readonly log: Log<Entry>;
  readonly ballot: Ballot | null;
  readonly aside: readonly Aside[];
}

export interface Context {
  readonly disk: Disk;
  readonly memory: Memory;
}

export const hasFailover = (birth: Birth<PrimaryBackupSettings> | undefined): boolean =>
  birth !== undefined && birth.settings.failover !== 'off';

export const firstValues = (birth: Birth<PrimaryBackupSettings> | undefined): Memory['values'] =>
  Object.fromEntries(Object.entries(birth?.initially ?? {}).map(([key, value]) => [key, { value, writer: null }]));

export function sessionsOf(entries: readonly Entry[]): Memory['sessions'] {
  const sessions: Record<string, { idempotence: number; index: number }> = {};
  entries.forEach(({ client, idempotence }, at) => {
    if (idempotence !== null) sessions[client] = { idempotence, index: at + 1 };
  });
  return sessions;
}

/** The written log reaches the operating system: the disk's log is the first `upTo` entries of the received one. */
export const writeDisk = ({ disk, memory }: Context, upTo: number): Partial<Context> => ({
  disk: {
    ...disk,
    epoch: memory.epoch,
    primary: memory.leader,
    log: prefix(memory.received, upTo),
    aside: memory.aside,
  },
  memory: { ...memory, written: upTo, unsaved: false },
});

/** The log loses what stands behind `length`: so do all gates, and what reads see. */
export function cutTo(memory: Memory, length: number): Memory {
  if (length >= memory.received.length) return memory;
  const kept = entriesBetween(memory.received, 0, length);
  const values = { ...firstValues(memory.birth) };
  const applied = Math.min(memory.applied, length);
  for (const { key, value, operation } of kept.slice(0, applied)) values[key] = { value, writer: operation };
  const flushed = Math.min(memory.flushed, length);
  return {
    ...memory,
    received: prefix(memory.received, length),
    written: flushed,
    flushed,
    applied,
    values,
    sessions: sessionsOf(kept),
    fork: memory.fork + 1,
    unsaved: true,
  };
}

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
  const received = appendTo(memory.received, { operation, key, value, client, idempotence, ...reignOf(memory) });
  const index = received.length;
  const sessions = idempotence === null ? memory.sessions : { ...memory.sessions, [client]: { idempotence, index } };
  return { memory: { ...memory, received, sessions, pending: waitFor(memory.pending, { index, operation, client }) } };
}

/** What an entry says of who took it in. */
export const reignOf = ({ birth, epoch }: Memory): { reign?: Reign } =>
  hasFailover(birth) ? { reign: { epoch, primary: birth.self } } : {};

const waitFor = (pending: readonly Pending[], fresh: Pending): readonly Pending[] =>
  pending.some(({ index, operation }) => index === fresh.index && operation === fresh.operation)
    ? pending
    : [...pending, fresh];

/** What a backup says of itself. */
export interface Told {
  readonly life: number;
  readonly epoch: number;
  readonly received: number;
  readonly acknowledged: number;
  /** It has just come back, and may have lost what it had acknowledged. */
  readonly returns: boolean;
  /** With failover: which reigns wrote its log. */
  readonly stretches?: readonly Stretch[];
}

export const stretchesOfLog = (memory: Memory, upTo: number): Stretch[] =>
  stretchesOf(entriesBetween(memory.received, 0, upTo).map(({ reign }) => reign!));

/** The primary learns where a backup stands. A newer life's word replaces what was known; an older life's comes too late. */
export function learn(
  { memory }: Context,
  peer: string,
  { life, epoch, returns, stretches, ...told }: Told,
): Partial<Context> {
  const old = memory.standings[peer]!;
  if (life < old.life || (epoch !== memory.epoch && !returns)) return {};
  const shared = stretches ? agreementOf(stretches, stretchesOfLog(memory, memory.flushed)) : 0;
  const { received, acknowledged } =
    epoch === memory.epoch && !stretches ? told : { received: shared, acknowledged: 0 };
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
          fork: memory.fork + 1,
          verified: 0,
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
  return { memory: { ...memory, received, verified: received.length, early: Object.fromEntries(early) } };
}
