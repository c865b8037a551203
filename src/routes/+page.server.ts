/** What the home page says of the course, and its experiment: read when the site is built, so that no reader of scripts is needed to show them. */
import { loadCourse } from '#catalog';
import { welcome } from '#player/welcome';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
  const parts = await loadCourse();
  return { parts, first: parts[0]!.lessons[0]!, scenario: welcome() };
};
