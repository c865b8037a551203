/** How a backup follows another primary: it takes that one's log as far as its own agrees, and what contradicts it goes. */
import { appendTo, entriesBetween, entryAt } from '#mechanisms/log';
import { compareReigns, isSameReign, type Reign } from '#mechanisms/reigns';
import { cutTo, reignOf, type Aside, type Context, type Entry, type Memory } from './context';

/** What a copy says where there is failover. */
export interface Copy {
  readonly previous: number;
  readonly entries: readonly Entry[];
  /** Who took in the entry at `previous`, by which a backup knows whether it has the same one. */
  readonly after?: Reign;
  /** How long the log was when its primary took office: behind that, entries of other reigns have no place. */
  readonly inherited?: number;
}

/** The highest epoch that this replica takes part in: it refuses those who lead in a lower one. */
export const promisedOf = ({ epoch, ballot }: Memory): number => Math.max(epoch, ballot?.epoch ?? -1);

/** Speaks for a reign that this replica has left behind. */
export const isOutdated = (memory: Memory, reign: Reign): boolean =>
  reign.epoch < promisedOf(memory) ||
  compareReigns(reign, { epoch: memory.epoch, primary: memory.leader }, memory.birth.replicas) < 0;

export const isFollowed = ({ epoch, leader }: Memory, reign: Reign): boolean =>
  isSameReign(reign, { epoch, primary: leader });

/** From now on this replica follows the other: what of its log is that one's is still to be found out. */
export function join({ memory }: Context, { epoch, primary }: Reign): Partial<Context> {
  if (isFollowed(memory, { epoch, primary })) return {};
  return {
    memory: {
      ...memory,
      epoch,
      leader: primary,
      seen: Math.max(memory.seen, epoch),
      heard: false,
      verified: 0,
      early: {},
      suspects: false,
      votes: [],
    },
  };
}

/** Nobody is followed until somebody is heard: clients that wait here learn no outcome. */
export const leaveOffice = ({ memory }: Context): Partial<Context> => ({
  memory: {
    ...memory,
    leader: '',
    pending: [],
    watched: null,
    alone: false,
    leased: false,
    verified: 0,
    early: {},
    heard: false,
    answeredUs: {},
  },
});

export interface Taken {
  readonly memory: Memory;
  /** Entries of its own that the copy has contradicted. */
  readonly contradicted: readonly Aside[];
}

/**
 * Takes a copy in as Raft does (Ongaro and Ousterhout 2014, section 5.3): only behind an entry that both logs have; own
 * entries go where the copy has others. What comes before its predecessors waits.
 */
export function takeVerified(before: Memory, copy: Copy): Taken {
  const early = new Map(Object.entries(before.early).map(([index, entry]) => [Number(index), entry]));
  copy.entries.forEach((entry, offset) => early.set(copy.previous + offset + 1, entry));
  const contradicted: Aside[] = [];
  let memory = { ...before, verified: Math.max(before.verified, agreedBy(before, copy)) };
  const cut = (length: number) => {
    if (length >= memory.received.length) return;
    contradicted.push({ from: length + 1, entries: entriesBetween(memory.received, length, memory.received.length) });
    memory = cutTo(memory, length);
  };
  for (let next = early.get(memory.verified + 1); next; next = early.get(memory.verified + 1)) {
    const own = entryAt(memory.received, memory.verified + 1);
    if (own && !isSameReign(own.reign, next.reign)) cut(memory.verified);
    memory = {
      ...memory,
      received: memory.verified < memory.received.length ? memory.received : appendTo(memory.received, next),
      verified: memory.verified + 1,
    };
  }
  if (memory.verified >= (copy.inherited ?? Infinity)) cut(endOfReign(memory));
  for (const index of early.keys()) if (index <= memory.verified) early.delete(index);
  return { memory: { ...memory, early: Object.fromEntries(early) }, contradicted };
}

/** The copy's place in the log, if the entry there is the same in both; else -1. */
function agreedBy(memory: Memory, { previous, after }: Copy): number {
  if (previous === 0) return 0;
  const own = entryAt(memory.received, previous);
  return own && isSameReign(own.reign, after) ? previous : -1;
}

/** Behind what is verified only entries of the reign that is followed may stand. */
function endOfReign({ received, verified, epoch, leader }: Memory): number {
  let end = verified;
  while (isSameReign(entryAt(received, end + 1)?.reign, { epoch, primary: leader })) end += 1;
  return end;
}

/** Takes a copy in; what it contradicts is thrown away or kept aside, as the setting says. */
export function take({ memory: before }: Context, copy: Copy): Partial<Context> {
  const { memory, contradicted } = takeVerified(before, copy);
  return {
    memory:
      memory.birth.settings.returning === 'keep' ? { ...memory, aside: [...memory.aside, ...contradicted] } : memory,
  };
}

/** An operator's word on what was kept aside: without `operations` all of it goes. */
export function dropAside({ memory }: Context, operations?: readonly string[]): Partial<Context> {
  const aside = operations
    ? memory.aside.map(({ from, entries }) => ({
        from,
        entries: entries.filter(({ operation }) => !operations.includes(operation)),
      }))
    : [];
  return { memory: { ...memory, aside: aside.filter(({ entries }) => entries.length > 0), unsaved: true } };
}

export interface Replay {
  readonly asides: readonly Aside[];
  /** Only entries whose key nobody has written since the logs parted. */
  readonly merges: boolean;
}

/** Which of the entries kept aside the primary takes in, and which not because their key has been written meanwhile. */
export function sortReplay(
  { received }: Memory,
  { asides, merges }: Replay,
): { taken: Entry[]; known: string[]; conflicts: string[] } {
  const own = entriesBetween(received, 0, received.length);
  const sorted = { taken: [] as Entry[], known: [] as string[], conflicts: [] as string[] };
  for (const { from, entries } of asides) {
    for (const entry of entries) {
      if (own.some(({ operation }) => operation === entry.operation)) sorted.known.push(entry.operation);
      else if (merges && own.slice(from - 1).some(({ key }) => key === entry.key))
        sorted.conflicts.push(entry.operation);
      else sorted.taken.push(entry);
    }
  }
  return sorted;
}

/** The primary takes entries in again, under its own reign. */
export function replay({ memory }: Context, wanted: Replay): Partial<Context> {
  const received = sortReplay(memory, wanted).taken.reduce(
    (log, entry) => appendTo(log, { ...entry, ...reignOf(memory) }),
    memory.received,
  );
  return { memory: { ...memory, received } };
}
