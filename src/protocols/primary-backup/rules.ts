/** The statechart's guards and the changes that it makes to what a replica knows, by name. */
import { assign } from 'xstate';
import type { Reign } from '#mechanisms/reigns';
import {
  accept,
  apply,
  follow,
  hasFailover,
  isFlushed,
  learn,
  writeDisk,
  take as takeCopy,
  type Context,
} from './context';
import { answerable, hasLease, isCaughtUp } from './gates';
import { beAnswered, count, isElected, objectionTo, promise, stand, takeOffice, writeBallot } from './election';
import { primaryOf } from './messages';
import { dropAside, isFollowed, isOutdated, join, leaveOffice, promisedOf, replay, take } from './succession';
import { isBehind, oldest, type Event } from './wishes';

interface Args {
  readonly context: Context;
  readonly event: Event;
}
type Change = (context: Context, event: Event) => Partial<Context>;

const settingsOf = ({ memory }: Context) => memory.birth.settings;
const withMemory = ({ memory }: Context, changed: Partial<Context['memory']>): Partial<Context> => ({
  memory: { ...memory, ...changed },
});

/** Whose word this is: heartbeats and copies come only from one who leads. */
const reignOf = (event: Event): Reign => ({
  epoch: 'epoch' in event ? event.epoch : -1,
  primary: 'from' in event ? event.from : '',
});

const isOld = ({ context, event }: Args): boolean => isOutdated(context.memory, reignOf(event));
const asksPrimary = ({ context }: Args): boolean =>
  hasFailover(context.memory.birth) && settingsOf(context).read === 'primary';

export const guards = {
  isFreshPrimary: ({ context }: Args) =>
    !context.memory.birth?.restarted && primaryOf(context) === context.memory.birth.self,
  isFresh: ({ context }: Args) => !context.memory.birth?.restarted,
  isPrimary: ({ context }: Args) => primaryOf(context) === context.memory.birth.self,
  isBehind: ({ context, event }: Args) => event.type === 'timer.retransmit' && isBehind(context, event.peer),
  /** Of a log that has been cut since, or given up for another. */
  isStale: ({ context, event }: Args) =>
    'fork' in event ? event.fork < context.memory.fork : 'epoch' in event && event.epoch < context.memory.epoch,
  isCaughtUp: ({ context }: Args) => isCaughtUp(context),
  hasPending: ({ context }: Args) => context.memory.pending.length > 0,
  isCatchingUp: ({ context: { memory } }: Args) => !memory.heard || Object.keys(memory.early).length > 0,
  isInSync: ({ context: { memory } }: Args) => memory.heard && Object.keys(memory.early).length === 0,
  isUnheard: ({ context }: Args) => !context.memory.heard,
  appliesLater: ({ context }: Args) => settingsOf(context).apply > 0,
  knowsPrimary: ({ context }: Args) => primaryOf(context) !== '',

  hasFailover: ({ context }: Args) => hasFailover(context.memory.birth),
  isBallot: ({ event }: Args) => 'ballot' in event && event.ballot !== undefined,
  isOwnBallot: ({ context: { memory }, event }: Args) =>
    'ballot' in event &&
    event.ballot?.candidate === memory.birth.self &&
    memory.leader === '' &&
    event.ballot.epoch === memory.ballot?.epoch,
  isOld,
  isRefused: (args: Args) =>
    isOld(args) && hasFailover(args.context.memory.birth) && settingsOf(args.context).fencing !== 'off',
  isFollowed: ({ context, event }: Args) => isFollowed(context.memory, reignOf(event)),
  followsIt: ({ context, event }: Args) =>
    hasFailover(context.memory.birth) && isFollowed(context.memory, reignOf(event)),
  grants: ({ context, event }: Args) =>
    event.type === 'canvass' &&
    objectionTo(
      context.memory,
      { epoch: event.epoch, candidate: event.from, position: event.position },
      event.nowUs,
    ) === null,
  isElected: ({ context }: Args) => isElected(context),
  /** An operator decides; and one who has lost its disk knows too little of epochs to stand by itself. */
  standsAlone: ({ context: { memory } }: Args) =>
    (memory.birth.settings.failover === 'votes' || memory.birth.settings.failover === 'any') && promisedOf(memory) >= 0,
  takesOverAtOnce: ({ context }: Args) =>
    settingsOf(context).fencing !== 'lease' &&
    !(settingsOf(context).fencing === 'stop' && context.memory.deposed !== ''),
  isDeposed: ({ context: { memory }, event }: Args) =>
    event.type === 'refusal' &&
    event.epoch >= memory.epoch &&
    !isFollowed(memory, { epoch: event.epoch, primary: event.leader }),
  /** It may follow that epoch already, by a heartbeat: it says so only once its disk knows, or a crash would undo it. */
  isToStop: ({ context: { memory }, event }: Args) =>
    event.type === 'stop' && event.epoch >= promisedOf(memory) && memory.ballot?.epoch !== event.epoch,
  hasStopped: ({ context: { disk }, event }: Args) =>
    event.type === 'stop' && event.epoch <= (disk.ballot?.epoch ?? -1),
  isOwnStop: ({ context, event }: Args) => event.type === 'stopped' && event.epoch === context.memory.epoch,
  asksPrimary,
  asksInVain: (args: Args) => asksPrimary(args) && !hasLease(args.context.memory, args.event.nowUs),
  hasLease: ({ context, event }: Args) => hasLease(context.memory, event.nowUs),
};

/** With failover: the copy stood behind something that both logs have. */
const isPlaced = ({ memory }: Context, { previous }: { previous: number }): boolean =>
  !hasFailover(memory.birth) || previous <= memory.verified;

const changes = {
  accept: (context, event) => (event.type === 'write' ? accept(context, { ...event, client: event.from }) : {}),
  writeDisk: (context, event) => (event.type === 'written' ? writeDisk(context, event.upTo) : {}),
  markFlushed: (context, event) => (event.type === 'flushed' ? isFlushed(context, event.upTo) : {}),
  applyFlushed: (context) => apply(context, context.memory.flushed),
  applyDue: (context, event) =>
    event.type === 'timer.apply' ? apply(context, Math.min(event.upTo, context.memory.flushed)) : {},
  take: (context, event) => (event.type === 'copy' ? takeCopy(context, event.previous, event.entries) : {}),
  follow: (context, event) => (event.type === 'copy' ? follow(context, event.epoch) : {}),
  /** Only a copy that answers this life's greeting: one sent before the crash knows nothing of it. */
  hear: (context, event) =>
    event.type === 'copy' && event.life === context.memory.birth.life && isPlaced(context, event)
      ? withMemory(context, { heard: true })
      : {},
  learn: (context, event) =>
    event.type === 'acknowledgement' || event.type === 'hello'
      ? learn(context, event.from, { ...event, returns: event.type === 'hello' })
      : {},
  settle: (context, event) => {
    const told = new Set(answerable(context, event.nowUs));
    return told.size === 0
      ? {}
      : withMemory(context, { pending: context.memory.pending.filter((each) => !told.has(each)) });
  },
  watch: (context) => withMemory(context, { watched: oldest(context.memory.pending) }),
  goAlone: (context) => withMemory(context, { alone: true }),
  goTogether: (context) => withMemory(context, { alone: false, watched: null }),

  join: (context, event) => join(context, reignOf(event)),
  takeVerified: (context, event) => (event.type === 'copy' ? take(context, event) : {}),
  noticePrimary: (context, event) => withMemory(context, { heardUs: event.nowUs, suspects: false }),
  markSuspect: (context) => withMemory(context, { suspects: true }),
  stand,
  count: (context, event) => (event.type === 'vote' ? count(context, event.epoch, event.from) : {}),
  countSelf: (context) => count(context, context.memory.ballot!.epoch, context.memory.birth.self),
  learnEpoch: (context, event) =>
    withMemory(context, {
      seen: Math.max(
        context.memory.seen,
        event.type === 'denial' ? event.promised : 'epoch' in event ? event.epoch : -1,
      ),
    }),
  promise: (context, event) =>
    event.type === 'canvass' || event.type === 'stop'
      ? promise(context, { epoch: event.epoch, candidate: event.from })
      : {},
  writeBallot: (context, event) => ('ballot' in event && event.ballot ? writeBallot(context, event.ballot) : {}),
  takeOffice,
  leaveOffice,
  beAnswered: (context, event) => (event.type === 'alive' ? beAnswered(context, event.from, event) : {}),
  markLeased: (context, event) => withMemory(context, { leased: hasLease(context.memory, event.nowUs) }),
  dropAside: (context, event) => dropAside(context, event.type === 'replayed' ? event.taken : undefined),
  replay: (context, event) => (event.type === 'replay' ? replay(context, event) : {}),
} as const satisfies Record<string, Change>;

type Assigned = { [Name in keyof typeof changes]: ReturnType<typeof assignOf> };

const assignOf = (change: Change) =>
  assign<Context, Event, undefined, Event, never>(({ context, event }) => change(context, event));

export const assigns = Object.fromEntries(
  Object.entries(changes).map(([name, change]) => [name, assignOf(change)]),
) as Assigned;
