/** What the list says of each lesson, read when the site is built. */
import { lessons, loadLesson } from '#catalog';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({
  lessons: await Promise.all(
    lessons.map(async ({ number, slug, module }) => {
      const { lesson, prose } = await loadLesson(slug);
      return { number, slug, module: module.id, title: prose.title, about: prose.sections['about']?.text ?? '', minutes: lesson.minutes };
    }),
  ),
});
