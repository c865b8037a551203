/** The lessons as the command line sees them: all of them bundled, since it is one file that runs anywhere. */
import type { Lesson } from '#lesson/lesson';
import { scriptAt } from '#lesson/experiment';
import { lessonAddress, type LessonAddress } from '#lesson/modules';
import type { Notes } from '#lesson/notes';
import type { Prose } from '#lesson/prose';

export interface LessonFiles extends LessonAddress {
  readonly lesson: Lesson;
  readonly prose: Prose;
  readonly notes: Notes | undefined;
}

const lessonFiles = import.meta.glob<Lesson>('/lessons/*/lesson.ts', { eager: true, import: 'default' });
const proseFiles = import.meta.glob<Prose>('/lessons/*/en.md', { eager: true, import: 'default' });

const noteFiles = import.meta.glob<Notes>('/lessons/*/en.notes.md', { eager: true, import: 'default' });

/** In the order of the course. */
export const lessons: readonly LessonFiles[] = Object.entries(lessonFiles)
  .map(([path, lesson]) => {
    const address = lessonAddress(path);
    if (!address) throw new Error(`${path}: its folder's name must be NN-slug, with a number of the course`);
    const prose = proseFiles[path.replace('lesson.ts', 'en.md')];
    if (!prose) throw new Error(`${path}: there is no en.md beside it`);
    return { ...address, lesson, prose, notes: noteFiles[path.replace('lesson.ts', 'en.notes.md')] };
  })
  .sort((a, b) => a.number - b.number);

/** By slug (`one-value-three-copies`) or by the folder's name. */
export const lessonNamed = (name: string): LessonFiles | undefined =>
  lessons.find(({ slug, folder }) => slug === name || folder === name);

/** The experiment with which a lesson begins. */
export const firstScript = ({ lesson }: LessonFiles): string =>
  lesson.steps.map((_, index) => scriptAt(lesson, index)).find((script) => script !== '') ?? '';
