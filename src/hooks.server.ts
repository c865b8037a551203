/** Decides, while pages are prerendered, which files the browser is told to fetch first, and with which words a page begins. */
import type { Handle } from '@sveltejs/kit';
import { words } from '#ui/words.svelte';

/** The faces that the first view is set in; JetBrains Mono and the accented subsets wait until a page needs them. */
const FIRST_FONTS = /(inter|source-serif-4)-latin-wght-normal/;

/** A page can be read before its scripts are there: what is read comes first on a slow line, then `static/theme.js` asks for them. */
const yieldToText = (html: string): string => html.replaceAll('rel="modulepreload"', 'rel="later" fetchpriority="low"');

export const handle: Handle = ({ event, resolve }) => {
  words.begin();
  return resolve(event, {
    preload: ({ type, path }) => (type === 'font' ? FIRST_FONTS.test(path) : true),
    transformPageChunk: ({ html }) => yieldToText(html),
  });
};
