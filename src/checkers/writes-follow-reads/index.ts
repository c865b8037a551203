/** Writes follow reads, as clients can see it: some order of all writes puts what a client had read before what it wrote then. */
import { countWritesAfterReads } from '#checkers/kit/chances';
import { findReversal } from '#checkers/kit/conflict';
import { defineMemoryModel } from '#checkers/kit/memory-model';

export default defineMemoryModel({
  id: 'writes-follow-reads',
  name: 'writesFollowReads',
  rank: 40,
  countChances: countWritesAfterReads,
  find: findReversal,
});
