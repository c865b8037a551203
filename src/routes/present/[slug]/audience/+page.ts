/** Finds the lesson that the room is shown. */
import { lessons, loadLesson } from '#catalog';
import { judges } from '#player/judges.svelte';
import { words } from '#ui/words.svelte';
import type { EntryGenerator, PageLoad } from './$types';

export const entries: EntryGenerator = () => lessons.map(({ slug }) => ({ slug }));

export const load: PageLoad = async ({ params }) => {
  const address = lessons.find(({ slug }) => slug === params.slug)!;
  const [loaded] = await Promise.all([loadLesson(params.slug), judges.arrive(), words.complete()]);
  return { address, ...loaded };
};
