/** The statechart of one replica of primary-backup replication. It returns effects and performs none. */
import { assign, enqueueActions, setup } from 'xstate';
import type { Value } from '#history/operation';
import type { Birth, From } from '#sim/protocol';
import {
  accept,
  answerable,
  apply,
  createContext,
  follow,
  gateOf,
  isCaughtUp,
  isFlushed,
  learn,
  take,
  writeDisk,
  type Context,
  type Entry,
} from './context';
import { acknowledgement, copyTo, hello, primaryOf, readAnswer, redirect, resendTo, writeDone } from './messages';
import type { PrimaryBackupSettings } from './settings';

type Event =
  | From<{ type: 'write'; operation: string; micro: readonly { key: string; arg: Value }[]; key: number | null }>
  | From<{ type: 'read'; operation: string; micro: readonly { key: string }[] }>
  | From<{ type: 'copy'; epoch: number; life: number; previous: number; entries: readonly Entry[] }>
  | From<{ type: 'acknowledgement' | 'hello'; life: number; epoch: number; received: number; acknowledged: number }>
  | ({ type: 'written' | 'flushed' | 'timer.apply' } & Mark)
  | { type: 'timer.retransmit'; peer: string }
  | { type: 'timer.fallback' | 'timer.hello' };

type Sent = ReturnType<typeof copyTo | typeof hello | typeof writeDone>;
interface Timed {
  readonly name: string;
  readonly key?: string;
  readonly delayUs: number;
  readonly data?: object;
}

/** A place in a log: void where the log has been given up for another meanwhile. */
interface Mark {
  readonly epoch: number;
  readonly upTo: number;
}

/** What a step asks for, in order: enqueued one by one, since how many there are depends on the context. */
type Wish =
  | { type: 'send'; params: object }
  | { type: 'setTimer'; params: Timed }
  | { type: 'cancelTimer'; params: Pick<Timed, 'name' | 'key'> }
  | { type: 'write'; params: Mark }
  | { type: 'note'; params: { id: string; args: object } };

const wishes = (wish: (context: Context, event: Event) => readonly Wish[]) =>
  enqueueActions<Context, Event, undefined, Event, never, never, never, never, never>(({ context, event, enqueue }) => {
    for (const each of wish(context, event)) enqueue(each as never);
  });

const isBehind = ({ memory }: Context, peer: string): boolean => memory.standings[peer]!.acknowledged < memory.flushed;

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

const markOf = ({ epoch, upTo }: Mark): Mark => ({ epoch, upTo });

/** Tells every client that may be told, and says why it may. */
function answer(context: Context): Wish[] {
  const { standings, alone } = context.memory;
  return answerable(context).flatMap((pending): Wish[] => {
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
  wishes((context) =>
    context.memory.birth.settings.gate === gate ? [{ type: 'send', params: acknowledgement(context) }] : [],
  );

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

const oldest = (pending: Context['memory']['pending']): Context['memory']['watched'] => pending[0] ?? null;

export const replica = setup({
  types: {} as { input: Birth<PrimaryBackupSettings>; context: Context; events: Event },
  guards: {
    isFreshPrimary: ({ context }) =>
      !context.memory.birth?.restarted && primaryOf(context) === context.memory.birth.self,
    isFresh: ({ context }) => !context.memory.birth?.restarted,
    isPrimary: ({ context }) => primaryOf(context) === context.memory.birth.self,
    isBehind: ({ context, event }) => event.type === 'timer.retransmit' && isBehind(context, event.peer),
    isStale: ({ context, event }) => 'epoch' in event && event.epoch < context.memory.epoch,
    isCaughtUp: ({ context }) => isCaughtUp(context),
    hasPending: ({ context }) => context.memory.pending.length > 0,
    isCatchingUp: ({ context: { memory } }) => !memory.heard || Object.keys(memory.early).length > 0,
    isInSync: ({ context: { memory } }) => memory.heard && Object.keys(memory.early).length === 0,
    isUnheard: ({ context }) => !context.memory.heard,
    appliesLater: ({ context }) => context.memory.birth.settings.apply > 0,
  },
  actions: {
    send: (_, _params: Sent) => {}, // An effect: the kernel performs it, the machine never does. So are the next three.
    flush: (_, _params: Mark) => {},
    write: (_, _params: Mark) => {},
    setTimer: (_, _params: Timed) => {},

    accept: assign(({ context, event }) =>
      event.type === 'write' ? accept(context, { ...event, client: event.from }) : {},
    ),
    writeDisk: assign(({ context, event }) => (event.type === 'written' ? writeDisk(context, event.upTo) : {})),
    markFlushed: assign(({ context, event }) => (event.type === 'flushed' ? isFlushed(context, event.upTo) : {})),
    applyFlushed: assign(({ context }) => apply(context, context.memory.flushed)),
    applyDue: assign(({ context, event }) =>
      event.type === 'timer.apply' ? apply(context, Math.min(event.upTo, context.memory.flushed)) : {},
    ),
    take: assign(({ context, event }) => (event.type === 'copy' ? take(context, event.previous, event.entries) : {})),
    follow: assign(({ context, event }) => (event.type === 'copy' ? follow(context, event.epoch) : {})),
    /** Only a copy that answers this life's greeting: one sent before the crash knows nothing of it. */
    hear: assign(({ context: { memory }, event }) =>
      event.type === 'copy' && event.life === memory.birth.life ? { memory: { ...memory, heard: true } } : {},
    ),
    learn: assign(({ context, event }) =>
      event.type === 'acknowledgement' || event.type === 'hello'
        ? learn(context, event.from, { ...event, returns: event.type === 'hello' })
        : {},
    ),
    settle: assign(({ context }) => {
      const told = new Set(answerable(context));
      return told.size === 0
        ? {}
        : { memory: { ...context.memory, pending: context.memory.pending.filter((each) => !told.has(each)) } };
    }),
    watch: assign(({ context: { memory } }) => ({ memory: { ...memory, watched: oldest(memory.pending) } })),
    goAlone: assign(({ context }) => ({ memory: { ...context.memory, alone: true } })),
    goTogether: assign(({ context }) => ({ memory: { ...context.memory, alone: false, watched: null } })),

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
    store: wishes(({ memory }) =>
      memory.received.length > memory.written
        ? [{ type: 'write', params: { epoch: memory.epoch, upTo: memory.received.length } }]
        : [],
    ),
    /** After a copy: told at once where it only asks, or all of it has passed the gate before (a repeated copy), or receiving is the gate. */
    confirmCopy: wishes((context, event) =>
      event.type === 'copy' &&
      (event.entries.length === 0 || gateOf(context.memory) >= event.previous + event.entries.length)
        ? [{ type: 'send', params: acknowledgement(context) }]
        : [],
    ),
    confirmWritten: confirmAt('written'),
    confirmFlushed: confirmAt('flushed'),
    confirmApplied: confirmAt('applied'),
    greet: wishes((context) =>
      context.memory.heard
        ? []
        : [
            { type: 'send', params: hello(context) },
            { type: 'setTimer', params: { name: 'hello', delayUs: context.memory.birth.settings.retransmit } },
          ],
    ),
    stopGreeting: wishes(({ memory }) => (memory.heard ? [{ type: 'cancelTimer', params: { name: 'hello' } }] : [])),
  },
}).createMachine({
  id: 'primary-backup',
  context: ({ input }) => createContext(input),
  initial: 'starting',
  on: {
    written: [
      { guard: 'isStale' },
      { actions: ['writeDisk', 'confirmWritten', { type: 'flush', params: ({ event }) => markOf(event) }] },
    ],
  },
  states: {
    starting: {
      always: [
        { guard: 'isFreshPrimary', target: 'primary' },
        { guard: 'isFresh', target: 'backup' },
        { target: 'recovering' },
      ],
    },
    /** After a crash: what the disk kept is made safe and applied again before anything is answered. */
    recovering: {
      entry: {
        type: 'flush',
        params: ({ context }) => ({ epoch: context.memory.epoch, upTo: context.memory.written }),
      },
      on: {
        flushed: [
          { guard: 'isPrimary', target: 'primary', actions: ['markFlushed', 'applyFlushed'] },
          { target: 'backup', actions: ['markFlushed', 'applyFlushed'] },
        ],
      },
    },
    primary: {
      initial: 'replicating',
      entry: 'ask',
      on: {
        read: {
          actions: {
            type: 'send',
            params: ({ context, event }) => readAnswer(context, { ...event, key: event.micro[0]!.key }) as Sent,
          },
        },
        write: { actions: ['accept', 'store', 'answer', 'settle', 'watchFallback', 'watch'] },
        written: { actions: ['writeDisk', { type: 'flush', params: ({ event }) => markOf(event) }] },
        flushed: { actions: ['ship', 'markFlushed', 'applyFlushed', 'answer', 'settle', 'watchFallback', 'watch'] },
        acknowledgement: { actions: ['learn', 'answer', 'settle', 'rest', 'watchFallback', 'watch'] },
        hello: { actions: ['learn', 'resend'] },
        'timer.retransmit': { guard: 'isBehind', actions: 'resend' },
      },
      states: {
        replicating: { on: { 'timer.fallback': { guard: 'hasPending', target: 'fallenBack' } } },
        fallenBack: {
          entry: ['goAlone', 'answer', 'settle'],
          exit: 'goTogether',
          always: { guard: 'isCaughtUp', target: 'replicating' },
        },
      },
    },
    backup: {
      initial: 'inSync',
      entry: 'greet',
      on: {
        read: {
          actions: {
            type: 'send',
            params: ({ context, event }) => readAnswer(context, { ...event, key: event.micro[0]!.key }) as Sent,
          },
        },
        write: {
          actions: { type: 'send', params: ({ context, event }) => redirect(context, event) as unknown as Sent },
        },
        copy: [{ guard: 'isStale' }, { actions: ['follow', 'hear', 'take', 'stopGreeting', 'store', 'confirmCopy'] }],
        flushed: [
          { guard: 'isStale' },
          {
            guard: 'appliesLater',
            actions: [
              'markFlushed',
              'confirmFlushed',
              {
                type: 'setTimer',
                params: ({ context, event }) => ({
                  name: 'apply',
                  key: String(event.upTo),
                  delayUs: context.memory.birth.settings.apply,
                  data: markOf(event),
                }),
              },
            ],
          },
          { actions: ['markFlushed', 'applyFlushed', 'confirmFlushed', 'confirmApplied'] },
        ],
        'timer.apply': [{ guard: 'isStale' }, { actions: ['applyDue', 'confirmApplied'] }],
        'timer.hello': { guard: 'isUnheard', actions: 'greet' },
      },
      states: {
        inSync: { always: { guard: 'isCatchingUp', target: 'catchingUp' } },
        catchingUp: { always: { guard: 'isInSync', target: 'inSync' } },
      },
    },
  },
});
