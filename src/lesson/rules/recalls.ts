/** Rule: a recall asks two questions, each with one right choice among at least two. */
import { inLesson, type Rule } from '#lesson/subject';

const QUESTIONS = 2;

export const recalls: Rule = ({ folder, lesson }) =>
  lesson.steps.flatMap((step) => {
    if (step.kind !== 'recall') return [];
    const place = { folder, step: step.id };
    const odd = step.questions.filter(
      ({ choices }) => choices.length < 2 || choices.filter(({ right }) => right).length !== 1,
    );
    const few =
      step.questions.length === QUESTIONS
        ? []
        : [inLesson(place, 'recall.count', { count: step.questions.length, expected: QUESTIONS })];
    return [...few, ...odd.map(({ id }) => inLesson(place, 'recall.key', { question: id }))];
  });
