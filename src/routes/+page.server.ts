/** What the home page says of the course, read when the site is built. */
import { loadCourse } from '#catalog';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
  const parts = await loadCourse();
  return { parts, first: parts[0]!.lessons[0]! };
};
