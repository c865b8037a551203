/** Finds the lesson of the address and begins it: its first run is computed before the page that shows it stands, and apart from that. */
import { resolve } from '$app/paths';
import { lessons, loadLesson } from '#catalog';
import { breath } from '#player/breath';
import { LessonPage } from '#player/lesson-page.svelte';
import type { EntryGenerator, PageLoad } from './$types';

export const entries: EntryGenerator = () => lessons.map(({ slug }) => ({ slug }));

export const load: PageLoad = async ({ params }) => {
  const address = lessons.find(({ slug }) => slug === params.slug)!;
  const { lesson, prose } = await loadLesson(params.slug);
  const page = new LessonPage(lesson, { slug: address.slug, base: resolve('/') });
  await breath();
  return { address, prose, page };
};
