/** Rule: a teacher can present the lesson: en.notes.md has a section for the class and, for each step, all that its notes must say. */
import { CLASS, HEADS, type Note } from '#lesson/notes';
import { factsIn, referencesIn, type Passage } from '#lesson/prose';
import { inNotes, type Finding, type Rule } from '#lesson/subject';

export const notes: Rule = ({ folder, lesson, notes }) => {
  if (!notes) return [inNotes({ folder }, 'notes.missing')];
  const wanted = [CLASS, ...lesson.steps.map(({ id }) => id)];
  const known = Object.keys(lesson.facts);
  return [
    ...wanted
      .filter((section) => !Object.hasOwn(notes.sections, section))
      .map((section) => inNotes({ folder, step: section }, 'notes.section.missing', { section })),
    ...Object.entries(notes.sections).flatMap(([section, note]) => {
      if (!wanted.includes(section))
        return [inNotes({ folder, step: section }, 'section.unknown', { section, expected: wanted.join(', ') })];
      const place = { folder, step: section };
      return [...missingParts(place, note), ...strangers(place, note, known)];
    }),
  ];
};

/** The section for the class may say it all in a few plain lines; a step's must have every part. */
function missingParts(place: { folder: string; step: string }, note: Note): readonly Finding[] {
  const isBlank = (passage: Passage | undefined) => (passage?.text ?? '').trim() === '';
  if (place.step === CLASS)
    return [note, ...Object.values(note.parts)].every(isBlank) ? [inNotes(place, 'notes.class')] : [];
  return Object.entries(HEADS)
    .filter(([, head]) => isBlank(note.parts[head]))
    .map(([head]) => inNotes(place, 'notes.part', { head }));
}

/** Figures that no fact computes, and references: notes are read beside the run, where nothing can be pressed. */
const strangers = (place: { folder: string; step: string }, note: Note, known: readonly string[]): readonly Finding[] =>
  [note, ...Object.values(note.parts)].flatMap((passage) => [
    ...factsIn(passage)
      .filter((name) => !known.includes(name))
      .map((name) => inNotes(place, 'fact.unknown', { name, expected: known.join(', ') || '–' })),
    ...referencesIn(passage).map(({ to, name }) => inNotes(place, 'notes.reference', { to, name })),
  ]);
