/** What no first step of a lesson shows: it comes once that step stands, all of it at once, so that it is there when it is asked for. */
import Goal from '#ui/lesson/Goal.svelte';
import Prediction from '#ui/lesson/Prediction.svelte';
import VerdictCard from '#ui/VerdictCard.svelte';

export { Goal, Prediction, VerdictCard };

export interface Later {
  readonly Goal: typeof Goal;
  readonly Prediction: typeof Prediction;
  readonly VerdictCard: typeof VerdictCard;
}
