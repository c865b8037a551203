/** Rule: a goal is open at the start, reached by its solution and by each of its ways, and no near miss reaches it. */
import { gradeGoal } from '#lesson/grade';
import type { Attempt, GoalStep } from '#lesson/lesson';
import { inLesson, judged, situations, soundRun, type Finding, type Rule, type Subject } from '#lesson/subject';

export const goals: Rule = (subject) =>
  situations(subject).flatMap(({ step, script }) => {
    if (step.kind !== 'goal') return [];
    const place = { folder: subject.folder, step: step.id };
    const ways = [
      ['solution', step.solution] as const,
      ...(step.alsoReachedBy ?? []).map((each, index) => [`alsoReachedBy[${index}]`, each] as const),
    ];
    return [
      ...expectReached(subject, step, { what: 'script', script, expected: false }).map(() =>
        inLesson(place, 'goal.start'),
      ),
      ...ways.flatMap(([what, each]) =>
        expectReached(subject, step, { what, script: each, expected: true }).map(() =>
          inLesson(place, 'goal.solution', { what }),
        ),
      ),
      ...(step.ways ?? []).flatMap((way) => wayFaults(subject, step, way)),
      ...(step.misses ?? []).flatMap((miss) => missFaults(subject, step, miss)),
      ...threwIn(subject, step, script),
    ];
  });

/** One item where the predicate does not say what is expected; none where the run is unsound or the predicate throws. */
function expectReached(
  subject: Subject,
  step: GoalStep,
  { script, expected }: { what: string; script: string; expected: boolean },
): boolean[] {
  const run = soundRun(subject, script);
  const { value } = run ? judged(() => step.reached(run)) : {};
  return value === undefined || value === expected ? [] : [value];
}

function wayFaults(subject: Subject, step: GoalStep, { id, example }: Attempt): Finding[] {
  const place = { folder: subject.folder, step: step.id };
  const run = soundRun(subject, example);
  if (!run) return [];
  const { value, threw } = judged(() => gradeGoal(step, run));
  if (!value) return [inLesson(place, 'predicate', { what: `ways.${id}`, error: threw })];
  return value.reached && value.block === `way ${id}` ? [] : [inLesson(place, 'way.astray', { way: id })];
}

function missFaults(subject: Subject, step: GoalStep, { id, holds, example }: Attempt): Finding[] {
  const place = { folder: subject.folder, step: step.id };
  const run = soundRun(subject, example);
  if (!run) return [];
  const { value, threw } = judged(() => [step.reached(run), holds(run)] as const);
  if (!value) return [inLesson(place, 'predicate', { what: `misses.${id}`, error: threw })];
  const [reached, applies] = value;
  if (reached) return [inLesson(place, 'miss.reached', { miss: id })];
  return applies ? [] : [inLesson(place, 'miss.idle', { miss: id })];
}

function threwIn(subject: Subject, step: GoalStep, start: string): Finding[] {
  const place = { folder: subject.folder, step: step.id };
  return [start, step.solution].flatMap((script) => {
    const run = soundRun(subject, script);
    const { threw } = run ? judged(() => step.reached(run)) : {};
    return threw === undefined ? [] : [inLesson(place, 'predicate', { what: 'reached', error: threw })];
  });
}
