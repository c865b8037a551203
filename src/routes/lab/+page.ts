/** Brings every protocol, since in the lab any of them may be typed, and the words of what the lab offers beside the run. */
import { loadProtocols } from '#catalog';
import { words } from '#ui/words.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = async () => {
  await Promise.all([loadProtocols(), words.complete()]);
};
