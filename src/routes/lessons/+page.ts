/** Brings the words of progress, which only this page says. */
import { words } from '#ui/words.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
  await words.complete();
  return data;
};
