/** A lesson under examination, as the content rules see it, and what they say of it. */
import { phrase, type Phrase } from '#history/phrase';
import { runScript, scriptAt, type Experiment, type Laboratory } from '#lesson/experiment';
import type { Lesson, LessonStep } from '#lesson/lesson';
import type { Notes } from '#lesson/notes';
import type { Prose } from '#lesson/prose';
import type { Run } from '#lesson/run';

export interface Finding {
  /** `lessons/01-one-value-three-copies/en.md`. */
  readonly file: string;
  readonly step?: string;
  readonly problem: Phrase;
  readonly remedy: Phrase;
}

export interface Subject {
  readonly folder: string;
  readonly lesson: Lesson;
  readonly prose: Prose;
  /** Undefined where the folder has no `en.notes.md`. */
  readonly notes: Notes | undefined;
  /** Ids of the glossary that prose may point to. */
  readonly terms: readonly string[];
  /** Numbers of the lessons that the course has: others may not be named. */
  readonly numbers: readonly number[];
  readonly laboratory: Laboratory;
  /** The script's run, computed once. */
  experiment(script: string): Experiment;
}

export type Rule = (subject: Subject) => readonly Finding[];

export function createSubject(given: Omit<Subject, 'experiment'>): Subject {
  const known = new Map<string, Experiment>();
  return {
    ...given,
    experiment(script) {
      const experiment = known.get(script) ?? runScript(script, given.laboratory);
      known.set(script, experiment);
      return experiment;
    },
  };
}

/** A step with what is in force there. */
export interface Situation {
  readonly step: LessonStep;
  readonly index: number;
  readonly script: string;
}

export const situations = ({ lesson }: Subject): Situation[] =>
  lesson.steps.map((step, index) => ({ step, index, script: scriptAt(lesson, index) }));

/** The run of a script that is sound; undefined for one that is not, which `rules/scripts` reports. */
export const soundRun = (subject: Subject, script: string): Run | undefined => subject.experiment(script).run;

interface Place {
  readonly folder: string;
  readonly step?: string;
}

/** Problem and remedy are words `lesson.problem.<id>` and `lesson.remedy.<id>` with the same arguments. */
const finding = (
  name: string,
  { folder, step }: Place,
  { id, args }: { id: string; args: Phrase['args'] },
): Finding => ({
  file: `lessons/${folder}/${name}`,
  ...(step === undefined ? {} : { step }),
  problem: phrase(`lesson.problem.${id}`, args),
  remedy: phrase(`lesson.remedy.${id}`, args),
});

export const inLesson = (place: Place, id: string, args: Phrase['args'] = {}): Finding =>
  finding('lesson.ts', place, { id, args });
export const inProse = (place: Place, id: string, args: Phrase['args'] = {}): Finding =>
  finding('en.md', place, { id, args });

export const inNotes = (place: Place, id: string, args: Phrase['args'] = {}): Finding =>
  finding('en.notes.md', place, { id, args });

/** What a predicate of a lesson says, or that it threw: a predicate asks of operations that a run may not have. */
export function judged<T>(
  ask: () => T,
): { readonly value: T; readonly threw?: never } | { readonly value?: never; readonly threw: string } {
  try {
    return { value: ask() };
  } catch (error) {
    return { threw: error instanceof Error ? error.message : String(error) };
  }
}
