/** Weakly causal: every read takes what it knew of into account, by itself; no two reads need agree beyond that (CC). */
import { causalOrder, findMissed, isConflict } from '#checkers/kit/conflict';
import { countKnowingReads } from '#checkers/kit/chances';
import { defineMemoryModel } from '#checkers/kit/memory-model';

export default defineMemoryModel({
  id: 'weak-causal',
  name: 'weakCausal',
  rank: 25,
  countChances: countKnowingReads,
  find: (run) => {
    const order = causalOrder(run);
    return isConflict(order) ? order : findMissed(run, order);
  },
});
