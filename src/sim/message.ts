/**
 * The machine of one message on its way: queued, travelling, stopped at a cut, delivered or lost. The kernel steps it, and its
 * transitions are the trace's only record of the message.
 */
import { assign, setup } from 'xstate';

export interface MessageInput {
  /** Time on the way without hindrance. */
  readonly latencyUs: number;
  readonly transport: 'connection' | 'datagram';
}

export interface MessageContext extends MessageInput {
  /** Share of the way (0 to 1) that lay behind it at `sinceUs`. */
  readonly progress: number;
  readonly sinceUs: number;
  /** Where on the way a cut stops it; 1 when none does. */
  readonly rift: number;
  readonly reason: string;
}

export type MessageEvent =
  | { readonly type: 'depart'; readonly nowUs: number; readonly rift: number }
  /** The way ahead changed: a cut fell or healed. `rift` is the first stop that is not yet passed, 1 for none. */
  | { readonly type: 'reroute'; readonly nowUs: number; readonly rift: number }
  | { readonly type: 'reach'; readonly nowUs: number }
  | { readonly type: 'lose'; readonly reason: string };

/** Share of the way behind a message at this time. */
export const progressAt = (context: MessageContext, nowUs: number): number =>
  Math.min(context.rift, context.progress + (nowUs - context.sinceUs) / context.latencyUs);

/** Microseconds from `progress` to the next stop. */
const remainingUs = (context: MessageContext): number =>
  Math.round((context.rift - context.progress) * context.latencyUs);

/** Effect `arrive {inUs}`: the kernel answers with `reach` after that time, unless a newer one replaced it. */
export const messageMachine = setup({
  types: {} as { input: MessageInput; context: MessageContext; events: MessageEvent },
  guards: {
    isFree: ({ context, event }) => event.type === 'reroute' && event.rift > context.progress,
    isSame: ({ context, event }) => event.type === 'reroute' && event.rift === context.rift,
    isAtRift: ({ context }) => context.rift < 1,
    vanishes: ({ context }) => context.rift < 1 && context.transport === 'datagram',
  },
  actions: {
    arrive: (_, _params: { inUs: number }) => {}, // An effect: the kernel performs it, the machine never does.
    head: assign(({ context, event }) =>
      event.type === 'depart'
        ? { sinceUs: event.nowUs, rift: event.rift }
        : event.type === 'reroute'
          ? { progress: progressAt(context, event.nowUs), sinceUs: event.nowUs, rift: event.rift }
          : {},
    ),
    stop: assign(({ context, event }) =>
      event.type === 'reach' ? { progress: context.rift, sinceUs: event.nowUs } : {},
    ),
    name: assign(({ event }) => ({ reason: event.type === 'lose' ? event.reason : 'cut' })),
  },
}).createMachine({
  id: 'message',
  context: ({ input }) => ({
    latencyUs: input?.latencyUs ?? 1,
    transport: input?.transport ?? 'connection',
    progress: 0,
    sinceUs: 0,
    rift: 1,
    reason: '',
  }),
  initial: 'queued',
  on: { lose: { target: '.lost', actions: 'name' } },
  states: {
    queued: { on: { depart: { target: 'travelling', actions: 'head' } } },
    travelling: {
      entry: { type: 'arrive', params: ({ context }) => ({ inUs: remainingUs(context) }) },
      on: {
        reroute: [{ guard: 'isSame' }, { target: 'travelling', reenter: true, actions: 'head' }],
        reach: [
          { guard: 'vanishes', target: 'lost', actions: ['stop', 'name'] },
          { guard: 'isAtRift', target: 'held', actions: 'stop' },
          { target: 'delivered', actions: 'stop' },
        ],
      },
    },
    held: { on: { reroute: [{ guard: 'isFree', target: 'travelling', actions: 'head' }] } },
    delivered: { type: 'final' },
    lost: { type: 'final' },
  },
});
