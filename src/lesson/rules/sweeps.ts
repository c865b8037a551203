/** Rule: a step's figure of many runs varies settings that its protocol has, and shows reads that had something to be late for. */
import { runChunk } from '#explore/sweep';
import { parseVary, varied } from '#explore/vary';
import { phrase } from '#history/phrase';
import { inLesson, situations, type Finding, type Rule, type Situation, type Subject } from '#lesson/subject';

/** Enough to see whether there is anything to count. */
const TRIED = 5;

export const sweeps: Rule = (subject) => situations(subject).flatMap((situation) => findingsOf(subject, situation));

function findingsOf(subject: Subject, { step, script }: Situation): Finding[] {
  const experiment = subject.experiment(script);
  if (!step.sweep || !experiment.run) return [];
  const { scenario, protocol } = experiment;
  const place = { folder: subject.folder, step: step.id };
  const read = parseVary(step.sweep.vary);
  const made = 'fault' in read ? { fault: read.fault } : varied(scenario, read.axes, protocol);
  if (!('variants' in made) || !made.variants)
    return [inLesson(place, 'many.vary', { vary: step.sweep.vary, reason: made.fault ?? phrase('list.none') })];
  const isEmpty = made.variants.every(
    (variant) => runChunk(variant, { variant: 0, from: 0, to: TRIED }, protocol).reads.run.length === 0,
  );
  return isEmpty ? [inLesson(place, 'many.empty')] : [];
}
