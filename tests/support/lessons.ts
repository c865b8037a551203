/** Every lesson with its prose, and what it is examined with: what the tests of lessons share. */
import { checkers, protocols } from '#catalog';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import type { Lesson } from '#lesson/lesson';
import { lessonAddress } from '#lesson/modules';
import type { Notes } from '#lesson/notes';
import type { Prose } from '#lesson/prose';

const lessonFiles = import.meta.glob<Lesson>('/lessons/*/lesson.ts', { eager: true, import: 'default' });
const proseFiles = import.meta.glob<Prose>('/lessons/*/en.md', { eager: true, import: 'default' });

const noteFiles = import.meta.glob<Notes>('/lessons/*/en.notes.md', { eager: true, import: 'default' });

/** Folder → its files; prose is missing where the folder has no en.md. */
export const lessons: readonly {
  folder: string;
  lesson: Lesson;
  prose: Prose | undefined;
  notes: Notes | undefined;
}[] = Object.entries(lessonFiles).map(([file, lesson]) => ({
  folder: file.split('/').at(-2)!,
  lesson,
  prose: proseFiles[file.replace('lesson.ts', 'en.md')],
  notes: noteFiles[file.replace('lesson.ts', 'en.notes.md')],
}));

export const laboratory = { protocols, checkers };

export const say = createSay(english);

/** Numbers of the lessons that the course has. */
export const numbers: readonly number[] = lessons.map(({ folder }) => lessonAddress(folder)!.number);

/** Ids of the glossary. */
export const terms: readonly string[] = Object.keys(english.words).flatMap((id) =>
  id.startsWith('term.') && !id.endsWith('.meaning') ? [id.slice('term.'.length)] : [],
);
