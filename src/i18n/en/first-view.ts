/** English as far as a learner's first view needs it: what is told once a run has been seen, or only to a presenter or a teacher, comes with `index.ts`. */
import type { Language } from '#i18n/say';
import { errors } from './errors';
import { gestureWords } from './gestures';
import { guaranteeWords } from './guarantees';
import { interfaceWords } from './interface';
import { lessonWords } from './lesson';
import { settingWords } from './settings';
import { stage } from './stage';
import { verdicts } from './verdicts';

export const firstView: Language = {
  id: 'en',
  name: 'English',
  direction: 'ltr',
  words: {
    ...interfaceWords,
    ...gestureWords,
    ...guaranteeWords,
    ...settingWords,
    ...lessonWords,
    ...errors,
    ...stage,
    ...verdicts,
  },
};
