/** What a replica asks of the kernel while it copies and confirms: effects, made from what it knows. */
import { enqueueActions } from 'xstate';
import type { Value } from '#history/operation';
import type { Reign } from '#mechanisms/reigns';
import type { Ballot, Position, Refusal } from '#mechanisms/votes';
import type { From } from '#sim/protocol';
import { hasFailover, type Aside, type Context, type Entry } from './context';
import { answerable, confirmedBy, leaseEndOf } from './gates';
import { acknowledgement, copyTo, hello, resendTo, writeDone } from './messages';
import type { Copy } from './succession';

/** A place in a log, void where that log has been cut meanwhile; or a vote, which never is. */
export interface Mark {
  readonly fork: number;
  readonly upTo: number;
  readonly ballot?: Ballot;
  /** The vote is for one who asked this replica to stop, and is told so. */
  readonly stops?: boolean;
}

export type Event = { readonly nowUs: number } & (
  | From<{ type: 'write'; operation: string; micro: readonly { key: string; arg: Value }[]; key: number | null }>
  | From<{ type: 'read'; operation: string; micro: readonly { key: string }[] }>
  | From<{
      type: 'copy';
      epoch: number;
      life: number;
      previous: number;
      entries: readonly Entry[];
      after?: Reign;
      inherited?: number;
    }>
  | From<{ type: 'acknowledgement' | 'hello'; life: number; epoch: number; received: number; acknowledged: number }>
  | From<{ type: 'heartbeat' | 'alive'; epoch: number; sentUs: number }>
  | From<{ type: 'canvass'; epoch: number; position: Position }>
  | From<{ type: 'vote' | 'stop' | 'stopped'; epoch: number }>
  | From<{ type: 'denial'; epoch: number; reason: Refusal; promised: number }>
  | From<{ type: 'refusal'; epoch: number; leader: string; refused: number }>
  | From<{ type: 'replay'; asides: readonly Aside[]; merges: boolean }>
  | From<{ type: 'replayed'; taken: readonly string[]; conflicts: readonly string[] }>
  | ({ type: 'written' | 'flushed' | 'timer.apply' } & Mark)
  | { type: 'timer.retransmit'; peer: string }
  | {
      type:
        | 'timer.fallback'
        | 'timer.hello'
        | 'timer.heartbeat'
        | 'timer.detect'
        | 'timer.lease'
        | 'timer.takeover'
        | 'timer.stop';
    }
  | { type: 'command.promote' | 'command.discard' | 'command.replay' | 'command.merge'; args: readonly string[] }
);

export interface Timed {
  readonly name: string;
  readonly key?: string;
  readonly delayUs: number;
  readonly data?: object;
  readonly background?: boolean;
}

/** What a step asks for, in order: enqueued one by one, since how many there are depends on the context. */
export type Wish =
  | { type: 'send'; params: object }
  | { type: 'setTimer'; params: Timed }
  | { type: 'cancelTimer'; params: Pick<Timed, 'name' | 'key'> }
  | { type: 'write'; params: Mark }
  | { type: 'note'; params: { id: string; args: Readonly<Record<string, string | number>> } };

export const wishes = (wish: (context: Context, event: Event) => readonly Wish[]) =>
  enqueueActions<Context, Event, undefined, Event, never, never, never, never, never>(({ context, event, enqueue }) => {
    for (const each of wish(context, event)) enqueue(each as never);
  });

export const isBehind = ({ memory }: Context, peer: string): boolean =>
  memory.standings[peer]!.acknowledged < memory.flushed;

const retransmitTimer = ({ memory: { birth } }: Context, peer: string): Wish => ({
  type: 'setTimer',
  params: { name: 'retransmit', key: peer, delayUs: birth.settings.retransmit, data: { peer } },
});

const resend = (context: Context, peer: string): Wish[] => [
  { type: 'send', params: resendTo(context, peer) },
  retransmitTimer(context, peer),
];

/** The primary ships only what its own disk has: a backup must never know more than that. */
function ship(context: Context, event: Event): Wish[] {
  if (event.type !== 'flushed') return [];
  const { birth, flushed } = context.memory;
  const fresh = Array.from({ length: Math.max(0, event.upTo - flushed) }, (_, offset) => flushed + offset);
  return birth.peers.flatMap((peer) => [
    ...fresh.map((previous): Wish => ({
      type: 'send',
      params: copyTo(context, peer, { previous, upTo: previous + 1 }),
    })),
    ...(isBehind(context, peer) || fresh.length === 0 ? [] : [retransmitTimer(context, peer)]),
  ]);
}

export const markOf = ({ fork, upTo, ballot, stops = false }: Mark): Mark =>
  ballot ? { fork, upTo, ballot, stops } : { fork, upTo };

/** Tells every client that may be told, and says why it may. */
function answer(context: Context, { nowUs }: Event): Wish[] {
  const { standings, alone } = context.memory;
  return answerable(context, nowUs).flatMap((pending): Wish[] => {
    const copies = Object.values(standings).filter(({ acknowledged }) => acknowledged >= pending.index).length;
    const args = { operation: pending.operation, copies, backups: Object.keys(standings).length };
    return [
      { type: 'note', params: { id: alone ? 'note.acknowledged.alone' : 'note.acknowledged', args } },
      { type: 'send', params: writeDone(pending) },
    ];
  });
}

/** A backup tells the primary that entries have passed the gate, if this is the chosen one. */
const confirmAt = (gate: string) =>
  wishes((context) => {
    const { birth, leader, heard } = context.memory;
    const isBackup = leader !== '' && leader !== birth.self && (heard || !hasFailover(birth));
    return isBackup && birth.settings.gate === gate ? [{ type: 'send', params: acknowledgement(context) }] : [];
  });

/** The wait counts for the oldest write that is not answered: later ones must not begin it anew. */
function watchFallback({ memory: { pending, watched, alone, birth } }: Context): Wish[] {
  const { ack, fallback } = birth.settings;
  if (ack !== 'semi-sync' || typeof fallback !== 'number' || alone || oldest(pending) === watched) return [];
  return [
    pending.length > 0
      ? { type: 'setTimer', params: { name: 'fallback', delayUs: fallback } }
      : { type: 'cancelTimer', params: { name: 'fallback' } },
  ];
}

export const oldest = (pending: Context['memory']['pending']): Context['memory']['watched'] => pending[0] ?? null;

function store({ memory }: Context): Wish[] {
  const { received, written, unsaved, fork } = memory;
  return received.length > written || unsaved ? [{ type: 'write', params: { fork, upTo: received.length } }] : [];
}

/** After a copy: told at once where it only asks, or all of it has passed the gate before (a repeated copy), or receiving is the gate. */
function confirmCopy(context: Context, event: Event): Wish[] {
  const { memory } = context;
  if (event.type !== 'copy') return [];
  const isKnown = event.entries.length === 0 || confirmedBy(memory) >= (event as Copy).previous + event.entries.length;
  return isKnown && (memory.heard || !hasFailover(memory.birth))
    ? [{ type: 'send', params: acknowledgement(context) }]
    : [];
}

function greet(context: Context): Wish[] {
  const { heard, leader, birth } = context.memory;
  if (heard || leader === '' || leader === birth.self) return [];
  return [
    { type: 'send', params: hello(context) },
    { type: 'setTimer', params: { name: 'hello', delayUs: birth.settings.retransmit } },
  ];
}

export const COPYING = {
  ship: wishes(ship),
  answer: wishes(answer),
  watchFallback: wishes(watchFallback),
  resend: wishes((context, event) =>
    'peer' in event ? resend(context, event.peer) : 'from' in event ? resend(context, event.from) : [],
  ),
  ask: wishes((context) =>
    context.memory.birth.peers
      .filter((peer) => context.memory.standings[peer]!.received < 0)
      .flatMap((peer) => resend(context, peer)),
  ),
  rest: wishes((context, event) =>
    'from' in event && !isBehind(context, event.from)
      ? [{ type: 'cancelTimer', params: { name: 'retransmit', key: event.from } }]
      : [],
  ),
  store: wishes(store),
  confirmCopy: wishes(confirmCopy),
  confirmWritten: confirmAt('written'),
  confirmFlushed: confirmAt('flushed'),
  confirmApplied: confirmAt('applied'),
  greet: wishes(greet),
  stopGreeting: wishes(({ memory }) => (memory.heard ? [{ type: 'cancelTimer', params: { name: 'hello' } }] : [])),
};

/** Until when this primary may acknowledge, as a timer's delay; undefined where it need not ask. */
export const leaseLeftUs = ({ memory }: Context, nowUs: number): number | undefined => {
  const endUs = leaseEndOf(memory);
  return Math.abs(endUs) < Infinity && endUs > nowUs ? endUs - nowUs : undefined;
};
