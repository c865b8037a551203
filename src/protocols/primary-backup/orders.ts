/** What a replica asks of the kernel while leadership changes: heartbeats, votes, refusals, and notes that say why. */
import { leaseWaitUs, patienceUs } from '#mechanisms/leases';
import { hasFailover, type Context } from './context';
import { hasLease } from './gates';
import { objectionTo, votesNeeded } from './election';
import { promisedOf, sortReplay, takeVerified } from './succession';
import { redirect } from './messages';
import { alive, canvass, denial, heartbeat, refusal, replayed, replayTo, stop, stopped, vote } from './talk';
import { leaseLeftUs, wishes, type Event, type Wish } from './wishes';

type Args = Readonly<Record<string, string | number>>;

const note = (id: string, args: Args): Wish => ({ type: 'note', params: { id, args } });
const send = (params: object): Wish => ({ type: 'send', params });
const cancel = (name: string, key?: string): Wish => ({
  type: 'cancelTimer',
  params: key === undefined ? { name } : { name, key },
});

/** At the start of a run nothing has told it the time yet: then the timer does, at once. */
function beat(context: Context, { nowUs }: Event): Wish[] {
  const { birth } = context.memory;
  if (!hasFailover(birth)) return [];
  const again = (delayUs: number): Wish => ({
    type: 'setTimer',
    params: { name: 'heartbeat', delayUs, background: true },
  });
  if (nowUs === undefined) return [again(0)];
  return [...birth.peers.map((peer) => send(heartbeat(context, peer, nowUs))), again(birth.settings.heartbeat)];
}

/** The wait for the next word of the primary begins anew; a candidate's wait for votes grows with its rank, so that two part. */
function attend({ memory: { birth, ballot, leader } }: Context): Wish[] {
  if (!hasFailover(birth)) return [];
  const { detect, heartbeat } = birth.settings;
  const rank = birth.replicas.indexOf(birth.self);
  const isCandidate = leader === '' && ballot?.candidate === birth.self;
  const delayUs = isCandidate
    ? detect + Math.round((detect * rank) / 2)
    : patienceUs({ detectUs: detect, heartbeatUs: heartbeat, rank });
  return [{ type: 'setTimer', params: { name: 'detect', delayUs, background: true } }];
}

const answerHeartbeat = (_: Context, event: Event): Wish[] =>
  event.type === 'heartbeat' ? [send(alive(event.from, event))] : [];

/** Word of an old epoch is refused, with the reason: its sender learns that it leads no more. */
function refuse(context: Context, event: Event): Wish[] {
  if (event.type !== 'heartbeat' && event.type !== 'copy') return [];
  const kind = event.type === 'copy' ? 'acknowledgement' : 'heartbeat';
  const told = send(refusal(context, event.from, { kind, refused: event.epoch }));
  return event.type === 'copy'
    ? [note('note.refused.epoch', { from: event.from, epoch: event.epoch, own: promisedOf(context.memory) }), told]
    : [told];
}

function watchLease(context: Context, event: Event): Wish[] {
  const leftUs = leaseLeftUs(context, event.nowUs);
  return leftUs === undefined
    ? []
    : [{ type: 'setTimer', params: { name: 'lease', delayUs: leftUs, background: true } }];
}

function suspect({ memory: { leader, birth, suspects, ballot } }: Context): Wish[] {
  const waitedUs = birth.settings.detect;
  if (ballot?.candidate === birth.self && leader === '')
    return [note('note.unelected', { epoch: ballot.epoch, waitedUs })];
  if (suspects) return [];
  return [
    leader === '' ? note('note.suspects.nobody', { waitedUs }) : note('note.suspects', { primary: leader, waitedUs }),
  ];
}

/** A candidate's own vote must be on its disk before it asks for others. */
const writeOwnBallot = ({ memory }: Context): Wish[] => [
  note('note.stands', {
    epoch: memory.ballot!.epoch,
    needed: votesNeeded(memory),
    replicas: memory.birth.replicas.length,
  }),
  { type: 'write', params: { fork: memory.fork, upTo: memory.written, ballot: memory.ballot! } },
];

const askForVotes = (context: Context): Wish[] =>
  context.memory.birth.settings.failover === 'votes'
    ? context.memory.birth.peers.map((peer) => send(canvass(context, peer)))
    : [];

/** Says yes to its disk first; the vote leaves once it is flushed. */
const promiseVote = ({ memory }: Context, event: Event): Wish[] =>
  event.type !== 'canvass' && event.type !== 'stop'
    ? []
    : [
        {
          type: 'write',
          params: {
            fork: memory.fork,
            upTo: memory.written,
            ballot: { epoch: event.epoch, candidate: event.from },
            stops: event.type === 'stop',
          },
        },
      ];

/** The vote is on the disk: now it may be told. One who asked to stop is told that this one has. */
function castVote({ memory }: Context, event: Event): Wish[] {
  if (event.type !== 'flushed' || !event.ballot || event.ballot.candidate === memory.birth.self) return [];
  const { epoch, candidate } = event.ballot;
  return event.stops
    ? [note('note.stopped', { epoch, candidate }), send(stopped(event.ballot))]
    : [note('note.vote', { candidate, epoch }), send(vote(event.ballot))];
}

function deny(context: Context, event: Event): Wish[] {
  if (event.type !== 'canvass') return [];
  const ballot = { epoch: event.epoch, candidate: event.from };
  const reason = objectionTo(context.memory, { ...ballot, position: event.position }, event.nowUs) ?? 'epoch';
  return [
    note('note.vote.refused', { ...ballot, reason, own: promisedOf(context.memory) }),
    send(denial(context, ballot, reason)),
  ];
}

/** What must be waited for before a new primary takes writes. */
function takeOver(context: Context): Wish[] {
  const { birth, votes, epoch, deposed } = context.memory;
  const { fencing, lease, drift, failover } = birth.settings;
  const elected = note(failover === 'votes' ? 'note.elected' : 'note.promoted', {
    epoch,
    votes: votes.length,
    replicas: birth.replicas.length,
    by: failover,
  });
  if (fencing === 'lease')
    return [
      elected,
      note('note.waits.lease', { waitUs: leaseWaitUs(lease, drift) }),
      { type: 'setTimer', params: { name: 'takeover', delayUs: leaseWaitUs(lease, drift) } },
    ];
  return fencing === 'stop' && deposed !== ''
    ? [elected, note('note.waits.stop', { primary: deposed }), ...askToStop(context)]
    : [elected];
}

const askToStop = (context: Context): Wish[] => [
  send(stop(context)),
  { type: 'setTimer', params: { name: 'stop', delayUs: context.memory.birth.settings.retransmit } },
];

/** Why it leads no more, and an end to all that only a primary does. */
function stepDown({ memory }: Context, event: Event): Wish[] {
  const { birth, epoch } = memory;
  const by = 'from' in event ? event.from : birth.self;
  const newer = 'epoch' in event ? event.epoch : epoch;
  const timers = ['heartbeat', 'lease', 'fallback', 'takeover', 'stop'].map((name) => cancel(name));
  return [
    note('note.stepped-down', { epoch, newer, by, waiting: memory.pending.length }),
    ...timers,
    ...birth.peers.map((peer) => cancel('retransmit', peer)),
  ];
}

/** Says what a copy is about to contradict, and what becomes of it. */
function tellDivergence({ memory }: Context, event: Event): Wish[] {
  if (event.type !== 'copy') return [];
  const entries = takeVerified(memory, event).contradicted.flatMap((aside) => aside.entries);
  if (entries.length === 0) return [];
  const args = {
    primary: event.from,
    count: entries.length,
    first: entries[0]!.operation,
    last: entries.at(-1)!.operation,
  };
  return [note(memory.birth.settings.returning === 'keep' ? 'note.kept' : 'note.discarded', args)];
}

/** An operator has the entries that were kept aside taken in by the primary. */
function askReplay(context: Context, event: Event): Wish[] {
  const { leader, aside } = context.memory;
  const count = aside.reduce((sum, { entries }) => sum + entries.length, 0);
  if (event.type === 'command.discard') return [note('note.aside.discarded', { count })];
  return leader === '' || count === 0
    ? [note('note.aside.none', { count })]
    : [send(replayTo(context, aside, event.type === 'command.merge'))];
}

function answerReplay({ memory }: Context, event: Event): Wish[] {
  if (event.type !== 'replay') return [];
  const { taken, known, conflicts } = sortReplay(memory, event);
  const operations = [...taken.map(({ operation }) => operation), ...known];
  return [
    note('note.replayed', { from: event.from, taken: taken.length, known: known.length, conflicts: conflicts.length }),
    send(replayed(event.from, { taken: operations, conflicts })),
  ];
}

export const LEADING = {
  beat: wishes(beat),
  attend: wishes(attend),
  rejoice: wishes(({ memory }) => (hasFailover(memory.birth) ? [cancel('detect')] : [])),
  answerHeartbeat: wishes(answerHeartbeat),
  refuse: wishes(refuse),
  watchLease: wishes(watchLease),
  tellLease: wishes(({ memory }) => [note('note.lease.out', { epoch: memory.epoch, waiting: memory.pending.length })]),
  tellLeaseAgain: wishes(({ memory }, { nowUs }) =>
    !memory.leased && memory.birth.settings.fencing === 'lease' && hasLease(memory, nowUs)
      ? [note('note.lease', { epoch: memory.epoch })]
      : [],
  ),
  suspect: wishes(suspect),
  writeOwnBallot: wishes(writeOwnBallot),
  askForVotes: wishes(askForVotes),
  promiseVote: wishes(promiseVote),
  castVote: wishes(castVote),
  deny: wishes(deny),
  takeOver: wishes(takeOver),
  askToStop: wishes(askToStop),
  endTakeover: wishes(() => [cancel('takeover'), cancel('stop')]),
  tellStopped: wishes((_, event) =>
    event.type === 'stop' ? [send(stopped({ epoch: event.epoch, candidate: event.from }))] : [],
  ),
  sendOn: wishes((context, event) =>
    event.type === 'read' && context.memory.leader !== '' ? [send(redirect(context, event))] : [],
  ),
  quit: wishes(stepDown),
  tellDivergence: wishes(tellDivergence),
  askReplay: wishes(askReplay),
  answerReplay: wishes(answerReplay),
  tellWaiting: wishes((_, event) =>
    event.type === 'write' ? [note('note.waits.write', { operation: event.operation })] : [],
  ),
  tellNoFailover: wishes(({ memory }) => [note('note.promote.off', { primary: memory.leader })]),
};
