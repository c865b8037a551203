/** English, whole: the words in which everything was first said. */
import type { Language } from '#i18n/say';
import { cliWords } from './cli';
import { firstView } from './first-view';
import { presentWords } from './present';
import { ruleWords } from './rules';
import { teachWords } from './teach';

const language: Language = {
  ...firstView,
  words: { ...firstView.words, ...cliWords, ...ruleWords, ...presentWords, ...teachWords },
};

export default language;
