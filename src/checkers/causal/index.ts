/** Causal memory: each process sees all writes in an order of its own, and causes before effects (CM). */
import { countKnowingReads } from '#checkers/kit/chances';
import { causalOrder, findViewConflict, isConflict } from '#checkers/kit/conflict';
import { defineMemoryModel } from '#checkers/kit/memory-model';
import { readsByProcess } from '#checkers/kit/run';

export default defineMemoryModel({
  id: 'causal',
  name: 'causal',
  rank: 21,
  countChances: countKnowingReads,
  find: (run) => {
    const order = causalOrder(run);
    if (isConflict(order)) return order;
    for (const reads of readsByProcess(run)) {
      const conflict = findViewConflict(run, order, reads);
      if (conflict) return conflict;
    }
    return undefined;
  },
});
