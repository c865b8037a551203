/** What the browser keeps of a learner's work, and what can go wrong with it. */
import type { Words } from '#i18n/say';

export const progressWords: Words = {
  'progress.title': 'Your progress',
  'progress.about':
    'What you did in the lessons is kept in this browser alone, on this machine. Take it along as a file, or merge one that you brought.',
  'progress.export': 'Save as a file',
  'progress.import': 'Merge a file',
  'progress.imported': '{lessons, plural, one {# lesson} other {# lessons}} read and merged.',
  'progress.clear': 'Forget all of it',
  'progress.cleared': 'Nothing is kept in this browser any more.',
  'progress.sure': 'Really forget all progress',
  'progress.rescue': 'Save what could not be read',
  'progress.resumed': 'You are back at step {step, number}, where you left off.',
  'progress.guest': 'Somebody shared this with you. What you do here does not touch your own progress in this lesson.',
  'progress.mine': 'Go to mine',
  'progress.seen': 'step {seen, number} of {steps, number}',
  'progress.finished': 'finished',

  'progress.damaged':
    'The progress that this browser had kept cannot be read. It is put aside, and can be saved as a file from the list of lessons.',
  'progress.unkept': 'This browser does not let the page keep anything: your progress ends with this page.',
  'progress.json': 'This file is no JSON. Expected: a file that “Save as a file” of this page has made.',
  'progress.shape': 'This is no file of progress: at “{place}”: {problem}.',
  'progress.newer':
    'This file was made by a newer Replicarium (format {format, number}; this one reads {known, number}).',
  'progress.large': 'This file has more than {limit, number} characters: it is no file of progress.',
};
