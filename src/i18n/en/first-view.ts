/** English as far as a learner's first view needs it: what only a presenter, a teacher or the command line says comes with `index.ts`. */
import type { Language } from '#i18n/say';
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

export const firstView: Language = {
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
    ...narration,
    ...progressWords,
    ...reasonWords,
    ...stage,
    ...verdicts,
  },
};
