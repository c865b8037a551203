/** English, whole: the words in which everything was first said. */
import type { Language } from '#i18n/say';
import { cliWords } from './cli';
import { compareWords } from './compare';
import { firstView } from './first-view';
import { forks } from './forks';
import { formats } from './formats';
import { inspector } from './inspector';
import { narration } from './narration';
import { presentWords } from './present';
import { progressWords } from './progress';
import { reasonWords } from './reasons';
import { ruleWords } from './rules';
import { sweepWords } from './sweep';
import { teachWords } from './teach';

const language: Language = {
  ...firstView,
  words: {
    ...firstView.words,
    ...cliWords,
    ...compareWords,
    ...forks,
    ...formats,
    ...inspector,
    ...narration,
    ...presentWords,
    ...progressWords,
    ...reasonWords,
    ...ruleWords,
    ...sweepWords,
    ...teachWords,
  },
};

export default language;
