/** The statechart of one replica of the leaderless store. It returns effects and performs none. */
import { setup } from 'xstate';
import type { Birth } from '#sim/protocol';
import { begin, createContext } from './birth';
import { compareWithAll, onCompareTimer, onSync, onTree } from './comparing';
import { isMember, type Context } from './context';
import { onPatience } from './coordinating';
import type { Event } from './events';
import { offerHints, onHanded, onHandoff, onHeard, onMove, onNews, tellNews } from './moving';
import { onFetch, onRead, onVersions } from './reading';
import type { LeaderlessSettings } from './settings';
import { onFlushed, onWritten } from './storing';
import { onCollect } from './tombstones';
import { step, type Timed } from './work';
import { onConfirmed, onCopy, onMend, onWrite } from './writing';

export const replica = setup({
  types: {} as { input: Birth<LeaderlessSettings>; context: Context; events: Event },
  guards: {
    isFresh: ({ context }) => !context.memory.birth?.restarted,
    isMember: ({ context }) => isMember(context.memory),
    isOutside: ({ context }) => !isMember(context.memory),
    isRecovered: ({ event }) => 'mark' in event && event.mark === 0,
  },
  actions: {
    send: (_, _params: object) => {}, // An effect: the kernel performs it, the machine never does. So are the next five.
    note: (_, _params: object) => {},
    setTimer: (_, _params: Timed) => {},
    cancelTimer: (_, _params: Pick<Timed, 'name' | 'key'>) => {},
    write: (_, _params: { mark: number }) => {},
    flush: (_, _params: { mark: number }) => {},
    begin: step(begin),
    read: step(onRead),
    takeWrite: step(onWrite),
    tellVersions: step(onFetch),
    countVersions: step(onVersions),
    takeCopy: step(onCopy),
    takeMend: step(onMend),
    countConfirmed: step(onConfirmed),
    stopWaiting: step(onPatience),
    showWritten: step(onWritten),
    showFlushed: step(onFlushed),
    offerHints: step(offerHints),
    takeHandoff: step(onHandoff),
    releaseHints: step(onHanded),
    join: step((work) => onMove(work, true)),
    leave: step((work) => onMove(work, false)),
    tellNews: step(tellNews),
    takeNews: step(onNews),
    countHeard: step(onHeard),
    compare: step(onCompareTimer),
    compareWithAll: step(compareWithAll),
    compareTree: step(onTree),
    takeSync: step(onSync),
    collect: step(onCollect),
  },
}).createMachine({
  id: 'leaderless',
  context: ({ input }) => createContext(input),
  initial: 'starting',
  states: {
    starting: { always: [{ guard: 'isFresh', target: 'serving' }, { target: 'recovering' }] },
    /** After a crash: what the disk kept is made safe again before anything is answered. */
    recovering: {
      entry: { type: 'flush', params: { mark: 0 } },
      on: { flushed: { guard: 'isRecovered', target: 'serving' } },
    },
    /** Any replica takes any request: on the ring or outside it. */
    serving: {
      entry: 'begin',
      initial: 'placing',
      on: {
        read: { actions: 'read' },
        write: { actions: 'takeWrite' },
        delete: { actions: 'takeWrite' },
        fetch: { actions: 'tellVersions' },
        version: { actions: 'tellVersions' },
        versions: { actions: 'countVersions' },
        copy: { actions: 'takeCopy' },
        mend: { actions: 'takeMend' },
        confirm: { actions: 'countConfirmed' },
        written: { actions: 'showWritten' },
        flushed: { actions: 'showFlushed' },
        handoff: { actions: 'takeHandoff' },
        handed: { actions: 'releaseHints' },
        news: { actions: 'takeNews' },
        heard: { actions: 'countHeard' },
        tree: { actions: 'compareTree' },
        sync: { actions: 'takeSync' },
        'timer.patience': { actions: 'stopWaiting' },
        'timer.handoff': { actions: 'offerHints' },
        'timer.news': { actions: 'tellNews' },
        'timer.compare': { actions: 'compare' },
        'timer.collect': { actions: 'collect' },
        'command.join': { actions: 'join' },
        'command.leave': { actions: 'leave' },
        'command.repair': { actions: 'compareWithAll' },
      },
      states: {
        placing: { always: [{ guard: 'isMember', target: 'member' }, { target: 'outside' }] },
        member: { always: { guard: 'isOutside', target: 'outside' } },
        outside: { always: { guard: 'isMember', target: 'member' } },
      },
    },
  },
});
