/** Too many replicas for a card each: those of one place share one, which counts what they show. */
import type { Phrase } from '#history/phrase';
import type { Scenario } from '#sim/scenario';
import type { FrameReplica } from './replicas';
import type { Box } from './unit';
import type { Version } from './versions';

/** Replicas that have a card each; beyond it they are grouped. */
const SINGLE = 27;
/** Groups at most: more places than this share cards too. */
const MOST = 12;

export interface Group {
  readonly name: string;
  /** It is all that stands at the place of its name. */
  readonly isPlace: boolean;
  /** Numbers of replicas. */
  readonly members: readonly number[];
}

/** Empty where each replica has a card of its own. */
export function groupsOf({ replicas }: Pick<Scenario, 'replicas'>): readonly Group[] {
  if (replicas.length <= SINGLE) return [];
  const byPlace = new Map<string, number[]>();
  replicas.forEach(({ place }, number) => {
    const known = byPlace.get(place ?? '');
    if (known) known.push(number);
    else byPlace.set(place ?? '', [number]);
  });
  if (byPlace.size > 1 && byPlace.size <= MOST && !byPlace.has(''))
    return [...byPlace].map(([name, members]) => ({ name, isPlace: true, members }));
  const each = Math.ceil(replicas.length / Math.min(MOST, Math.ceil(replicas.length / 9)));
  return Array.from({ length: Math.ceil(replicas.length / each) }, (_, index) => {
    const members = replicas.map((_, number) => number).slice(index * each, (index + 1) * each);
    const [first, last] = [replicas[members[0]!]!.name, replicas[members.at(-1)!]!.name];
    return { name: first === last ? first : `${first} – ${last}`, isPlace: false, members };
  });
}

export interface GroupMember {
  readonly id: string;
  readonly name: string;
  readonly status: FrameReplica['status'];
  /** Several: a conflict. */
  readonly versions: readonly Version[];
  readonly leads: boolean;
  readonly stale: boolean;
}

export interface FrameGroup {
  readonly id: string;
  readonly name: string;
  /** Where all of them stand, and nobody else. */
  readonly place: string | undefined;
  readonly box: Box;
  readonly members: readonly GroupMember[];
  /** What they show of the first key, the most frequent first; siblings as one. */
  readonly counts: readonly { readonly versions: readonly Version[]; readonly count: number }[];
  /** The epochs that they are in, the most frequent first; none where the design has none. */
  readonly epochs: readonly { readonly epoch: Phrase; readonly count: number }[];
  readonly down: number;
  readonly behind: number;
  readonly lost: number;
  /** Members that are asked in quorums, and how many of them have answered, by operation. */
  readonly seats: readonly (Pick<FrameReplica['seats'][number], 'id' | 'version' | 'fade'> & {
    readonly answered: number;
    readonly asked: number;
  })[];
}

export const groupsAt = (groups: readonly Group[], replicas: readonly FrameReplica[]): FrameGroup[] =>
  groups.map(({ name, isPlace, members }) => {
    const own = members.map((number) => replicas[number]!);
    return {
      id: `group:${name}`,
      name,
      place: isPlace ? name : undefined,
      box: own[0]!.box,
      members: own.map(memberOf),
      counts: countsOf(own),
      epochs: epochsOf(own),
      down: own.filter(({ status }) => status === 'down').length,
      behind: own.filter(({ behind, status }) => behind > 0 && status !== 'down').length,
      lost: new Set(own.flatMap(({ lost }) => lost.map(({ operation }) => operation))).size,
      seats: seatsOf(own),
    };
  });

const memberOf = ({ id, name, status, chips, badges, stale }: FrameReplica): GroupMember => ({
  id,
  name,
  status,
  versions: chips[0]?.versions ?? [],
  leads: badges.some(({ leads }) => leads),
  stale,
});

function countsOf(replicas: readonly FrameReplica[]): FrameGroup['counts'] {
  const counts = new Map<string, { versions: readonly Version[]; count: number }>();
  for (const { chips, status } of replicas) {
    const versions = chips[0]?.versions ?? [];
    if (status === 'down' || versions.length === 0) continue;
    const key = versions
      .map(({ label }) => label)
      .sort()
      .join(' ');
    const known = counts.get(key);
    counts.set(key, { versions: known?.versions ?? versions, count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

function epochsOf(replicas: readonly FrameReplica[]): FrameGroup['epochs'] {
  const counts = new Map<string, { epoch: Phrase; count: number }>();
  for (const { badges, status } of replicas) {
    const epoch = badges.find(({ isEpoch }) => isEpoch)?.phrase;
    if (!epoch || status === 'down') continue;
    const key = String(epoch.args['epoch']);
    counts.set(key, { epoch, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

function seatsOf(replicas: readonly FrameReplica[]): FrameGroup['seats'] {
  const seats = new Map<string, FrameGroup['seats'][number]>();
  for (const { id, operation, state, version, fade, past } of replicas.flatMap((each) => each.seats)) {
    if (past) continue;
    const known = seats.get(`${id} ${operation}`) ?? { id, version, fade, answered: 0, asked: 0 };
    const answered = known.answered + (state === 'asked' ? 0 : 1);
    seats.set(`${id} ${operation}`, { ...known, answered, asked: known.asked + 1 });
  }
  return [...seats.values()];
}
