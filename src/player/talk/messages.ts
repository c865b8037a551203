/**
 * What the windows of a talk say to one another. The console numbers what it tells; a room that missed something, or comes late, asks
 * for the whole. A room can ask and say that it is there, and nothing else: no message of a room changes a talk.
 */
import * as v from 'valibot';
import { actionSchema, reduce, talkHash, talkSchema, type Talk, type TalkAction } from '#player/talk/talk';

/** How often windows say that they are there, ms. */
export const BEAT_MS = 1_000;

const number = v.pipe(v.number(), v.integer(), v.minValue(0));
/** The console's time of birth in ms: of two that are open, the later one is followed. */
const console_ = v.pipe(v.number(), v.finite());
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

const fromConsole = v.variant('say', [
  v.object({ say: v.literal('whole'), console: console_, number, hash, talk: talkSchema }),
  v.object({ say: v.literal('step'), console: console_, number, hash, action: actionSchema }),
  v.object({ say: v.literal('beat'), console: console_, number, hash }),
]);

const fromRoom = v.variant('say', [
  v.object({ say: v.literal('ask'), room: console_ }),
  /** `wakeful`: its screen is kept from going to sleep. */
  v.object({ say: v.literal('here'), room: console_, hash, wakeful: v.boolean() }),
]);

export type ConsoleMessage = v.InferOutput<typeof fromConsole>;
export type RoomMessage = v.InferOutput<typeof fromRoom>;

/** Undefined for whatever a console does not say. */
export const readConsole = (data: unknown): ConsoleMessage | undefined => read(fromConsole, data);
/** Undefined for whatever a room does not say. */
export const readRoom = (data: unknown): RoomMessage | undefined => read(fromRoom, data);

function read<S extends v.GenericSchema>(schema: S, data: unknown): v.InferOutput<S> | undefined {
  const { success, output } = v.safeParse(schema, data);
  return success ? output : undefined;
}

/** The console's end: which talk it has told, and how often. */
export interface Leader {
  readonly console: number;
  readonly number: number;
  readonly talk: Talk;
}

export function tell(
  leader: Leader,
  action: TalkAction,
): { readonly leader: Leader; readonly message: ConsoleMessage } {
  const next = { ...leader, number: leader.number + 1, talk: reduce(leader.talk, action) };
  const { console, number, talk } = next;
  return { leader: next, message: { say: 'step', console, number, hash: talkHash(talk), action } };
}

export const wholeOf = ({ console, number, talk }: Leader): ConsoleMessage => ({
  ...{ say: 'whole', console, number, hash: talkHash(talk), talk },
});

/** Said every second: a room whose copy differs learns of it even where the last message was lost. */
export const beatOf = ({ console, number, talk }: Leader): ConsoleMessage => ({
  ...{ say: 'beat', console, number, hash: talkHash(talk) },
});

/** A room's copy; without a console there is none. */
export interface Follower {
  readonly console: number;
  readonly number: number;
  readonly talk: Talk | undefined;
}

export const nobody: Follower = { console: -Infinity, number: -1, talk: undefined };

/** The room after a message, and whether it has to ask for the whole. What an earlier console says is not heard. */
export function follow(
  follower: Follower,
  message: ConsoleMessage,
): { readonly follower: Follower; readonly asks: boolean } {
  const { console, number } = message;
  const { talk } = follower;
  const isKnown = console === follower.console && talk !== undefined;
  const isOld = console < follower.console || (isKnown && number < follower.number);
  if (isOld) return { follower, asks: false };
  switch (message.say) {
    case 'whole':
      return { follower: { console, number, talk: message.talk }, asks: false };
    case 'beat':
      return { follower, asks: !isKnown || talkHash(talk) !== message.hash };
    case 'step': {
      if (isKnown && number === follower.number) return { follower, asks: false }; // Heard twice.
      const next = isKnown && number === follower.number + 1 ? reduce(talk, message.action) : undefined;
      return next && talkHash(next) === message.hash
        ? { follower: { console, number, talk: next }, asks: false }
        : { follower, asks: true };
    }
  }
}
