/** Monotonic writes, on the servers: whoever holds a client's write holds that client's earlier writes, before it (Terry and others 1994). */
import type { Operation } from '#history/operation';
import { phrase } from '#history/phrase';
import { isAcknowledged, isElsewhere, isWriting, type Record, type Served } from '#checkers/kit/served';
import {
  type Breach,
  type Chance,
  defineServerGuarantee,
  describeWrite,
  misplaced,
} from '#checkers/kit/served-verdict';

const REASONS = {
  missing: 'verdict.monotonicWritesState.missing',
  reversed: 'verdict.monotonicWritesState.reversed',
} as const;

export default defineServerGuarantee({ id: 'monotonic-writes-state', rank: 41.5, chances });

function* chances(served: Served): Generator<Chance> {
  const sessions = served.sessions.map((session) => session.filter((op) => isWriting(served.spec, op)));
  let first: Breach | undefined;
  for (const record of served.records) {
    for (const writes of sessions) {
      for (const at of heldWrites(served, record, writes)) {
        if (at.isKept) yield 'kept';
        // Many moments show the same breach: the first is told, the others are only counted.
        else yield (first ??= breachAt(served, record, writes.slice(0, at.index + 1)));
      }
    }
  }
}

/** Each write that the replica holds and that has an earlier one, with whether it holds all of those in their places. */
function* heldWrites(served: Served, record: Record, writes: readonly Operation[]) {
  let lost: Operation | undefined;
  const furthest = new Map<string, Operation>();
  let earlier = 0;
  for (const [index, later] of writes.entries()) {
    const rivals = [lost, ...served.spec.objects(later).map((object) => furthest.get(object))];
    const isKept = !rivals.some((op) => op && misplaced(served, record, op, later) !== undefined);
    if (earlier > 0 && record.holds.includes(later.id)) yield { index, isKept };
    if (!isAcknowledged(served.spec, later)) continue;
    earlier += 1;
    if (!record.holds.includes(later.id) && !isElsewhere(served, record.replica, later)) lost ??= later;
    for (const object of served.spec.objects(later)) {
      const known = furthest.get(object);
      if (!known || record.holds.indexOf(known.id) < record.holds.indexOf(later.id)) furthest.set(object, later);
    }
  }
}

function breachAt(served: Served, record: Record, writes: readonly Operation[]): Breach {
  const later = writes.at(-1)!;
  const earlier = writes.slice(0, -1).filter((op) => isAcknowledged(served.spec, op));
  const write = earlier.find((op) => misplaced(served, record, op, later) !== undefined)!;
  return {
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
