/** Rule: each figure of the prose is a fact of the lesson that can be computed, and each fact is shown somewhere, there or in the notes. */
import { valueOf } from '#lesson/facts';
import { factsIn, passagesOf, referencesIn, type Passage } from '#lesson/prose';
import type { Run } from '#lesson/run';
import {
  inLesson,
  inProse,
  judged,
  situations,
  soundRun,
  type Finding,
  type Rule,
  type Subject,
} from '#lesson/subject';

export const figures: Rule = (subject) => {
  const { folder, lesson, prose } = subject;
  const shown = situations(subject).flatMap(({ step, script }) => {
    const section = Object.hasOwn(prose.sections, step.id) ? prose.sections[step.id] : undefined;
    const passages = section ? passagesOf(section).map(([, passage]) => passage) : [];
    const names = passages.flatMap((passage) => [...factsIn(passage), ...momentsIn(passage, lesson.facts)]);
    const noted = notesOf(subject, step.id)
      .flatMap(factsIn)
      .filter((name) => Object.hasOwn(lesson.facts, name));
    return [...new Set([...names, ...noted])].map((name) => ({ name, step: step.id, script }));
  });
  const elsewhere = Object.entries(prose.sections).filter(([id]) => !lesson.steps.some((step) => step.id === id));
  const stray = elsewhere.flatMap(([step, section]) =>
    passagesOf(section).flatMap(([, passage]) =>
      factsIn(passage).map((name) => inProse({ folder, step }, 'fact.nowhere', { name })),
    ),
  );
  const unused = Object.keys(lesson.facts).filter((fact) => !shown.some(({ name }) => name === fact));
  return [
    ...shown.flatMap((each) => figureFaults(subject, each)),
    ...stray,
    ...unused.map((name) => inLesson({ folder }, 'fact.unused', { name })),
  ];
};

/** A teacher's notes on a step: what they name that no fact computes, `rules/notes` reports. */
const notesOf = ({ notes }: Subject, step: string): readonly Passage[] => {
  const note = notes && Object.hasOwn(notes.sections, step) ? notes.sections[step] : undefined;
  return note ? [note, ...Object.values(note.parts)] : [];
};

/** Facts to which a passage points as moments. */
const momentsIn = (passage: Passage, facts: object): string[] =>
  referencesIn(passage).flatMap(({ to, name }) => (to === 'moment' && Object.hasOwn(facts, name) ? [name] : []));

function figureFaults(
  subject: Subject,
  { name, step, script }: { name: string; step: string; script: string },
): Finding[] {
  const { folder, lesson } = subject;
  if (!Object.hasOwn(lesson.facts, name))
    return [inProse({ folder, step }, 'fact.unknown', { name, expected: Object.keys(lesson.facts).join(', ') || '–' })];
  const run = soundRun(subject, script);
  if (!run) return [];
  const { value, threw } = judged(() =>
    valueOf(lesson.facts[name]!, run, (each) => soundRun(subject, each) ?? fail(name)),
  );
  if (threw !== undefined) return [inLesson({ folder, step }, 'predicate', { what: `facts.${name}`, error: threw })];
  const figure = typeof value === 'object' ? value.us : value;
  return typeof figure !== 'number' || Number.isFinite(figure)
    ? []
    : [inLesson({ folder, step }, 'fact.infinite', { name })];
}

function fail(name: string): Run {
  throw new Error(`the script of fact ${name} does not run`);
}
