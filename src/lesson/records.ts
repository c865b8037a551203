/** What a learner has done in all lessons, as one file: kept by the browser, taken along, read back and merged. */
import * as v from 'valibot';
import { phrase, type Phrase } from '#history/phrase';

export interface LessonRecord {
  /** Where the learner stands: `readProgress` reads it when its lesson opens. */
  readonly progress: unknown;
  /** The most steps that were ever seen, of how many. */
  readonly seen: number;
  readonly steps: number;
  /** Whether the lesson was ever finished. */
  readonly finished: boolean;
  /** When the learner last did something here: milliseconds since 1970 by the browser's clock. */
  readonly savedAt: number;
  /** Experiments that the learner changed, as scripts, by the id of the step that brought them. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** By a lesson's slug. */
export type Records = Readonly<Record<string, LessonRecord>>;

/** Characters that a file of progress may have: far more than all lessons need. */
export const MOST_CHARACTERS = 4_000_000;

const COUNT = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000));

const file = v.object({
  replicarium: v.literal('progress'),
  format: v.literal(1),
  lessons: v.record(
    v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,80}$/)),
    v.object({
      progress: v.unknown(),
      seen: COUNT,
      steps: COUNT,
      finished: v.boolean(),
      savedAt: v.pipe(v.number(), v.finite()),
      scripts: v.optional(v.record(v.string(), v.string()), {}),
    }),
  ),
});

export const printRecords = (lessons: Records): string =>
  JSON.stringify({ replicarium: 'progress', format: 1, lessons }, undefined, 1);

export type ReadRecords = { readonly records: Records } | { readonly records?: never; readonly fault: Phrase };

/** Never throws: a file that is none of ours, damaged or of a newer format says so, with the place in it. */
export function readRecords(text: string): ReadRecords {
  if (text.length > MOST_CHARACTERS) return { fault: phrase('progress.large', { limit: MOST_CHARACTERS }) };
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { fault: phrase('progress.json') };
  }
  const format = (data as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > 1) return { fault: phrase('progress.newer', { format, known: 1 }) };
  const read = v.safeParse(file, data);
  if (read.success) return { records: read.output.lessons };
  const [issue] = read.issues;
  return { fault: phrase('progress.shape', { place: v.getDotPath(issue) ?? 'the file', problem: issue.message }) };
}

/** Both together, whichever comes first: the furthest that was seen, and the place where the learner stood last. */
export function mergeRecords(one: Records, other: Records): Records {
  const slugs = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(slugs.map((slug) => [slug, mergeRecord(one[slug], other[slug])!]));
}

function mergeRecord(one: LessonRecord | undefined, other: LessonRecord | undefined): LessonRecord | undefined {
  if (!one || !other) return one ?? other;
  const later = isLater(one, other) ? one : other;
  return {
    ...later,
    seen: Math.max(one.seen, other.seen),
    steps: Math.max(one.steps, other.steps),
    finished: one.finished || other.finished,
  };
}

/** A total order, so that merging does not depend on who merges with whom. */
function isLater(one: LessonRecord, other: LessonRecord): boolean {
  if (one.savedAt !== other.savedAt) return one.savedAt > other.savedAt;
  const textOf = ({ progress, scripts }: LessonRecord) => JSON.stringify([progress, scripts]);
  return textOf(one) > textOf(other);
}
