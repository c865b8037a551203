/** English, whole: the words in which everything was first said. */
import type { Language } from '#i18n/say';
import { cliWords } from './cli';
import { compareWords } from './compare';
import { errors } from './errors';
import { firstView } from './first-view';
import { forks } from './forks';
import { formats } from './formats';
import { gestureWords } from './gestures';
import { inspector } from './inspector';
import { narration } from './narration';
import { openedWords } from './opened';
import { presentWords } from './present';
import { progressWords } from './progress';
import { promiseWords } from './promises';
import { reasonWords } from './reasons';
import { ruleWords } from './rules';
import { settingWords } from './settings';
import { sweepWords } from './sweep';
import { teachWords } from './teach';
import { termWords } from './terms';
import { verdictCard } from './verdict-card';

const language: Language = {
  ...firstView,
  words: {
    ...firstView.words,
    ...cliWords,
    ...compareWords,
    ...errors,
    ...forks,
    ...formats,
    ...gestureWords,
    ...inspector,
    ...narration,
    ...openedWords,
    ...presentWords,
    ...progressWords,
    ...promiseWords,
    ...reasonWords,
    ...ruleWords,
    ...settingWords,
    ...sweepWords,
    ...teachWords,
    ...termWords,
    ...verdictCard,
  },
};

export default language;
