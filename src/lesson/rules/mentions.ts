/** Rule: words and notes name no lesson that the course does not have: nobody is sent to a page that is not there. */
import { lessonsNamedIn } from '#lesson/mentions';
import { passagesOf } from '#lesson/prose';
import { inNotes, inProse, type Finding, type Rule } from '#lesson/subject';

export const mentions: Rule = ({ folder, prose, notes, numbers }) => {
  const missing = (text: string) => [...new Set(lessonsNamedIn(text))].filter((number) => !numbers.includes(number));
  const found = (report: typeof inProse, step: string, text: string): Finding[] =>
    missing(text).map((number) => report({ folder, step }, 'mention', { number, expected: numbers.join(', ') }));
  return [
    ...Object.entries(prose.sections).flatMap(([step, section]) =>
      passagesOf(section).flatMap(([, { text }]) => found(inProse, step, text)),
    ),
    ...Object.entries(notes?.sections ?? {}).flatMap(([step, note]) =>
      [note, ...Object.values(note.parts)].flatMap(({ text }) => found(inNotes, step, text)),
    ),
  ];
};
