/** Brings every design that may be compared, and the words of the comparison. */
import { loadProtocols } from '#catalog';
import { judges } from '#player/judges.svelte';
import { words } from '#ui/words.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = async () => {
  await Promise.all([loadProtocols(), judges.arrive(), words.complete()]);
};
