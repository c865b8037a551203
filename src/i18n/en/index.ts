/** English: the words in which everything was first said. */
import type { Language } from '#i18n/say';
import { cliWords } from './cli';
import { errors } from './errors';
import { forks } from './forks';
import { formats } from './formats';
import { inspector } from './inspector';
import { interfaceWords } from './interface';
import { lessonWords } from './lesson';
import { narration } from './narration';
import { progressWords } from './progress';
import { reasonWords } from './reasons';
import { stage } from './stage';
import { verdicts } from './verdicts';

const language: Language = {
  id: 'en',
  name: 'English',
  direction: 'ltr',
  words: {
    ...interfaceWords,
    ...inspector,
    ...lessonWords,
    ...errors,
    ...forks,
    ...formats,
    ...cliWords,
    ...narration,
    ...progressWords,
    ...reasonWords,
    ...stage,
    ...verdicts,
  },
};

export default language;
