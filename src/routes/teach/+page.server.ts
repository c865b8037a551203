/** What the page says of each lesson, read when the site is built. */
import { loadCourse } from '#catalog';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({ lessons: (await loadCourse()).flatMap(({ lessons }) => lessons) });
