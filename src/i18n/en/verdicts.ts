/** How a verdict stands. */
import type { Words } from '#i18n/say';

export const verdicts: Words = {
  'verdict.violated': 'violated',
  'verdict.holds': 'kept',
  'verdict.untested': 'nothing tested it',
  'verdict.unknown': 'not known',
  'verdict.computing': 'Only the beginning is shown: the whole run is being computed.',
  'verdict.checking': 'Checking the whole run: {done} of {all}',
  'models.open': 'All promises',
};
