/** The statechart of one replica among many leaders. It returns effects and performs none. */
import { assign, setup } from 'xstate';
import type { Birth } from '#sim/protocol';
import { createContext } from './birth';
import type { Context } from './context';
import type { MultiLeaderSettings } from './settings';
import { accept, apply, learn, take, writeDisk } from './taking';
import { WISHES, type Event, type Timed } from './wishes';

type Change = (context: Context, event: Event) => Partial<Context>;
const change = (how: Change) =>
  assign<Context, Event, undefined, Event, never>(({ context, event }) => how(context, event));

const markShipped: Change = ({ memory }, { type }) => {
  const waits = memory.birth.settings.interval > 0 && type !== 'timer.ship';
  return {
    memory: waits
      ? { ...memory, gathers: memory.shipped < memory.flushed }
      : { ...memory, shipped: memory.flushed, gathers: false },
  };
};

export const replica = setup({
  types: {} as { input: Birth<MultiLeaderSettings>; context: Context; events: Event },
  guards: {
    isFresh: ({ context: { memory } }: { context: Context }) => !memory.birth?.restarted,
    isHeardByAll: ({ context: { memory } }: { context: Context }) => memory.unheard.length === 0,
  },
  actions: {
    send: (_, _params: object) => {}, // An effect: the kernel performs it, the machine never does. So are the next three.
    write: (_, _params: { upTo: number }) => {},
    flush: (_, _params: { upTo: number }) => {},
    setTimer: (_, _params: Timed) => {},
    ...WISHES,
    accept: change((context, event) => ('micro' in event && event.type !== 'read' ? accept(context, event) : {})),
    take: change((context, event) => (event.type === 'copy' ? take(context, event) : {})),
    writeDisk: change((context, event) => (event.type === 'written' ? writeDisk(context, event.upTo) : {})),
    apply: change((context, event) => (event.type === 'flushed' ? apply(context, event.upTo) : {})),
    learn: change(({ memory }, event) =>
      'holds' in event ? { memory: learn(memory, event, event.type === 'hello') } : {},
    ),
    markShipped: change(markShipped),
  },
}).createMachine({
  id: 'multi-leader',
  context: ({ input }) => createContext(input),
  initial: 'starting',
  states: {
    starting: { always: [{ guard: 'isFresh', target: 'serving' }, { target: 'recovering' }] },
    /** After a crash: what the disk kept is made safe and resolved again before anything is answered. */
    recovering: {
      entry: { type: 'flush', params: ({ context }) => ({ upTo: context.memory.written }) },
      on: { flushed: { target: 'serving.rejoining', actions: 'apply' } },
    },
    serving: {
      initial: 'replicating',
      on: {
        read: { actions: 'answer' },
        write: { actions: ['greetWrite', 'accept', 'store'] },
        delete: { actions: ['greetWrite', 'accept', 'store'] },
        written: { actions: ['writeDisk', { type: 'flush', params: ({ event }) => ({ upTo: event.upTo }) }] },
        /** Clients are told before any other replica has the write: that gap is what conflicts come from. */
        flushed: { actions: ['tellResolved', 'confirm', 'apply', 'ship', 'markShipped'] },
        copy: { actions: ['confirmAgain', 'take', 'store'] },
        acknowledgement: { actions: ['attend', 'learn'] },
        hello: { actions: ['attend', 'learn'] },
        'timer.ship': { actions: ['sendOn', 'markShipped'] },
        'timer.retransmit': { actions: 'resend' },
      },
      states: {
        replicating: {},
        /** Back after a crash: asks its neighbours until each has said what it has. */
        rejoining: {
          entry: 'greet',
          exit: 'stopGreeting',
          always: { guard: 'isHeardByAll', target: 'replicating' },
          on: { 'timer.hello': { actions: 'greet' } },
        },
      },
    },
  },
});
