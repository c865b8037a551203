/** Writes follow reads, on the servers: whoever holds a client's write holds what that client had read before it (Terry and others 1994). */
import { phrase } from '#history/phrase';
import type { Operation } from '#history/operation';
import { isReading, isWriting, type Record, type Served } from '#checkers/kit/served';
import {
  type Chance,
  defineServerGuarantee,
  describeWrite,
  foundationsOf,
  misplaced,
} from '#checkers/kit/served-verdict';

const REASONS = {
  missing: 'verdict.writesFollowReadsState.missing',
  reversed: 'verdict.writesFollowReadsState.reversed',
} as const;

export default defineServerGuarantee({ id: 'writes-follow-reads-state', rank: 40.5, chances });

/** A write, and what its client had read before it. */
interface Informed {
  readonly later: Operation;
  readonly reads: readonly Operation[];
}

function* chances(served: Served): Generator<Chance> {
  const informed = served.sessions.flatMap((session) =>
    session.flatMap((later, at): Informed[] => {
      const reads = session.slice(0, at).filter((op) => op.status !== 'info' && isReading(served.spec, op));
      return isWriting(served.spec, later) && reads.length > 0 ? [{ later, reads }] : [];
    }),
  );
  for (const hole of new Set(informed.flatMap(({ reads }) => reads.filter((read) => !served.answerOf(read)))))
    yield { unrecorded: hole };
  for (const record of served.records) {
    for (const each of informed) if (record.holds.includes(each.later.id)) yield judge(served, record, each);
  }
}

function judge(served: Served, record: Record, { later, reads }: Informed): Chance {
  for (const read of reads) {
    const seen = foundationsOf(served, read).find((write) => misplaced(served, record, write, later) !== undefined);
    if (!seen || seen === later) continue;
    return {
      ops: [seen, read, later, ...(record.op ? [record.op] : [])],
      completes: record.op ?? later,
      reason: phrase(REASONS[misplaced(served, record, seen, later)!], {
        ...describeWrite(seen),
        replica: record.replica,
        reader: String(later.process),
        read: read.id,
        readCallAt: read.call,
        later: later.id,
        laterValue: describeWrite(later).expected,
      }),
    };
  }
  return 'kept';
}
