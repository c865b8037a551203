/** Finds the lesson of the address; its body is loaded with the page that shows it. */
import { lessons, loadLesson } from '#catalog';
import type { EntryGenerator, PageLoad } from './$types';

export const entries: EntryGenerator = () => lessons.map(({ slug }) => ({ slug }));

export const load: PageLoad = async ({ params }) => {
  const address = lessons.find(({ slug }) => slug === params.slug)!;
  return { address, ...(await loadLesson(params.slug)) };
};
