/** The statechart of one replica of primary-backup replication. It returns effects and performs none. */
import { setup } from 'xstate';
import type { Birth } from '#sim/protocol';
import { createContext } from './birth';
import type { Context } from './context';
import type { copyTo, hello, writeDone } from './messages';
import { readAnswer, redirect, refuseRead } from './messages';
import { LEADING } from './orders';
import { assigns, guards } from './rules';
import type { PrimaryBackupSettings } from './settings';
import { COPYING, markOf, type Event, type Mark, type Timed } from './wishes';

type Sent = ReturnType<typeof copyTo | typeof hello | typeof writeDone>;

/** How a copy is taken in where logs may contradict each other. */
const TAKING = ['tellDivergence', 'takeVerified', 'hear', 'stopGreeting', 'store', 'confirmCopy'] as const;

export const replica = setup({
  types: {} as { input: Birth<PrimaryBackupSettings>; context: Context; events: Event },
  guards,
  actions: {
    send: (_, _params: Sent) => {}, // An effect: the kernel performs it, the machine never does. So are the next three.
    flush: (_, _params: Mark) => {},
    write: (_, _params: Mark) => {},
    setTimer: (_, _params: Timed) => {},
    ...assigns,
    ...COPYING,
    ...LEADING,
  },
}).createMachine({
  id: 'primary-backup',
  context: ({ input }) => createContext(input),
  initial: 'starting',
  on: {
    written: [
      { guard: 'isBallot', actions: ['writeBallot', { type: 'flush', params: ({ event }) => markOf(event) }] },
      { guard: 'isStale' },
      { actions: ['writeDisk', 'confirmWritten', { type: 'flush', params: ({ event }) => markOf(event) }] },
    ],
    stop: [
      { guard: 'isToStop', actions: ['promise', 'promiseVote'] },
      { guard: 'hasStopped', actions: 'tellStopped' },
    ],
    'command.promote': { actions: 'tellNoFailover' },
    'command.discard': { actions: ['askReplay', 'dropAside', 'store'] },
    'command.replay': { actions: 'askReplay' },
    'command.merge': { actions: 'askReplay' },
    replayed: { actions: ['dropAside', 'store'] },
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
      entry: { type: 'flush', params: ({ context }) => ({ fork: context.memory.fork, upTo: context.memory.written }) },
      on: {
        flushed: [
          { guard: 'isBallot', actions: 'castVote' },
          { guard: 'isPrimary', target: 'primary', actions: ['markFlushed', 'applyFlushed', 'ask'] },
          { target: 'backup', actions: ['markFlushed', 'applyFlushed'] },
        ],
      },
    },
    primary: {
      id: 'primary',
      initial: 'replicating',
      entry: ['beat', 'rejoice'],
      on: {
        read: [
          { guard: 'asksInVain', actions: { type: 'send', params: ({ event }) => refuseRead(event) as Sent } },
          {
            actions: {
              type: 'send',
              params: ({ context, event }) => readAnswer(context, { ...event, key: event.micro[0]!.key }) as Sent,
            },
          },
        ],
        write: { actions: ['accept', 'store', 'answer', 'settle', 'watchFallback', 'watch'] },
        flushed: [
          { guard: 'isBallot', actions: 'castVote' },
          { guard: 'isStale' },
          { actions: ['ship', 'markFlushed', 'applyFlushed', 'answer', 'settle', 'watchFallback', 'watch'] },
        ],
        acknowledgement: { actions: ['learn', 'answer', 'settle', 'rest', 'watchFallback', 'watch'] },
        hello: { actions: ['learn', 'resend'] },
        replay: { actions: ['answerReplay', 'replay', 'store'] },
        'timer.retransmit': { guard: 'isBehind', actions: 'resend' },
        'timer.heartbeat': { actions: 'beat' },
        'timer.lease': [{ guard: 'hasLease', actions: 'watchLease' }, { actions: ['tellLease', 'markLeased'] }],
        alive: {
          actions: [
            'beAnswered',
            'tellLeaseAgain',
            'markLeased',
            'watchLease',
            'answer',
            'settle',
            'watchFallback',
            'watch',
          ],
        },
        /** Somebody else leads, or asks to: in a higher epoch this one leads no more. */
        heartbeat: [
          { guard: 'isRefused', actions: 'refuse' },
          { guard: 'isOld' },
          { target: 'backup', actions: ['quit', 'leaveOffice', 'join', 'noticePrimary', 'answerHeartbeat'] },
        ],
        copy: [
          { guard: 'isRefused', actions: 'refuse' },
          { guard: 'isOld' },
          { target: 'backup', actions: ['quit', 'leaveOffice', 'join', 'noticePrimary'] },
        ],
        refusal: { guard: 'isDeposed', target: 'backup', actions: ['quit', 'learnEpoch', 'leaveOffice'] },
        canvass: [
          { guard: 'grants', target: 'backup', actions: ['quit', 'promise', 'leaveOffice', 'promiseVote'] },
          { actions: 'deny' },
        ],
        stop: [
          { guard: 'isToStop', target: 'backup', actions: ['quit', 'promise', 'leaveOffice', 'promiseVote'] },
          { guard: 'hasStopped', actions: 'tellStopped' },
        ],
      },
      states: {
        replicating: { on: { 'timer.fallback': { guard: 'hasPending', target: 'fallenBack' } } },
        fallenBack: {
          entry: ['goAlone', 'answer', 'settle'],
          exit: 'goTogether',
          always: { guard: 'isCaughtUp', target: 'replicating' },
        },
        /** Elected, and known to the others: but the one before might still acknowledge. */
        takingOver: {
          entry: 'takeOver',
          exit: 'endTakeover',
          always: { guard: 'takesOverAtOnce', target: 'replicating' },
          on: {
            write: { actions: 'tellWaiting' },
            read: [
              { guard: 'asksPrimary', actions: { type: 'send', params: ({ event }) => refuseRead(event) as Sent } },
              {
                actions: {
                  type: 'send',
                  params: ({ context, event }) => readAnswer(context, { ...event, key: event.micro[0]!.key }) as Sent,
                },
              },
            ],
            'timer.takeover': 'replicating',
            'timer.stop': { actions: 'askToStop' },
            stopped: { guard: 'isOwnStop', target: 'replicating' },
          },
        },
      },
    },
    backup: {
      initial: 'inSync',
      entry: ['greet', 'attend'],
      on: {
        read: [
          { guard: 'asksPrimary', actions: 'sendOn' },
          {
            actions: {
              type: 'send',
              params: ({ context, event }) => readAnswer(context, { ...event, key: event.micro[0]!.key }) as Sent,
            },
          },
        ],
        write: {
          guard: 'knowsPrimary',
          actions: { type: 'send', params: ({ context, event }) => redirect(context, event) as unknown as Sent },
        },
        copy: [
          { guard: 'isRefused', actions: 'refuse' },
          { guard: 'followsIt', actions: ['noticePrimary', 'attend', ...TAKING] },
          { guard: 'hasFailover', target: '.inSync', actions: ['join', 'noticePrimary', 'attend', ...TAKING, 'greet'] },
          { guard: 'isStale' },
          { actions: ['follow', 'hear', 'take', 'stopGreeting', 'store', 'confirmCopy'] },
        ],
        flushed: [
          { guard: 'isOwnBallot', actions: ['countSelf', 'askForVotes'] },
          { guard: 'isBallot', actions: 'castVote' },
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
        heartbeat: [
          { guard: 'isRefused', actions: 'refuse' },
          { guard: 'isOld', actions: 'answerHeartbeat' },
          { guard: 'isFollowed', actions: ['noticePrimary', 'attend', 'answerHeartbeat'] },
          { target: '.inSync', actions: ['join', 'noticePrimary', 'attend', 'greet', 'answerHeartbeat'] },
        ],
        canvass: [
          { guard: 'grants', target: '.inSync', actions: ['promise', 'attend', 'promiseVote'] },
          { actions: 'deny' },
        ],
        'timer.detect': [
          { guard: 'standsAlone', target: '.standing', actions: ['suspect', 'markSuspect'] },
          { actions: ['suspect', 'markSuspect'] },
        ],
        'command.promote': [{ guard: 'hasFailover', target: '.standing' }, { actions: 'tellNoFailover' }],
      },
      states: {
        inSync: { always: { guard: 'isCatchingUp', target: 'catchingUp' } },
        catchingUp: { always: { guard: 'isInSync', target: 'inSync' } },
        /** Asks for votes, or waits until its own is on the disk. */
        standing: {
          entry: ['stand', 'writeOwnBallot', 'attend'],
          always: {
            guard: 'isElected',
            target: '#primary.takingOver',
            actions: ['takeOffice', 'applyFlushed', 'store'],
          },
          on: { vote: { actions: 'count' }, denial: { actions: 'learnEpoch' } },
        },
      },
    },
  },
});
