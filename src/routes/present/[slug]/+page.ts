/** Finds the lesson that is presented, its notes, and the words of the console. */
import { lessons, loadLesson, loadNotes } from '#catalog';
import { judges } from '#player/judges.svelte';
import { words } from '#ui/words.svelte';
import type { EntryGenerator, PageLoad } from './$types';

export const entries: EntryGenerator = () => lessons.map(({ slug }) => ({ slug }));

export const load: PageLoad = async ({ params }) => {
  const address = lessons.find(({ slug }) => slug === params.slug)!;
  const [loaded, notes] = await Promise.all([
    loadLesson(params.slug),
    loadNotes(params.slug),
    judges.arrive(),
    words.complete(),
  ]);
  return { address, ...loaded, notes };
};
