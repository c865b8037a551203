/** Causally convergent: every read takes all that it knew of into account, in one order of the writes for everybody (CCv). */
import { countKnowingReads } from '#checkers/kit/chances';
import { causalOrder, findDisagreement, findMissed, isConflict } from '#checkers/kit/conflict';
import { defineMemoryModel } from '#checkers/kit/memory-model';

export default defineMemoryModel({
  id: 'causal-convergence',
  name: 'causalConvergence',
  rank: 20,
  countChances: countKnowingReads,
  find: (run) => {
    const order = causalOrder(run);
    return isConflict(order) ? order : (findMissed(run, order) ?? findDisagreement(run, order));
  },
});
