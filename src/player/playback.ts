/** Playing as a machine: where the cursor stands, whether it moves, how fast, and how far it may go. */
import { assign, setup } from 'xstate';

export interface PlaybackInput {
  readonly endUs: number;
}

export interface PlaybackContext {
  readonly atUs: number;
  readonly endUs: number;
  /** The cursor may not pass this: a prediction locks the rest of the run. Infinity: no lock. */
  readonly lockUs: number;
  /** From here on the run is shown only as far as the cursor is: its answer is yet to come. Infinity: all is shown. */
  readonly veilUs: number;
  /** Playing pauses here, once: a talk plays to its next stop. Infinity: nowhere. */
  readonly untilUs: number;
  /** Virtual seconds in a second of real time. */
  readonly speed: number;
}

export type PlaybackEvent =
  | { readonly type: 'pause' | 'toggle' | 'first' | 'last' }
  /** `untilUs`: pauses there; a stop that is not ahead is none. */
  | { readonly type: 'play'; readonly untilUs?: number }
  /** Real time went by, in ms. */
  | { readonly type: 'tick'; readonly elapsedMs: number }
  | { readonly type: 'seek'; readonly atUs: number }
  | { readonly type: 'speed'; readonly speed: number }
  /** A lock without a veil lifts the veil. */
  | { readonly type: 'lock'; readonly lockUs: number; readonly veilUs?: number }
  /** Another run: the cursor stays where it is, within the new end. */
  | { readonly type: 'load'; readonly endUs: number };

export const SPEEDS: readonly number[] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60];

/** The speed at which a run of this length lasts about eight seconds. */
export const speedFor = (endUs: number): number => SPEEDS.findLast((speed) => endUs / 1e6 / speed >= 8) ?? SPEEDS[0]!;

/** How far the run may be shown (µs): to its lock, and behind a veil no further than the cursor. Infinity: all of it. */
export const knownUs = ({ atUs, lockUs, veilUs }: PlaybackContext): number =>
  Math.min(lockUs, veilUs === Infinity ? Infinity : Math.max(veilUs, atUs));

const limitOf = ({ endUs, lockUs }: PlaybackContext): number => Math.min(endUs, lockUs);

const moveTo = (context: PlaybackContext, atUs: number): Partial<PlaybackContext> => ({
  atUs: Math.max(0, Math.min(atUs, limitOf(context))),
});

/** Where playing comes to rest. */
const restOf = (context: PlaybackContext): number => Math.min(limitOf(context), context.untilUs);

const isAtLimit = (context: PlaybackContext): boolean => context.atUs >= limitOf(context);

export const playback = setup({
  types: {} as { input: PlaybackInput; context: PlaybackContext; events: PlaybackEvent },
  guards: {
    isAtLimit: ({ context }) => isAtLimit(context),
    endsHere: ({ context, event }) =>
      event.type === 'tick' && context.atUs + event.elapsedMs * 1e3 * context.speed >= restOf(context),
  },
  actions: {
    advance: assign(({ context, event }) =>
      event.type === 'tick' ? moveTo(context, context.atUs + event.elapsedMs * 1e3 * context.speed) : {},
    ),
    seek: assign(({ context, event }) => (event.type === 'seek' ? moveTo(context, event.atUs) : {})),
    rewind: assign({ atUs: 0 }),
    finish: assign(({ context }) => ({ atUs: limitOf(context) })),
    rest: assign(({ context }) => ({ atUs: restOf(context), untilUs: Infinity })),
    aim: assign(({ context, event }) => {
      const untilUs = (event.type === 'play' ? event.untilUs : undefined) ?? Infinity;
      return { untilUs: untilUs > context.atUs ? untilUs : Infinity };
    }),
    setSpeed: assign(({ event }) => (event.type === 'speed' ? { speed: event.speed } : {})),
    setLock: assign(({ context, event }) =>
      event.type === 'lock'
        ? {
            lockUs: event.lockUs,
            veilUs: event.veilUs ?? Infinity,
            ...moveTo({ ...context, lockUs: event.lockUs }, context.atUs),
          }
        : {},
    ),
    load: assign(({ context, event }) =>
      event.type === 'load' ? { endUs: event.endUs, ...moveTo({ ...context, endUs: event.endUs }, context.atUs) } : {},
    ),
  },
}).createMachine({
  id: 'playback',
  context: ({ input }) => ({
    atUs: 0,
    endUs: input.endUs,
    lockUs: Infinity,
    veilUs: Infinity,
    untilUs: Infinity,
    speed: speedFor(input.endUs),
  }),
  initial: 'paused',
  on: {
    seek: { actions: 'seek' },
    first: { target: '.paused', actions: 'rewind' },
    last: { target: '.paused', actions: 'finish' },
    speed: { actions: 'setSpeed' },
    lock: { actions: 'setLock' },
    load: { actions: 'load' },
  },
  states: {
    paused: {
      on: {
        play: [
          { guard: 'isAtLimit', target: 'playing', actions: ['rewind', 'aim'] },
          { target: 'playing', actions: 'aim' },
        ],
        toggle: [
          { guard: 'isAtLimit', target: 'playing', actions: ['rewind', 'aim'] },
          { target: 'playing', actions: 'aim' },
        ],
      },
    },
    playing: {
      on: {
        pause: 'paused',
        toggle: 'paused',
        tick: [{ guard: 'endsHere', target: 'paused', actions: 'rest' }, { actions: 'advance' }],
      },
    },
  },
});
