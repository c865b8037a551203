/** The page's words: one language at a time, English until another is asked for with `?lang=`. */
import { createSay, prepareFormats, type Language, type Say } from '#i18n/say';
import { firstView } from '#i18n/en/first-view';
import type { Phrase } from '#history/phrase';

const languages = import.meta.glob<Language>('/src/i18n/*/index.ts', { import: 'default' });

let language: Language = $state.raw(firstView);
// What is prerendered has all that it says, or is not built: only a page that has opened may wait for the rest.
const current: Say = $derived(createSay(language, { isComing: !import.meta.env.SSR && language === firstView }));

prepareFormats(firstView.id);

/** Renders a phrase, or an id with its arguments, in the page's language. */
export const say: Say = (given: Phrase | string, args?: Phrase['args']): string =>
  keepUnits(typeof given === 'string' ? current(given, args) : current(given));

/** A number and its unit stay on one line, and so do `N = 3`, and a reference and the stop behind it. */
export const keepUnits = (text: string): string =>
  text
    .replace(/(\d) (µs|ms|s|sec|min|kB|MB|%)(?=[\s.,;:?!)<]|$)/g, '$1\u00a0$2')
    .replace(/\b([A-Z]) = (?=[A-Z\d])/g, '$1\u00a0=\u00a0')
    .replace(/(<button[^>]*>(?:(?!<\/button>)[^])*<\/button>)([.,;:?!)]+)/g, '<span class="kept">$1$2</span>');

export const words = {
  get language() {
    return language;
  },
  /** Back to what a page opens with: on the server each page begins so, or one would be prerendered with what another has loaded. */
  begin(): void {
    language = firstView;
  },
  /** Loads the rest of the language: awaited in the `load` of pages that say more at once, and by every page once it stands. */
  async complete(): Promise<void> {
    if (language === firstView) language = await languages[`/src/i18n/${language.id}/index.ts`]!();
  },
  /** Loads a language; an unknown one leaves the words as they are. */
  async choose(id: string): Promise<void> {
    const load = languages[`/src/i18n/${id}/index.ts`];
    if (!load) return;
    language = await load();
    document.documentElement.lang = language.id;
    document.documentElement.dir = language.direction;
  },
};
