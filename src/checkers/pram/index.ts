/** PRAM: each process sees the writes of every other in the order in which that one made them; nothing else is promised. */
import { countKnowingReads } from '#checkers/kit/chances';
import { causalOrder, findViewConflict, isConflict } from '#checkers/kit/conflict';
import { defineMemoryModel } from '#checkers/kit/memory-model';

export default defineMemoryModel({
  id: 'pram',
  name: 'pram',
  rank: 30,
  alone: true,
  countChances: countKnowingReads,
  find: (run) => {
    const order = causalOrder(run); // Of one process's reads only, so that nothing is known through others' reads.
    return isConflict(order) ? order : findViewConflict(run, order, run.reads);
  },
});
