/** The statechart of one replica of replicated data types. It returns effects and performs none. */
import { assign, setup } from 'xstate';
import type { Birth } from '#sim/protocol';
import { createContext, type Context } from './context';
import { inTurn, quiet, turning, type Event, type Sent, type Timed } from './events';
import { answerUpdate, askOn, lend, retry } from './rights';
import type { CrdtSettings } from './settings';
import { greet, insists, isCaughtUp, learn, round, settle, watch, welcome } from './standings';
import { answerRead, mergeState, takeEffects } from './taking';

const UPDATES = ['write', 'delete', 'add', 'remove', 'inc', 'dec', 'insert', 'erase', 'append'] as const;

export const replica = setup({
  types: {} as { input: Birth<CrdtSettings>; context: Context; events: Event },
  guards: {
    isFresh: ({ context }) => context.memory.birth?.restarted === false,
    isBack: ({ context }) => context.memory.birth?.restarted === true,
    isCaughtUp: ({ context }) => isCaughtUp(context.memory),
    isToAsk: ({ context }) => !isCaughtUp(context.memory),
  },
  actions: {
    send: (_, _params: Sent) => {}, // An effect: the kernel performs it, the machine never does. So are the next three.
    flush: (_, _params: { revision: number }) => {},
    write: (_, _params: { revision: number }) => {},
    setTimer: (_, _params: Timed) => {},
    /** The operating system has it. */
    keep: assign(({ context, event }) => {
      const step = 'revision' in event && context.memory.steps.find(({ revision }) => revision === event.revision);
      return step ? { disk: step.core } : {};
    }),
    answerRead: turning((memory, event) => (event.type === 'read' ? answerRead(memory, event) : quiet(memory))),
    answerUpdate: turning((memory, event) => ('micro' in event ? answerUpdate(memory, event) : quiet(memory))),
    mergeState: turning((memory, event) =>
      event.type === 'state'
        ? inTurn(memory, (now) => mergeState(now, event), retry(event.nowUs), watch)
        : quiet(memory),
    ),
    takeEffects: turning((memory, event) =>
      event.type === 'effects' ? inTurn(memory, (now) => takeEffects(now, event), retry(event.nowUs)) : quiet(memory),
    ),
    learn: turning((memory, event) =>
      event.type === 'confirm' || event.type === 'standing' ? inTurn(learn(memory, event), watch) : quiet(memory),
    ),
    welcome: turning((memory, event) => (event.type === 'hello' ? welcome(memory, event) : quiet(memory))),
    settle: turning((memory, event) => (event.type === 'flushed' ? settle(memory, event.revision) : quiet(memory))),
    round: turning((memory) => round(memory)),
    greet: turning((memory) => (insists(memory) ? greet(memory) : quiet(memory))),
    stopGreeting: turning((memory) => ({
      memory,
      wishes: insists(memory) ? [{ type: 'cancelTimer', params: { name: 'hello' } }] : [],
    })),
    lend: turning((memory, event) => (event.type === 'borrow' ? lend(memory, event) : quiet(memory))),
    askOn: turning((memory, event) =>
      event.type === 'deny' || event.type === 'timer.borrow' ? askOn(memory, event.operation) : quiet(memory),
    ),
  },
}).createMachine({
  id: 'crdt',
  context: ({ input }) => createContext(input),
  initial: 'starting',
  on: {
    written: { actions: ['keep', { type: 'flush', params: ({ event }) => ({ revision: event.revision }) }] },
    flushed: { actions: 'settle' },
  },
  states: {
    starting: {
      always: [
        { guard: 'isFresh', target: 'serving' },
        { guard: 'isBack', target: 'recovering' },
      ],
    },
    /** After a crash: what the disk kept is made safe before anything is told of it. */
    recovering: {
      entry: { type: 'flush', params: () => ({ revision: 0 }) },
      on: { flushed: { target: 'serving.catchingUp', actions: 'settle' } },
    },
    serving: {
      initial: 'inTouch',
      on: {
        read: { actions: 'answerRead' },
        ...(Object.fromEntries(UPDATES.map((type) => [type, { actions: 'answerUpdate' }])) as Record<
          (typeof UPDATES)[number],
          { actions: 'answerUpdate' }
        >),
        state: { actions: 'mergeState' },
        effects: { actions: 'takeEffects' },
        confirm: { actions: 'learn' },
        standing: { actions: 'learn' },
        hello: { actions: 'welcome' },
        borrow: { actions: 'lend' },
        deny: { actions: 'askOn' },
        'timer.borrow': { actions: 'askOn' },
        'timer.gossip': { actions: 'round' },
        'timer.retransmit': { actions: 'round' },
      },
      states: {
        inTouch: { always: { guard: 'isToAsk', target: 'catchingUp' } },
        /** Peers are asked what they know of this replica’s own updates that its disk does not. */
        catchingUp: {
          entry: 'greet',
          exit: 'stopGreeting',
          always: { guard: 'isCaughtUp', target: 'inTouch' },
          on: { 'timer.hello': { actions: 'greet' } },
        },
      },
    },
  },
});
