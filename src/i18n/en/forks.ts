/** What if: runs beside each other, and where they part. */
import type { Words } from '#i18n/say';

export const forks: Words = {
  'fork.label': 'Runs beside each other',
  'fork.make': 'What if…',
  'fork.make.title': 'Goes on in a second run, from the experiment as it is now. The first stays as it is.',
  'fork.name': 'Name of this run',
  'fork.rename': 'Rename',
  'fork.close': 'Close {name}',
  'fork.reopen': 'Bring {name} back',
  'fork.difference': 'First difference from {other}:',
  'fork.at': '{atUs}',
  'fork.here': 'Here, at {atUs}: {sentence}',
  'fork.there': 'In {other}, at {atUs}: {sentence}',
  'fork.mark': 'first difference',
  'fork.same': 'Still the same as {other}. Change something.',
};
