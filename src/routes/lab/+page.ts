/** Brings every protocol, since in the lab any of them may be typed, the words of what the lab offers beside the run, and what tells the run. */
import { loadProtocols } from '#catalog';
import { story } from '#player/story.svelte';
import { words } from '#ui/words.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = async () => {
  await Promise.all([loadProtocols(), words.complete(), story.arrive()]);
};
