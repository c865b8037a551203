/** English: the words in which everything was first said. */
import type { Language } from '#i18n/say';
import { cliWords } from './cli';
import { compareWords } from './compare';
import { errors } from './errors';
import { forks } from './forks';
import { formats } from './formats';
import { interfaceWords } from './interface';
import { lessonWords } from './lesson';
import { narration } from './narration';
import { progressWords } from './progress';
import { reasonWords } from './reasons';
import { stage } from './stage';
import { sweepWords } from './sweep';
import { verdicts } from './verdicts';

const language: Language = {
  id: 'en',
  name: 'English',
  direction: 'ltr',
  words: {
    ...interfaceWords,
    ...lessonWords,
    ...errors,
    ...compareWords,
    ...forks,
    ...formats,
    ...cliWords,
    ...narration,
    ...progressWords,
    ...reasonWords,
    ...stage,
    ...sweepWords,
    ...verdicts,
  },
};

export default language;
