/** Rule: every lesson has one arc: recall (from the second lesson on), play, predict, explain, change one thing, play freely, takeaway. */
import type { LessonStep } from '#lesson/lesson';
import { lessonAddress } from '#lesson/modules';
import { inLesson, type Rule } from '#lesson/subject';

type Kind = LessonStep['kind'];

/** The kinds that must occur, in this order; others may stand between them. */
const ARC: readonly Kind[] = ['play', 'predict', 'explain', 'goal', 'play', 'takeaway'];

export const arc: Rule = ({ folder, lesson: { steps } }) => {
  const recalls = (lessonAddress(folder)?.number ?? 1) > 1;
  const expected: readonly Kind[] = recalls ? ['recall', ...ARC] : ARC;
  const missing = firstMissing(steps, expected);
  const isTold = missing === expected[0];
  const [first, last] = [steps[0]?.kind ?? 'play', steps.at(-1)?.kind ?? 'play'];
  return [
    ...(first === expected[0] ? [] : [inLesson({ folder }, 'first', { kind: first, expected: expected[0]! })]),
    ...(last === 'takeaway' ? [] : [inLesson({ folder }, 'last', { kind: last })]),
    ...(missing === undefined || (isTold && first !== expected[0])
      ? []
      : [inLesson({ folder }, 'arc', { kind: missing, expected: expected.join(' → ') })]),
    ...steps
      .filter(({ kind }, index) => kind === 'predict' && steps[index + 1]?.kind !== 'explain')
      .map(({ id }) => inLesson({ folder, step: id }, 'unexplained')),
  ];
};

/** The first kind of the arc that does not follow the ones before it. */
function firstMissing(steps: readonly LessonStep[], expected: readonly Kind[]): Kind | undefined {
  let from = 0;
  return expected.find((kind) => {
    const at = steps.findIndex((step, index) => index >= from && step.kind === kind);
    from = at + 1;
    return at < 0;
  });
}
