/** English as far as a learner's first view needs it: what is told once a run has been seen or something is opened, or only to a presenter or a teacher, comes with `index.ts`. */
import type { Language } from '#i18n/say';
import { guaranteeWords } from './guarantees';
import { interfaceWords } from './interface';
import { lessonWords } from './lesson';
import { stage } from './stage';
import { verdicts } from './verdicts';

export const firstView: Language = {
  id: 'en',
  name: 'English',
  direction: 'ltr',
  words: { ...interfaceWords, ...guaranteeWords, ...lessonWords, ...stage, ...verdicts },
};
