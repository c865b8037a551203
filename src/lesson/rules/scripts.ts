/** Rule: every script parses and runs to its end, and each edit in it finds its message. */
import type { LessonStep } from '#lesson/lesson';
import { inLesson, situations, type Finding, type Rule, type Subject } from '#lesson/subject';

export const scripts: Rule = (subject) => {
  const { folder, lesson } = subject;
  const [start] = situations(subject);
  const none =
    start && start.script === '' && start.step.kind !== 'recall'
      ? [inLesson({ folder, step: start.step.id }, 'script.none')]
      : [];
  const ofSteps = lesson.steps.flatMap((step) =>
    scriptsOf(step).flatMap(([what, script]) => faultsOf(subject, script, { what, step: step.id })),
  );
  const ofClaims = lesson.claims.flatMap(({ id, script, against }) =>
    [script, ...(against === undefined ? [] : [against])].flatMap((each) =>
      faultsOf(subject, each, { what: `claims.${id}` }),
    ),
  );
  const ofFacts = Object.entries(lesson.facts).flatMap(([name, fact]) =>
    typeof fact === 'function' ? [] : faultsOf(subject, fact.script, { what: `facts.${name}` }),
  );
  return [...none, ...ofSteps, ...ofClaims, ...ofFacts];
};

/** A step's scripts with the field that holds each. */
function scriptsOf(step: LessonStep): (readonly [what: string, script: string])[] {
  const own = step.script === undefined ? [] : [['script', step.script] as const];
  switch (step.kind) {
    case 'predict':
      return [
        ...own,
        ...step.choices.flatMap(({ id, wouldHold }) =>
          wouldHold === undefined ? [] : [[`choices.${id}.wouldHold`, wouldHold] as const],
        ),
      ];
    case 'goal':
      return [
        ...own,
        ['solution', step.solution],
        ...(step.alsoReachedBy ?? []).map((script, index) => [`alsoReachedBy[${index}]`, script] as const),
        ...(step.misses ?? []).map(({ id, example }) => [`misses.${id}.example`, example] as const),
      ];
    case 'recall':
    case 'play':
    case 'explain':
    case 'takeaway':
      return own;
  }
}

function faultsOf(subject: Subject, script: string, { what, step }: { what: string; step?: string }): Finding[] {
  const place = { folder: subject.folder, ...(step === undefined ? {} : { step }) };
  const { run, faults } = subject.experiment(script);
  if (!run) return faults.map(({ line, column, reason }) => inLesson(place, 'script', { what, line, column, reason }));
  const { unmatched, scenario, stoppedBy } = run.trace;
  const lost = unmatched.map((index) =>
    inLesson(place, 'script.unmatched', { what, message: scenario.edits[index]!.message }),
  );
  return stoppedBy === 'end' ? lost : [...lost, inLesson(place, 'script.limit', { what })];
}
