/** Says of a run which prediction was right and whether a goal is reached: keys are computed, never written down. */
import type { GoalStep, PredictStep } from '#lesson/lesson';
import type { Run } from '#lesson/run';

/** Ids of the choices that hold of this run: exactly one in a lesson that `verifyLesson` passed. */
export const choicesThatHold = ({ choices }: PredictStep, run: Run): string[] =>
  choices.filter(({ holds }) => holds(run)).map(({ id }) => id);

/** The answer key of a prediction. Throws unless exactly one choice holds. */
export function rightChoice(step: PredictStep, run: Run): string {
  const [right, ...others] = choicesThatHold(step, run);
  if (right === undefined || others.length > 0)
    throw new Error(
      `step ${step.id}: ${right === undefined ? 'no choice holds' : `${[right, ...others].join(' and ')} hold at once`}`,
    );
  return right;
}

export interface GoalState {
  readonly reached: boolean;
  /** The block of words on this attempt, `way id` or `miss id`, where the lesson has one. */
  readonly block?: string;
}

export function gradeGoal({ reached, ways = [], misses = [] }: GoalStep, run: Run): GoalState {
  const isReached = reached(run);
  const [kind, attempts] = isReached ? ['way', ways] : ['miss', misses];
  const found = attempts.find(({ holds }) => holds(run));
  return { reached: isReached, ...(found ? { block: `${kind} ${found.id}` } : {}) };
}
