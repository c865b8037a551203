/** What the home page says of the first lesson, read when the site is built. */
import { lessons, loadLesson } from '#catalog';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
  const { slug } = lessons[0]!;
  const { lesson, prose } = await loadLesson(slug);
  return { first: { slug, minutes: lesson.minutes, title: prose.title } };
};
