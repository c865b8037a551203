/** Rule: every combination of the settings that a goal offers is answered: by its own way or the common words where it reaches the goal, by a miss where it does not. */
import { nameOf, withSettings, type Variant } from '#explore/vary';
import { gradeGoal } from '#lesson/grade';
import type { GoalStep } from '#lesson/lesson';
import { inLesson, judged, situations, soundRun, type Finding, type Rule, type Subject } from '#lesson/subject';
import { createRun } from '#lesson/run';
import { traceHash } from '#sim/hash';
import { runScenario } from '#sim/run';
import type { Scenario } from '#sim/scenario';
import { parseScript } from '#sim/script/parse';
import type { SettingSpec } from '#sim/settings';

/** More are not tried: a goal that offers them asks too much. */
const MOST = 200;

type Settings = Variant['settings'];

export const attempts: Rule = (subject) =>
  situations(subject).flatMap(({ step, script }) => {
    const start = soundRun(subject, script);
    if (step.kind !== 'goal' || !start) return [];
    const { scenario } = parseScript(script);
    const combinations = combinationsOf(subject, step, scenario);
    if (combinations.length > MOST)
      return [
        inLesson({ folder: subject.folder, step: step.id }, 'attempts.many', {
          count: combinations.length,
          limit: MOST,
        }),
      ];
    const unmoved = traceHash(start.trace);
    return combinations.flatMap((settings) => unanswered(subject, step, { scenario, settings, unmoved }));
  });

/** All values of all settings that the goal offers, one of each. */
function combinationsOf({ laboratory }: Subject, { may }: GoalStep, { protocol, replicas }: Scenario): Settings[] {
  const { settings } = laboratory.protocols.get(protocol.id)!;
  return (may?.settings ?? [])
    .filter((name) => Object.hasOwn(settings, name))
    .reduce<Settings[]>(
      (rows, name) =>
        rows.flatMap((row) => valuesOf(settings[name]!, replicas).map((value) => [...row, [name, value] as const])),
      [[]],
    );
}

/** What the page lets a learner choose; a duration is left as the script has it. */
function valuesOf(spec: SettingSpec, replicas: Scenario['replicas']): readonly string[] {
  switch (spec.kind) {
    case 'choice':
      return spec.options;
    case 'word-or-replica':
      return [...spec.options, ...replicas.map(({ name }) => name)];
    case 'number':
      return Array.from({ length: Math.min(spec.max, replicas.length) - spec.min + 1 }, (_, step) =>
        String(spec.min + step),
      );
    default:
      return [];
  }
}

/** Nothing where the combination cannot run, since the page then says why, or where its run is that of the start. */
function unanswered(
  { folder, laboratory }: Subject,
  step: GoalStep,
  { scenario, settings, unmoved }: { scenario: Scenario; settings: Settings; unmoved: string },
): Finding[] {
  const done = runScenario(withSettings(scenario, settings), laboratory.protocols);
  if (!done.trace || traceHash(done.trace) === unmoved) return [];
  const { value } = judged(() => gradeGoal(step, createRun(done.trace, done.protocol, laboratory.checkers)));
  if (!value || value.block !== undefined || (value.reached && step.ways === undefined)) return [];
  const chosen = nameOf({ settings });
  return [inLesson({ folder, step: step.id }, value.reached ? 'attempts.way' : 'attempts.miss', { settings: chosen })];
}
