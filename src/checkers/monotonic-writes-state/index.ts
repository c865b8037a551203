/** Monotonic writes, on the servers: whoever holds a client's write holds that client's earlier writes, before it (Terry and others 1994). */
import { phrase } from '#history/phrase';
import { isAcknowledged, isWriting, type Served } from '#checkers/kit/served';
import { type Chance, defineServerGuarantee, describeWrite, misplaced } from '#checkers/kit/served-verdict';

const REASONS = {
  missing: 'verdict.monotonicWritesState.missing',
  reversed: 'verdict.monotonicWritesState.reversed',
} as const;

export default defineServerGuarantee({ id: 'monotonic-writes-state', rank: 41.5, chances });

function* chances(served: Served): Generator<Chance> {
  for (const record of served.records) {
    for (const session of served.sessions) {
      const writes = session.filter((op) => isWriting(served.spec, op));
      for (const [at, later] of writes.entries()) {
        const earlier = writes.slice(0, at).filter((op) => isAcknowledged(served.spec, op));
        if (earlier.length === 0 || !record.holds.includes(later.id)) continue;
        const write = earlier.find((op) => misplaced(served, record, op, later) !== undefined);
        yield write === undefined
          ? 'kept'
          : {
              ops: [write, later, ...(record.op ? [record.op] : [])],
              completes: record.op ?? later,
              reason: phrase(REASONS[misplaced(served, record, write, later)!], {
                ...describeWrite(write),
                replica: record.replica,
                later: later.id,
                laterValue: describeWrite(later).expected,
                laterKey: describeWrite(later).expectedKey,
              }),
            };
      }
    }
  }
}
