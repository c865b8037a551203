/** A talk as the room sees it: one plain value, which every window has a copy of, with the actions that change it and a hash to compare copies by. */
import * as v from 'valibot';
import { digest } from '#sim/draws';
import { LIMITS } from '#sim/scenario';

const name = v.pipe(v.string(), v.maxLength(200));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000));

/** Strokes on the stage at one time, and points in each: a hand in a hurry draws fewer. */
const MOST_STROKES = 24;
export const MOST_POINTS = 400;

const stroke = v.object({
  id: count,
  /** Shares of the stage's width and height. */
  points: v.pipe(v.array(v.tuple([share, share])), v.maxLength(MOST_POINTS)),
});

/** Where the lesson stands: what a session shows, as data. */
const shown = v.object({
  /** The stop of the talk. */
  stop: name,
  /** What `LessonSession.progress` gives. */
  progress: v.object({
    at: name,
    furthest: name,
    finished: v.boolean(),
    marks: v.record(v.string(), v.looseObject({})),
  }),
  /** The experiment as it is shown, with whatever was changed in it. */
  script: v.pipe(v.string(), v.maxLength(LIMITS.scriptCharacters)),
  /** True where a choice's or a solution's run is visited. */
  visits: v.boolean(),
  atUs: v.pipe(v.number(), v.finite(), v.minValue(0)),
  selection: v.nullable(name),
  guarantee: v.nullable(name),
});

const zoom = v.object({ scale: v.pipe(v.number(), v.minValue(1), v.maxValue(4)), x: share, y: share });

export const talkSchema = v.object({
  shown,
  /** Hands that went up, by prediction and choice. */
  votes: v.record(v.string(), v.record(v.string(), count)),
  /** How many sit in the room; 0: not known. */
  people: count,
  blank: v.boolean(),
  look: v.picklist(['projector', 'dark']),
  /** The replica on which the light falls. */
  spotlight: v.nullable(name),
  zoom,
  ink: v.pipe(v.array(stroke), v.maxLength(MOST_STROKES)),
});

export const actionSchema = v.variant('do', [
  v.object({ do: v.literal('show'), shown }),
  /** The cursor alone moves: what playing sends with every frame. */
  v.object({ do: v.literal('cursor'), atUs: shown.entries.atUs }),
  v.object({ do: v.literal('vote'), step: name, choice: name, hands: count }),
  v.object({ do: v.literal('clear'), step: name }),
  v.object({ do: v.literal('people'), people: count }),
  v.object({ do: v.literal('blank'), blank: v.boolean() }),
  v.object({ do: v.literal('look'), look: talkSchema.entries.look }),
  v.object({ do: v.literal('spotlight'), spotlight: v.nullable(name) }),
  v.object({ do: v.literal('zoom'), zoom }),
  v.object({ do: v.literal('draw'), stroke }),
  v.object({ do: v.literal('wipe'), before: v.optional(count) }),
]);

export type Shown = v.InferOutput<typeof shown>;
export type Talk = v.InferOutput<typeof talkSchema>;
export type TalkAction = v.InferOutput<typeof actionSchema>;
export type Stroke = v.InferOutput<typeof stroke>;

export const NO_ZOOM: Talk['zoom'] = { scale: 1, x: 0.5, y: 0.5 };

export const freshTalk = (shown: Shown): Talk => ({
  ...{ shown, votes: {}, people: 0, blank: false, look: 'projector', spotlight: null, zoom: NO_ZOOM, ink: [] },
});

/** The talk after an action. A pure function: two windows that reduce the same actions agree. */
export function reduce(talk: Talk, action: TalkAction): Talk {
  switch (action.do) {
    case 'show':
      return enter(talk, action.shown);
    case 'cursor':
      return { ...talk, shown: { ...talk.shown, atUs: action.atUs } };
    case 'vote':
      return {
        ...talk,
        votes: { ...talk.votes, [action.step]: { ...talk.votes[action.step], [action.choice]: action.hands } },
      };
    case 'clear':
      return {
        ...talk,
        votes: Object.fromEntries(Object.entries(talk.votes).filter(([step]) => step !== action.step)),
      };
    case 'people':
      return { ...talk, people: action.people };
    case 'blank':
      return { ...talk, blank: action.blank };
    case 'look':
      return { ...talk, look: action.look };
    case 'spotlight':
      return { ...talk, spotlight: action.spotlight };
    case 'zoom':
      return { ...talk, zoom: action.zoom };
    case 'draw':
      return {
        ...talk,
        ink: [...talk.ink.filter(({ id }) => id !== action.stroke.id), action.stroke].slice(-MOST_STROKES),
      };
    case 'wipe':
      return { ...talk, ink: talk.ink.filter(({ id }) => action.before !== undefined && id >= action.before) };
  }
}

/** In another step light, zoom and ink would point at what is not there any more. */
const enter = (talk: Talk, shown: Shown): Talk =>
  shown.progress.at === talk.shown.progress.at
    ? { ...talk, shown }
    : { ...talk, shown, spotlight: null, zoom: NO_ZOOM, ink: [] };

/** 16 hexadecimal digits; the same for equal talks, whatever the order in which their parts were put together. */
export function talkHash(talk: Talk): string {
  const { high, low } = digest(canonical(talk), 1);
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}

/** JSON with its keys in order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
    .join()}}`;
}
