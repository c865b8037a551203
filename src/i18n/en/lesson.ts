/** Lessons: the fixed words around their prose, and the course's parts. */
import type { Words } from '#i18n/say';

const page: Words = {
  'lesson.number': 'Lesson {number, number}',
  'lesson.progress': 'Step {step, number} of {steps, number}',
  'lesson.restart': 'Start this lesson over',
  'lesson.steps': 'Steps of this lesson',
  'lesson.keys': 'Shift with ← →',
  'lesson.sheet.peek': '{name}: show the text',
  'lesson.sheet.half': '{name}: show more of the text',
  'lesson.sheet.full': '{name}: show the stage',
  'lesson.kind.recall': 'Before you start',
  'lesson.kind.play': 'Look around',
  'lesson.kind.predict': 'Predict',
  'lesson.kind.explain': 'Why',
  'lesson.kind.goal': 'Change one thing',
  'lesson.kind.takeaway': 'Takeaway',
  'lesson.next': 'Next',
  'lesson.back': 'Back',
  'lesson.finish': 'Finish',
  'lesson.finished': 'This lesson is done.',
  'lesson.following': 'On to lesson {number, number}',
  'lesson.prediction': 'Your prediction',
  'lesson.predict': 'Predict',
  'lesson.skip': 'Skip and see',
  'lesson.answer': 'Answer',
  'lesson.recall.skip': 'Skip',
  'lesson.running': 'The run goes on. Its answer is yet to come.',
  'lesson.choice.right': 'what happens',
  'lesson.choice.known': 'right',
  'lesson.choice.wrong': 'your choice',
  'lesson.would-hold': 'Show the other run',
  'lesson.look-at': 'Show the moment that decides it',
  'lesson.back.experiment': 'Back to your own run',
  'lesson.goal': 'Goal',
  'lesson.goal.open': 'Not reached yet.',
  'lesson.goal.reached': 'Reached.',
  'lesson.goal.before': 'You have reached it; with what is set now it is not.',
  'lesson.solution': 'Show a solution',
  'lesson.hint': 'Hint {number, number}.',
  'lesson.hint.first': 'Give me a hint',
  'lesson.hint.next': 'One more hint',
  'lesson.sources': 'Sources',
  'lesson.claim':
    'Checked by running this experiment {seeds, plural, one {once} other {# times}}, each time with other random numbers.',
  'lesson.fact.time': '{valueUs}',
  'lesson.fact.number': '{value, number}',
  'lesson.fact.text': '{value}',
};

const course: Words = {
  'module.why-copies-disagree': 'Why copies disagree',
  'module.replication-strategies': 'Replication strategies',
  'module.consistency-models': 'Consistency models',
  'module.running-it': 'Running it',
};

export const lessonWords: Words = { ...page, ...course };
