/** What a replica asks of the kernel while it takes, resolves and sends on writes: effects, made from what it knows. */
import { enqueueActions } from 'xstate';
import type { From } from '#sim/protocol';
import type { Context, Entry, Memory } from './context';
import { acknowledgement, batchesOf, copyTo, hello, missingAt, readAnswer, resendable, writeDone } from './messages';
import { entryOf, flushedBy, heldBy, isKnown, knownAs, learn, type WriteRequest } from './taking';
import { resolved, stamped, type Note } from './tell';
import { targetsOf } from './topology';

export type Event = { readonly nowUs: number } & (
  | ({ readonly type: 'write' | 'delete' } & WriteRequest)
  | From<{ type: 'read'; operation: string; micro: readonly { key: string }[] }>
  | From<{ type: 'copy'; entries: readonly Entry[] }>
  | From<{ type: 'acknowledgement' | 'hello'; identity: string; life: number; holds: Memory['held'] }>
  | { type: 'written' | 'flushed'; upTo: number }
  | { type: 'timer.retransmit'; peer: string }
  | { type: 'timer.ship' | 'timer.hello' }
);

export interface Timed {
  readonly name: string;
  readonly key?: string;
  readonly delayUs: number;
  readonly data?: object;
}

/** What a step asks for, in order: enqueued one by one, since how many there are depends on the context. */
type Wish =
  | { type: 'send'; params: object }
  | { type: 'setTimer'; params: Timed }
  | { type: 'cancelTimer'; params: Pick<Timed, 'name' | 'key'> }
  | { type: 'write'; params: { upTo: number } }
  | { type: 'note'; params: Note };

const wishes = (wish: (context: Context, event: Event) => readonly Wish[]) =>
  enqueueActions<Context, Event, undefined, Event, never, never, never, never, never>(({ context, event, enqueue }) => {
    for (const each of wish(context, event)) enqueue(each as never);
  });

const send = (params: object): Wish => ({ type: 'send', params });
const note = (params: Note): Wish => ({ type: 'note', params });

const retransmitTimer = ({ memory: { birth } }: Context, peer: string): Wish => ({
  type: 'setTimer',
  params: { name: 'retransmit', key: peer, delayUs: birth.settings.retransmit, data: { peer } },
});

/** A new write is stamped; a request that has been answered before is answered again. */
function greetWrite(context: Context, event: Event): Wish[] {
  if (event.type !== 'write' && event.type !== 'delete') return [];
  if (!isKnown(context.memory, event)) return stamped(context, entryOf(context, event)).map(note);
  const known = knownAs(context.memory, event);
  return known !== undefined && known <= (context.memory.held[context.disk.identity] ?? 0)
    ? [send(writeDone(event.from, event.operation))]
    : [];
}

const store = ({ memory: { received, written } }: Context): Wish[] =>
  received.length > written ? [{ type: 'write', params: { upTo: received.length } }] : [];

/** Once flushed, a write is done for its client, whatever the others have; and each sender hears what is safe here. */
function confirm(context: Context, event: Event): Wish[] {
  if (event.type !== 'flushed') return [];
  const entries = flushedBy(context.memory, event.upTo);
  const safe: Context = { ...context, memory: { ...context.memory, held: heldBy(context.memory, event.upTo) } };
  const senders = new Set(entries.flatMap(({ via }) => (via === '' ? [] : [via])));
  return [
    ...entries.filter(({ via }) => via === '').map(({ client, operation }) => send(writeDone(client, operation))),
    ...[...senders].map((to) => {
      const { operation } = entries.findLast(({ via }) => via === to)!;
      return send(acknowledgement(safe, to, operation));
    }),
  ];
}

/** A copy that brings nothing new is confirmed at once: the confirmation of the first one may have been lost. */
function confirmAgain(context: Context, event: Event): Wish[] {
  if (event.type !== 'copy') return [];
  const { taken, held } = context.memory;
  const isDue = event.entries.every(({ origin, number }) => {
    const isNext = number === (taken[origin] ?? 0) + 1;
    return !isNext && (number <= (held[origin] ?? 0) || number > (taken[origin] ?? 0));
  });
  const safe = event.entries.findLast(({ origin, number }) => number <= (held[origin] ?? 0));
  return isDue ? [send(acknowledgement(context, event.from, safe?.operation ?? ''))] : [];
}

/** Sends on what has been flushed since the last time, each entry to those who do not have it from another. */
function sendOn(context: Context): Wish[] {
  const { birth, shipped, flushed } = context.memory;
  return targetsOf(birth).flatMap((peer) => {
    const fresh = missingAt(context, peer, { from: shipped, upTo: flushed });
    const waits = fresh.length === 0 || resendable(context, peer).length > 0;
    return [
      ...batchesOf(fresh).map((entries) => send(copyTo(context, peer, entries))),
      ...(waits ? [] : [retransmitTimer(context, peer)]),
    ];
  });
}

/** At once, or together once the interval has passed. */
function ship(context: Context): Wish[] {
  const { birth, shipped, flushed, gathers } = context.memory;
  if (birth.settings.interval === 0) return sendOn(context);
  return gathers || shipped === flushed
    ? []
    : [{ type: 'setTimer', params: { name: 'ship', delayUs: birth.settings.interval } }];
}

function resend(context: Context, peer: string): Wish[] {
  const entries = resendable(context, peer);
  return entries.length > 0 ? [send(copyTo(context, peer, entries)), retransmitTimer(context, peer)] : [];
}

const isTarget = ({ memory: { birth } }: Context, peer: string): boolean => targetsOf(birth).includes(peer);

/** What follows from a neighbour's report: nothing is missing there, or it has come back and is sent what it lacks. */
function attend(context: Context, event: Event): Wish[] {
  if (event.type !== 'acknowledgement' && event.type !== 'hello') return [];
  const { from } = event;
  const isBack = event.type === 'hello';
  const isNew = isBack || context.memory.unheard.includes(from);
  const learned: Context = { ...context, memory: learn(context.memory, event, isBack) };
  const answer = isBack ? [send(acknowledgement(learned, from, ''))] : [];
  if (!isTarget(context, from)) return answer;
  if (isNew) return [...answer, ...resend(learned, from)];
  return resendable(learned, from).length > 0
    ? []
    : [{ type: 'cancelTimer', params: { name: 'retransmit', key: from } }];
}

function greet(context: Context): Wish[] {
  const { birth, unheard } = context.memory;
  return [
    ...unheard.map((peer) => send(hello(context, peer))),
    { type: 'setTimer', params: { name: 'hello', delayUs: birth.settings.retransmit } },
  ];
}

export const WISHES = {
  greetWrite: wishes(greetWrite),
  answer: wishes((context, event) =>
    event.type === 'read'
      ? [send(readAnswer(context, { from: event.from, operation: event.operation, key: event.micro[0]!.key }))]
      : [],
  ),
  store: wishes(store),
  tellResolved: wishes((context, event) => (event.type === 'flushed' ? resolved(context, event.upTo).map(note) : [])),
  confirm: wishes(confirm),
  confirmAgain: wishes(confirmAgain),
  ship: wishes(ship),
  sendOn: wishes(sendOn),
  resend: wishes((context, event) => (event.type === 'timer.retransmit' ? resend(context, event.peer) : [])),
  attend: wishes(attend),
  greet: wishes(greet),
  stopGreeting: wishes(() => [{ type: 'cancelTimer', params: { name: 'hello' } }]),
};
