/** A replica of realistic size for measuring steppers: 12 event types, 9 context fields with a log, guards, effects. */
import { assign, setup } from 'xstate';

interface Entry {
  readonly term: number;
  readonly value: string;
}

interface Context {
  readonly self: string;
  readonly peers: readonly string[];
  readonly term: number;
  readonly log: readonly Entry[];
  readonly flushed: number;
  readonly committed: number;
  readonly acks: Readonly<Record<string, number>>;
  readonly waiting: number;
  readonly missed: number;
}

export type ReplicaEvent =
  | { type: 'write'; from: string; value: string }
  | { type: 'read'; from: string }
  | { type: 'copy'; from: string; term: number; index: number; value: string }
  | { type: 'ack'; from: string; term: number; index: number }
  | { type: 'heartbeat'; from: string; term: number; committed: number }
  | { type: 'catchUp'; from: string; index: number }
  | { type: 'flushed'; index: number }
  | { type: 'beat' }
  | { type: 'silence' }
  | { type: 'promote'; term: number }
  | { type: 'demote'; term: number }
  | { type: 'ping'; from: string };

/** The log is cut, or a long measurement would measure the copying of a long array. */
const logLimit = 8;

export const replica = setup({
  types: {} as { context: Context; events: ReplicaEvent; input: { self: string; peers: readonly string[] } },
  guards: {
    isCurrent: ({ context }, { term }: { term: number }) => term >= context.term,
    isNext: ({ context }, { index }: { index: number }) => index === context.log.length,
    isCommitting: ({ context }, { from, index }: { from: string; index: number }) =>
      index > (context.acks[from] ?? -1) && index >= context.committed,
  },
  actions: {
    append: assign(({ context }, { term, value }: { term: number; value: string }) => ({
      log: [...context.log.slice(1 - logLimit), { term, value }],
      waiting: context.waiting + 1,
    })),
    send: (_, _params: object) => {},
    setTimer: (_, _params: object) => {},
    flush: (_, _params: object) => {},
  },
}).createMachine({
  id: 'bench-replica',
  context: ({ input }) => ({
    self: input?.self ?? '',
    peers: input?.peers ?? [],
    term: 1,
    log: [],
    flushed: 0,
    committed: 0,
    acks: {},
    waiting: 0,
    missed: 0,
  }),
  initial: 'backup',
  on: {
    ping: { actions: { type: 'send', params: ({ event }) => ({ to: event.from, body: { type: 'pong' } }) } },
    flushed: [
      {
        guard: ({ context, event }) => event.index > context.flushed,
        actions: assign({ flushed: ({ event }) => event.index, waiting: 0 }),
      },
    ],
    read: {
      actions: {
        type: 'send',
        params: ({ context, event }) => ({
          to: event.from,
          body: { type: 'value', value: context.log.at(-1)?.value ?? '' },
        }),
      },
    },
  },
  states: {
    backup: {
      entry: { type: 'setTimer', params: { name: 'silence', afterUs: 150_000 } },
      on: {
        copy: [
          {
            guard: {
              type: 'isNext',
              params: ({ context, event }) => ({ index: Math.min(event.index, context.log.length) }),
            },
            actions: [
              { type: 'append', params: ({ event }) => ({ term: event.term, value: event.value }) },
              { type: 'flush', params: ({ event }) => ({ index: event.index }) },
              {
                type: 'send',
                params: ({ context, event }) => ({ to: event.from, body: { type: 'ack', index: context.log.length } }),
              },
            ],
          },
          {
            actions: {
              type: 'send',
              params: ({ context, event }) => ({
                to: event.from,
                body: { type: 'catchUp', index: context.log.length },
              }),
            },
          },
        ],
        heartbeat: [
          {
            guard: { type: 'isCurrent', params: ({ event }) => ({ term: event.term }) },
            actions: [
              assign({ committed: ({ context, event }) => Math.max(context.committed, event.committed), missed: 0 }),
              { type: 'setTimer', params: { name: 'silence', afterUs: 150_000 } },
            ],
          },
        ],
        silence: { actions: assign({ missed: ({ context }) => context.missed + 1 }) },
        promote: {
          guard: { type: 'isCurrent', params: ({ event }) => ({ term: event.term }) },
          target: 'primary',
          actions: assign({ term: ({ event }) => event.term, acks: {} }),
        },
      },
    },
    primary: {
      entry: [
        { type: 'setTimer', params: { name: 'beat', afterUs: 50_000 } },
        { type: 'send', params: ({ context }) => ({ to: 'peers', body: { type: 'heartbeat', term: context.term } }) },
      ],
      on: {
        write: {
          actions: [
            { type: 'append', params: ({ context, event }) => ({ term: context.term, value: event.value }) },
            { type: 'flush', params: ({ context }) => ({ index: context.log.length }) },
            {
              type: 'send',
              params: ({ context, event }) => ({
                to: 'peers',
                body: { type: 'copy', value: event.value, term: context.term },
              }),
            },
          ],
        },
        ack: {
          guard: { type: 'isCommitting', params: ({ event }) => ({ from: event.from, index: event.index }) },
          actions: [
            assign({
              acks: ({ context, event }) => ({ ...context.acks, [event.from]: event.index }),
              committed: ({ event }) => event.index,
            }),
            { type: 'send', params: ({ event }) => ({ to: 'client', body: { type: 'ok', index: event.index } }) },
          ],
        },
        catchUp: {
          actions: {
            type: 'send',
            params: ({ context, event }) => ({
              to: event.from,
              body: { type: 'copies', log: context.log.slice(event.index) },
            }),
          },
        },
        beat: {
          actions: [
            {
              type: 'send',
              params: ({ context }) => ({
                to: 'peers',
                body: { type: 'heartbeat', term: context.term, committed: context.committed },
              }),
            },
            { type: 'setTimer', params: { name: 'beat', afterUs: 50_000 } },
          ],
        },
        demote: { target: 'backup', actions: assign({ term: ({ event }) => event.term }) },
      },
    },
  },
});

/** Events in a fixed mixed order, in which a replica is in turn backup and primary; three in five change its state. */
export function replicaEvents(count: number): ReplicaEvent[] {
  return Array.from({ length: count }, (_, index) => eventAt(index));
}

function eventAt(index: number): ReplicaEvent {
  const from = index % 2 === 0 ? 'Virginia' : 'Singapore';
  const term = 1 + Math.trunc(index / 40);
  const isPrimary = index % 40 >= 20;
  if (index % 40 === 20) return { type: 'promote', term };
  if (index % 40 === 39) return { type: 'demote', term };
  const value = `v${index}`;
  const asBackup: ReplicaEvent[] = [
    { type: 'copy', from, term, index, value },
    { type: 'flushed', index },
    { type: 'heartbeat', from, term, committed: index },
    { type: 'read', from },
    { type: 'copy', from, term, index, value },
    { type: 'flushed', index },
    { type: 'heartbeat', from, term, committed: index },
    { type: 'silence' },
    { type: 'ack', from, term, index },
    { type: 'copy', from, term, index, value },
    { type: 'ping', from },
  ];
  const asPrimary: ReplicaEvent[] = [
    { type: 'write', from, value },
    { type: 'flushed', index },
    { type: 'ack', from, term, index },
    { type: 'beat' },
    { type: 'write', from, value },
    { type: 'flushed', index },
    { type: 'read', from },
    { type: 'ack', from, term, index },
    { type: 'catchUp', from, index: 0 },
    { type: 'write', from, value },
    { type: 'ping', from },
    { type: 'heartbeat', from, term, committed: 0 },
  ];
  const list = isPrimary ? asPrimary : asBackup;
  return list[index % list.length]!;
}
