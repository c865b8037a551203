/** English, whole: the words in which everything was first said. */
import type { Language } from '#i18n/say';
import { cliWords } from './cli';
import { compareWords } from './compare';
import { firstView } from './first-view';
import { presentWords } from './present';
import { ruleWords } from './rules';
import { sweepWords } from './sweep';
import { teachWords } from './teach';

const language: Language = {
  ...firstView,
  words: {
    ...firstView.words,
    ...cliWords,
    ...compareWords,
    ...ruleWords,
    ...presentWords,
    ...sweepWords,
    ...teachWords,
  },
};

export default language;
