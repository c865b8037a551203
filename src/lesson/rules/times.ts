/** Rule: the moments that a lesson names lie within its run, and an answer is not revealed before its lock. */
import type { LessonStep } from '#lesson/lesson';
import { inLesson, situations, soundRun, type Rule } from '#lesson/subject';
import { parseDuration } from '#sim/time';

export const times: Rule = (subject) =>
  situations(subject).flatMap(({ step, script }) => {
    const endsUs = soundRun(subject, script)?.trace.endsUs ?? Infinity;
    const place = { folder: subject.folder, step: step.id };
    const outside = momentsOf(step).filter(([, text]) => {
      const us = parseDuration(text);
      return us === undefined || us < 0 || us > endsUs;
    });
    const early =
      step.kind === 'predict' &&
      step.revealsAt !== undefined &&
      (parseDuration(step.revealsAt) ?? 0) < (parseDuration(step.locksAt) ?? 0);
    return [
      ...outside.map(([what, time]) => inLesson(place, 'time', { what, time })),
      ...(early ? [inLesson(place, 'time.early', { reveals: step.revealsAt, locks: step.locksAt })] : []),
    ];
  });

function momentsOf(step: LessonStep): (readonly [what: string, time: string])[] {
  const opens = step.opensAt === undefined ? [] : [['opensAt', step.opensAt] as const];
  if (step.kind !== 'predict') return opens;
  const looks = step.choices.flatMap(({ id, lookAt }) =>
    lookAt === undefined ? [] : [[`choices.${id}.lookAt`, lookAt] as const],
  );
  return [
    ...opens,
    ['locksAt', step.locksAt],
    ...(step.revealsAt === undefined ? [] : [['revealsAt', step.revealsAt] as const]),
    ...looks,
  ];
}
