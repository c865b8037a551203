/** What a replica knows when its life begins: nothing yet, or what its disk has kept. */
import { NEVER, witness, type Stamp } from '#mechanisms/clocks';
import { emptyLog, entriesBetween } from '#mechanisms/log';
import type { Birth } from '#sim/protocol';
import { clockOf, latestOf, type Context, type Disk, type Entry, type Memory, type Standing } from './context';
import type { MultiLeaderSettings } from './settings';
import { neighboursOf } from './topology';

/** Pure, and tolerant of a missing input: XState runs this factory again on each pure transition. */
export function createContext(birth: Birth<MultiLeaderSettings>): Context {
  const disk = (birth?.disk as Disk | undefined) ?? { identity: identityOf(birth), log: emptyLog<Entry>() };
  const entries = entriesBetween(disk.log, 0, disk.log.length);
  const neighbours = birth ? neighboursOf(birth) : [];
  return {
    disk,
    memory: {
      birth,
      received: disk.log,
      written: disk.log.length,
      flushed: 0,
      shipped: disk.log.length,
      gathers: false,
      taken: latestOf(entries),
      held: {},
      keys: {},
      clock: birth ? clockAfter(birth, entries) : NEVER,
      pending: [],
      sessions: sessionsOf(disk.identity, entries),
      standings: Object.fromEntries(
        neighbours.map((peer): [string, Standing] => [peer, { identity: peer, life: 0, holds: {}, upTo: 0 }]),
      ),
      unheard: birth?.restarted ? neighbours : [],
    },
  };
}

/** A first disk is called like its replica, one that replaces a lost one also by the replica's life. */
const identityOf = (birth: Birth<MultiLeaderSettings> | undefined): string =>
  birth?.restarted ? `${birth.self}+${birth.life}` : (birth?.self ?? '');

/** A logical clock goes on behind all that the disk has kept. */
function clockAfter({ settings }: Birth<MultiLeaderSettings>, entries: readonly Entry[]): Stamp {
  const kind = clockOf(settings);
  if (kind === undefined) return NEVER;
  return entries.reduce(
    (clock, { stamp }) => witness(kind, clock, { seen: stamp, nowUs: -Infinity }),
    kind === 'lamport' ? { timeUs: 0, count: 0 } : NEVER,
  );
}

function sessionsOf(identity: string, entries: readonly Entry[]): Memory['sessions'] {
  const sessions: Record<string, { idempotence: number; number: number }> = {};
  for (const { origin, client, idempotence, number } of entries)
    if (origin === identity && idempotence !== null) sessions[client] = { idempotence, number };
  return sessions;
}
