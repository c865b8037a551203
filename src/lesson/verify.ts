/** Examines a lesson by every content rule: what it returns stops the build, naming file, step and remedy. */
import type { Phrase } from '#history/phrase';
import type { Laboratory } from '#lesson/experiment';
import type { Lesson } from '#lesson/lesson';
import type { Notes } from '#lesson/notes';
import type { Prose } from '#lesson/prose';
import { answers } from '#lesson/rules/answers';
import { attempts } from '#lesson/rules/attempts';
import { arc } from '#lesson/rules/arc';
import { claims } from '#lesson/rules/claims';
import { figures } from '#lesson/rules/figures';
import { goals } from '#lesson/rules/goals';
import { ids } from '#lesson/rules/ids';
import { mentions } from '#lesson/rules/mentions';
import { notes } from '#lesson/rules/notes';
import { permissions } from '#lesson/rules/permissions';
import { predictions } from '#lesson/rules/predictions';
import { recalls } from '#lesson/rules/recalls';
import { references } from '#lesson/rules/references';
import { scripts } from '#lesson/rules/scripts';
import { size } from '#lesson/rules/size';
import { sources } from '#lesson/rules/sources';
import { spoilers } from '#lesson/rules/spoilers';
import { sweeps } from '#lesson/rules/sweeps';
import { texts } from '#lesson/rules/texts';
import { times } from '#lesson/rules/times';
import { createSubject, type Finding, type Rule } from '#lesson/subject';

export const RULES: Readonly<Record<string, Rule>> = {
  ids,
  size,
  arc,
  scripts,
  times,
  permissions,
  recalls,
  predictions,
  spoilers,
  goals,
  attempts,
  claims,
  sources,
  sweeps,
  texts,
  answers,
  figures,
  references,
  mentions,
  notes,
};

export interface Examined extends Laboratory {
  /** The folder's name, `01-one-value-three-copies`. */
  readonly folder: string;
  readonly lesson: Lesson;
  readonly prose: Prose;
  /** A teacher's notes; undefined where the folder has no `en.notes.md`. */
  readonly notes: Notes | undefined;
  /** Ids of the glossary: words `term.<id>`. */
  readonly terms: readonly string[];
  /** Numbers of the lessons that the course has. */
  readonly numbers: readonly number[];
}

/** All that is wrong with a lesson, in the order of the rules; empty for one that may ship. Takes as long as its claims have seeds. */
export function verifyLesson({ protocols, checkers, ...examined }: Examined): readonly Finding[] {
  const subject = createSubject({ ...examined, laboratory: { protocols, checkers } });
  return Object.values(RULES).flatMap((rule) => rule(subject));
}

/** `lessons/01-a/en.md, step predict: the problem. The remedy.` */
export const reportFinding = ({ file, step, problem, remedy }: Finding, say: (phrase: Phrase) => string): string =>
  `${file}${step === undefined ? '' : `, step ${step}`}: ${say(problem)} ${say(remedy)}`;
