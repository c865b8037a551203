/** What a replica knows when its life begins, and what it sets going then. */
import { placeOf, ringOf, walkFrom } from '#mechanisms/consistent-hashing';
import type { Birth } from '#sim/protocol';
import { scheduleComparison } from './comparing';
import type { Context, Members, Stored } from './context';
import { offerHints, tellAll } from './moving';
import type { LeaderlessSettings } from './settings';
import { watchTombstone } from './tombstones';
import { firstVersion, type Cell } from './versions';
import { selfOf, type Work } from './work';

/** Pure, and tolerant of a missing input: XState runs this factory again on each pure transition. */
export function createContext(birth: Birth<LeaderlessSettings>): Context {
  const disk = (birth?.disk as Stored | undefined) ?? firstDisk(birth);
  return {
    disk,
    memory: {
      ...{ birth, stored: disk, storing: [], marks: 0, dots: {}, open: {}, lost: [], away: [], unheard: [] },
      ...{ comparing: {}, rounds: 0, calm: 0 },
    },
  };
}

/** At the very start the owners of a key have its first value; a replica that lost its disk has nothing. */
function firstDisk(birth: Birth<LeaderlessSettings> | undefined): Stored {
  if (!birth) return { cells: {}, hints: {}, members: {} };
  const { replicas, settings, self, initially, restarted } = birth;
  const names = replicas.slice(0, Math.max(1, replicas.length - settings.outside));
  const members: Members = Object.fromEntries(replicas.map((name) => [name, { count: 0, isIn: names.includes(name) }]));
  const ring = ringOf(names, settings.vnodes);
  const owned = Object.entries(initially).filter(([key]) =>
    walkFrom(ring, placeOf(key)).slice(0, settings.n).includes(self),
  );
  const cells = restarted ? [] : owned.map(([key, value]): [string, Cell] => [key, cellOfFirst(key, value)]);
  return { cells: Object.fromEntries(cells), hints: {}, members };
}

const cellOfFirst = (key: string, value: Cell['versions'][number]['value']): Cell => ({
  versions: [firstVersion(key, value)],
  taken: [],
  collected: null,
});

/** It serves from now on: timers that a crash has ended are set again, and others hear again what they may have missed. */
export function begin(work: Work): void {
  const { birth, stored } = work.memory;
  scheduleComparison(work);
  for (const key of Object.keys(stored.cells)) watchTombstone(work, key);
  offerHints(work);
  if (!birth.restarted || (stored.members[selfOf(work)]?.count ?? 0) === 0) return;
  tellAll(work);
}
