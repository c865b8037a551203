/** Brings the words: the page explains at once. */
import { words } from '#ui/words.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
  await words.complete();
  return data;
};
