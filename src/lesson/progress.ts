/** A lesson's outline and a learner's progress through it, as plain data: what the flow starts from and what a link keeps. */
import { scriptAt } from '#lesson/experiment';
import type { Lesson, LessonStep } from '#lesson/lesson';
import { parseDuration } from '#sim/time';

/** A prediction and a goal have so many hints, from a nudge to nearly the answer. */
export const HINTS = 3;

/** What the flow needs to know of a step. */
export interface StepOutline {
  readonly id: string;
  readonly kind: LessonStep['kind'];
  /** Index of the first step that shows the same run, its own or an earlier one. */
  readonly run: number;
  /** Choices of a prediction. */
  readonly choices: readonly string[];
  /** Choices of a recall's questions, by question. */
  readonly questions: Readonly<Record<string, readonly string[]>>;
  readonly hints: boolean;
  /** µs; Infinity where nothing locks. */
  readonly lockUs: number;
  readonly revealUs: number;
}

export interface Marks {
  readonly prediction?: string;
  readonly skipped?: boolean;
  readonly revealed?: boolean;
  /** How many hints were taken. */
  readonly hints?: number;
  readonly reached?: boolean;
  /** Choices by question. */
  readonly answers?: Readonly<Record<string, string>>;
}

export interface Progress {
  /** Step ids. */
  readonly at: string;
  readonly furthest: string;
  readonly finished: boolean;
  readonly marks: Readonly<Record<string, Marks>>;
}

export function outlineOf({ steps }: Pick<Lesson, 'steps'>): readonly StepOutline[] {
  const scripts = steps.map((_, index) => scriptAt({ steps }, index));
  return steps.map((step, index) => outlineStep(step, scripts.indexOf(scripts[index]!)));
}

function outlineStep(step: LessonStep, run: number): StepOutline {
  const plain = {
    id: step.id,
    kind: step.kind,
    run,
    choices: [],
    questions: {},
    hints: false,
    lockUs: Infinity,
    revealUs: Infinity,
  };
  switch (step.kind) {
    case 'play':
    case 'explain':
    case 'takeaway':
      return plain;
    case 'recall':
      return {
        ...plain,
        questions: Object.fromEntries(
          step.questions.map(({ id, choices }) => [id, choices.map((choice) => choice.id)]),
        ),
      };
    case 'predict': {
      const lockUs = parseDuration(step.locksAt) ?? 0;
      const revealUs = parseDuration(step.revealsAt ?? step.locksAt) ?? lockUs;
      return { ...plain, choices: step.choices.map(({ id }) => id), hints: true, lockUs, revealUs };
    }
    case 'goal':
      return { ...plain, hints: true };
  }
}

/** Whether a step has been answered, reached or skipped, so that the next one may be entered. */
export function isPassed(
  { kind, questions }: StepOutline,
  { prediction, skipped, reached, answers = {} }: Marks,
): boolean {
  switch (kind) {
    case 'play':
    case 'explain':
    case 'takeaway':
      return true;
    case 'recall':
      return skipped === true || Object.keys(questions).every((id) => answers[id] !== undefined);
    case 'predict':
      return skipped === true || prediction !== undefined;
    case 'goal':
      return skipped === true || reached === true;
  }
}

export const freshProgress = (outline: readonly StepOutline[]): Progress => ({
  at: outline[0]!.id,
  furthest: outline[0]!.id,
  finished: false,
  marks: {},
});

/**
 * Reads progress that came from outside (a link, a page's memory): what does not fit this lesson is dropped, and nobody stands behind a
 * step that was not passed. Never throws.
 */
export function readProgress(data: unknown, outline: readonly StepOutline[]): Progress {
  const { at, furthest, finished, marks: found } = asRecord(data);
  const marks: Record<string, Marks> = {};
  const foundMarks = asRecord(found);
  for (const step of outline)
    if (Object.hasOwn(foundMarks, step.id)) marks[step.id] = readMarks(asRecord(foundMarks[step.id]), step);
  const barrier = outline.findIndex((step) => !isPassed(step, marks[step.id] ?? {}));
  const last = barrier < 0 ? outline.length - 1 : barrier;
  const indexOf = (id: unknown) =>
    Math.max(
      0,
      outline.findIndex((step) => step.id === id),
    );
  const seen = Math.min(last, Math.max(indexOf(furthest), indexOf(at)));
  return {
    at: outline[Math.min(seen, indexOf(at))]!.id,
    furthest: outline[seen]!.id,
    finished: finished === true && barrier < 0 && indexOf(at) === outline.length - 1,
    marks,
  };
}

const asRecord = (data: unknown): Record<string, unknown> =>
  typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};

function readMarks(found: Record<string, unknown>, { choices, questions, hints }: StepOutline): Marks {
  const { prediction, answers } = found;
  const given = asRecord(answers);
  const kept = Object.entries(questions).flatMap(([id, known]) =>
    Object.hasOwn(given, id) && known.includes(given[id] as string) ? [[id, given[id] as string]] : [],
  );
  const taken = found['hints'];
  return {
    ...(choices.includes(prediction as string) ? { prediction: prediction as string } : {}),
    ...Object.fromEntries(
      ['skipped', 'revealed', 'reached'].filter((name) => found[name] === true).map((name) => [name, true]),
    ),
    ...(hints && Number.isInteger(taken) && (taken as number) > 0 ? { hints: Math.min(HINTS, taken as number) } : {}),
    ...(kept.length > 0 ? { answers: Object.fromEntries(kept) as Record<string, string> } : {}),
  };
}
