/** How a replica takes writes: from a client it makes an entry of its own, from another replica the next one of each disk. */
import type { Value } from '#history/operation';
import { NEVER, tick, witness } from '#mechanisms/clocks';
import { appendTo, entriesBetween, prefix } from '#mechanisms/log';
import { increment, merge } from '#mechanisms/version-vectors';
import { clockOf, latestOf, type Context, type Entry, type KeyState, type Memory, type Standing } from './context';
import { changesOf, firstState, resolve, shownEntries } from './resolve';

export interface WriteRequest {
  readonly from: string;
  readonly nowUs: number;
  readonly operation: string;
  readonly micro: readonly { readonly key: string; readonly arg: Value }[];
  readonly key: number | null;
}

const settingsOf = ({ birth }: Memory) => birth.settings;

export const stateOf = (memory: Memory, key: string): KeyState =>
  memory.keys[key] ?? firstState(memory.birth.initially[key] ?? null, settingsOf(memory));

type Keyed = Pick<WriteRequest, 'from' | 'key'>;

/** By its key the request is the client's latest one, or an older one that another has overtaken. */
export const isKnown = ({ sessions }: Memory, { from, key }: Keyed): boolean =>
  key !== null && (sessions[from]?.idempotence ?? 0) >= key;

/** The number of the write that this request has led to before, where its client may still wait for it. */
export const knownAs = ({ sessions }: Memory, { from, key }: Keyed): number | undefined =>
  sessions[from]?.idempotence === key ? sessions[from]?.number : undefined;

/**
 * A client's write: it follows what the replica shows, and its own writes that are still on their way to the disk. One of
 * those may come to hide what is shown: the write follows both.
 */
export function entryOf({ disk: { identity }, memory }: Context, request: WriteRequest): Entry {
  const { key, arg: value } = request.micro[0]!;
  const rule = settingsOf(memory);
  const kind = clockOf(rule);
  const waiting = memory.pending.filter((entry) => entry.key === key);
  const shown = stateOf(memory, key);
  const base = waiting.reduce((state, entry) => resolve(state, entry, rule), shown);
  const known = [...shownEntries(shown, rule), ...waiting].reduce((vector, entry) => merge(vector, entry.vector), {});
  const own = base.counts[identity] === undefined ? {} : { [identity]: base.counts[identity] };
  return {
    ...{ operation: request.operation, key, value, client: request.from, idempotence: request.key },
    ...{ origin: identity, number: (memory.taken[identity] ?? 0) + 1 },
    vector: increment(merge(known, own), identity),
    stamp: kind === undefined ? NEVER : tick(kind, memory.clock, request.nowUs),
    changes: changesOf(base, value, rule),
    path: [],
    via: '',
  };
}

/** Takes a client's write in; a repeated request changes nothing. */
export function accept(context: Context, request: WriteRequest): Partial<Context> {
  const { memory } = context;
  if (isKnown(memory, request)) return {};
  const entry = entryOf(context, request);
  const { client, idempotence, number, origin, stamp } = entry;
  return {
    memory: {
      ...memory,
      received: appendTo(memory.received, entry),
      taken: { ...memory.taken, [origin]: number },
      clock: stamp === NEVER ? memory.clock : stamp,
      pending: [...memory.pending, entry],
      sessions: idempotence === null ? memory.sessions : { ...memory.sessions, [client]: { idempotence, number } },
    },
  };
}

/** Entries that are the next ones of their disks. What is known, or comes before its predecessors, is not taken: it comes again. */
function freshIn(memory: Memory, entries: readonly Entry[]): readonly Entry[] {
  const next: Record<string, number> = {};
  return entries.filter(({ origin, number }) => {
    const isNext = number === (next[origin] ?? memory.taken[origin] ?? 0) + 1;
    if (isNext) next[origin] = number;
    return isNext;
  });
}

/** Takes in what another replica sends. */
export function take(
  { memory }: Context,
  { from, nowUs, entries }: { from: string; nowUs: number; entries: readonly Entry[] },
): Partial<Context> {
  const kind = clockOf(settingsOf(memory));
  const fresh = freshIn(memory, entries).map((entry) => ({ ...entry, via: from }));
  return {
    memory: {
      ...memory,
      received: fresh.reduce(appendTo, memory.received),
      taken: { ...memory.taken, ...latestOf(fresh) },
      clock:
        kind === undefined
          ? memory.clock
          : fresh.reduce((clock, { stamp }) => witness(kind, clock, { seen: stamp, nowUs }), memory.clock),
    },
  };
}

/** The written log reaches the operating system. */
export const writeDisk = ({ disk, memory }: Context, upTo: number): Partial<Context> => ({
  disk: { ...disk, log: prefix(memory.received, upTo) },
  memory: { ...memory, written: Math.max(memory.written, upTo) },
});

/** Entries that a flush brings to the disk. */
export const flushedBy = ({ received, flushed }: Memory, upTo: number): readonly Entry[] =>
  entriesBetween(received, flushed, upTo);

/** The latest flushed write of each disk, once this much of the log is flushed. */
export const heldBy = (memory: Memory, upTo: number): Memory['held'] => ({
  ...memory.held,
  ...latestOf(flushedBy(memory, upTo)),
});

/** Flushed entries are resolved and seen. */
export function apply({ disk: { identity }, memory }: Context, upTo: number): Partial<Context> {
  const entries = flushedBy(memory, upTo);
  const keys = { ...memory.keys };
  for (const entry of entries)
    keys[entry.key] = resolve(stateOf({ ...memory, keys }, entry.key), entry, settingsOf(memory));
  const held = heldBy(memory, upTo);
  const done = held[identity] ?? 0;
  return {
    memory: learnFrom(
      {
        ...memory,
        keys,
        held,
        flushed: Math.max(memory.flushed, upTo),
        pending: memory.pending.filter(({ number }) => number > done),
      },
      entries,
    ),
  };
}

/** An entry is with all disks that it has passed or is sent to: those who sent it among them. */
function learnFrom(memory: Memory, entries: readonly Entry[]): Memory {
  const standings = Object.entries(memory.standings).map(([peer, standing]): [string, Standing] => {
    const shared = entries.filter(({ path }) => path.includes(standing.identity));
    const holds = shared.reduce((all, { origin, number }) => merge(all, { [origin]: number }), standing.holds);
    return [peer, advance(memory, { ...standing, holds })];
  });
  return { ...memory, standings: Object.fromEntries(standings) };
}

export const isCovered = ({ holds }: Standing, { origin, number }: Entry): boolean => (holds[origin] ?? 0) >= number;

/** Moves on over all that the other one has. */
function advance({ received, flushed }: Memory, standing: Standing): Standing {
  const next = entriesBetween(received, standing.upTo, flushed).findIndex((entry) => !isCovered(standing, entry));
  return { ...standing, upTo: next < 0 ? flushed : standing.upTo + next };
}

export interface Report {
  readonly from: string;
  readonly identity: string;
  /** How often it had been started when it said so. */
  readonly life: number;
  readonly holds: Memory['held'];
}

/** What a neighbour says of itself. One that is back says all that it has; a new disk has nothing else. */
export function learn(memory: Memory, { from, identity, life, holds }: Report, isBack: boolean): Memory {
  const before = memory.standings[from];
  if (!before || life < before.life) return memory; // Said before it crashed, and overtaken: its disk may be another by now.
  const forgets = isBack || before.identity !== identity;
  const standing = forgets
    ? { identity, life, holds, upTo: 0 }
    : { ...before, life, holds: merge(before.holds, holds) };
  return {
    ...memory,
    standings: { ...memory.standings, [from]: advance(memory, standing) },
    unheard: memory.unheard.filter((peer) => peer !== from),
  };
}
