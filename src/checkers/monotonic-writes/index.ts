/** Monotonic writes, as clients can see it: each client's reads fit some order of all writes that keeps every writer's order. */
import { countReadsOfRewritten } from '#checkers/kit/chances';
import { defineMemoryModel } from '#checkers/kit/memory-model';

export default defineMemoryModel({
  id: 'monotonic-writes',
  name: 'monotonicWrites',
  rank: 41,
  countChances: countReadsOfRewritten,
  find: () => undefined, // Reads are not ordered, so each can stand right behind the write of what it read.
});
