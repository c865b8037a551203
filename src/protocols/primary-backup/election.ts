/** How a backup becomes primary: it stands in a new epoch, gathers votes (or needs none), and takes office. */
import { entryAt } from '#mechanisms/log';
import { majorityOf, refusalOf, type Ballot, type Position, type Refusal } from '#mechanisms/votes';
import { entriesBetween } from '#mechanisms/log';
import { sessionsOf, type Context, type Memory } from './context';
import { hasLease } from './gates';
import { promisedOf } from './succession';

/** How new the first `length` entries are. */
const positionAt = ({ received }: Memory, length: number): Position => ({
  epoch: entryAt(received, length)?.reign?.epoch ?? -1,
  length,
});

/** A candidate claims only what its disk has; a voter holds all against it that it has received. */
export const claimOf = (memory: Memory): Position => positionAt(memory, memory.flushed);

/** Stands in the next epoch that it has not heard of, and votes for itself. */
export function stand({ memory }: Context): Partial<Context> {
  const epoch = Math.max(promisedOf(memory), memory.seen) + 1;
  const deposed = memory.leader === '' ? memory.deposed : memory.leader;
  return {
    memory: {
      ...memory,
      ballot: { epoch, candidate: memory.birth.self },
      seen: epoch,
      votes: [],
      deposed,
      leader: '',
      heard: false,
      verified: 0,
      early: {},
    },
  };
}

/** Votes that it needs, its own among them. */
export const votesNeeded = ({ birth }: Memory): number =>
  birth.settings.failover === 'votes' ? majorityOf(birth.replicas.length) : 1;

export const isElected = ({ memory }: Context): boolean => memory.votes.length >= votesNeeded(memory);

/** A vote counts once, and only for the epoch in which it stands now. */
export const count = ({ memory }: Context, epoch: number, voter: string): Partial<Context> =>
  epoch !== memory.ballot?.epoch || memory.votes.includes(voter)
    ? {}
    : { memory: { ...memory, votes: [...memory.votes, voter] } };

export interface Canvass extends Ballot {
  readonly position: Position;
}

/** Why this replica does not vote for the candidate; null where it does. */
export const objectionTo = (memory: Memory, canvass: Canvass, nowUs: number): Refusal | null =>
  refusalOf(canvass, {
    promised: promisedOf(memory),
    ballot: memory.ballot,
    hears: isServed(memory, nowUs),
    position: positionAt(memory, memory.received.length),
  });

/** True where the primary was heard within half the patience, or (as primary) a majority of answers is so young. */
function isServed({ birth, heardUs, answeredUs, leader }: Memory, nowUs: number): boolean {
  const { detect } = birth.settings;
  if (leader !== birth.self) return leader !== '' && nowUs - heardUs < detect / 2;
  return (
    Object.values(answeredUs).filter((sentUs) => nowUs - sentUs < detect).length + 1 >=
    majorityOf(birth.replicas.length)
  );
}

/** From here on it follows nobody of a lower epoch, though the vote counts only once it is on the disk. */
export const promise = ({ memory }: Context, { epoch, candidate }: Ballot): Partial<Context> => ({
  memory: { ...memory, ballot: { epoch, candidate }, seen: Math.max(memory.seen, epoch) },
});

export const writeBallot = ({ disk }: Context, ballot: Ballot): Partial<Context> =>
  (disk.ballot?.epoch ?? -1) >= ballot.epoch ? {} : { disk: { ...disk, ballot } };

/** Leads from now on: it knows nothing yet of where its backups stand. */
export function takeOffice({ memory }: Context): Partial<Context> {
  const { birth, received, ballot } = memory;
  const standings = Object.fromEntries(birth.peers.map((peer) => [peer, { life: -1, received: -1, acknowledged: -1 }]));
  const sessions = sessionsOf(entriesBetween(received, 0, received.length));
  const office = {
    epoch: ballot!.epoch,
    leader: birth.self,
    inherited: received.length,
    standings,
    sessions,
    pending: [],
    watched: null,
    alone: false,
  };
  return {
    memory: {
      ...memory,
      ...office,
      heard: true,
      suspects: false,
      answeredUs: {},
      leased: false,
      early: {},
      unsaved: true,
    },
  };
}

/** As primary: a backup has answered the heartbeat that was sent at `sentUs`. */
export function beAnswered(
  { memory }: Context,
  peer: string,
  { epoch, sentUs, nowUs }: { epoch: number; sentUs: number; nowUs: number },
): Partial<Context> {
  if (epoch !== memory.epoch) return {};
  const fresh = {
    ...memory,
    answeredUs: { ...memory.answeredUs, [peer]: Math.max(sentUs, memory.answeredUs[peer] ?? -Infinity) },
  };
  return { memory: { ...fresh, leased: hasLease(fresh, nowUs) } };
}
