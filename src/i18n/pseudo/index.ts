/** A language that nobody speaks, made from English: `?lang=pseudo` shows what is not in the catalogue, is glued, or does not fit. */
import english from '#i18n/en/index';
import type { Language } from '#i18n/say';
import { pseudoWords } from './words';

const language: Language = { id: 'pseudo', name: '⟦Pšéúđö⟧', direction: 'rtl', words: pseudoWords(english.words) };

export default language;
