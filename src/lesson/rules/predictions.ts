/** Rule: exactly one choice of a prediction holds of its run, and each other one is answered by a run: one in which it would hold, or the moment that refutes it. */
import { choicesThatHold } from '#lesson/grade';
import type { Choice, PredictStep } from '#lesson/lesson';
import { inLesson, judged, situations, soundRun, type Finding, type Rule, type Subject } from '#lesson/subject';

export const predictions: Rule = (subject) =>
  situations(subject).flatMap(({ step, script }) => {
    const run = soundRun(subject, script);
    if (step.kind !== 'predict' || !run) return [];
    const place = { folder: subject.folder, step: step.id };
    const { value: right, threw } = judged(() => choicesThatHold(step, run));
    if (right === undefined) return [inLesson(place, 'predicate', { what: 'choices', error: threw })];
    if (right.length !== 1) return [inLesson(place, 'key', { count: right.length, choices: right.join(', ') || '–' })];
    return step.choices.filter(({ id }) => id !== right[0]).flatMap((choice) => answerOf(subject, step, choice));
  });

/** What is wrong with the way in which a wrong choice is answered. */
function answerOf(subject: Subject, step: PredictStep, { id, wouldHold, lookAt }: Choice): Finding[] {
  const place = { folder: subject.folder, step: step.id };
  if (wouldHold === undefined)
    return lookAt === undefined ? [inLesson(place, 'choice.unanswered', { choice: id })] : [];
  const run = soundRun(subject, wouldHold);
  if (!run) return [];
  const { value: found, threw } = judged(() => choicesThatHold(step, run));
  if (found === undefined) return [inLesson(place, 'predicate', { what: `choices.${id}.wouldHold`, error: threw })];
  return found.length === 1 && found[0] === id
    ? []
    : [inLesson(place, 'choice.wouldHold', { choice: id, found: found.join(', ') || '–' })];
}
