/** Monotonic reads, on the servers: whoever answers a client's read holds what that client's earlier reads rested on (Terry and others 1994). */
import { phrase } from '#history/phrase';
import { type Held, isElsewhere, isReading, type Served } from '#checkers/kit/served';
import {
  type Chance,
  defineServerGuarantee,
  describeRead,
  describeWrite,
  foundationsOf,
  readsWithPast,
} from '#checkers/kit/served-verdict';

export default defineServerGuarantee({ id: 'monotonic-reads-state', rank: 42.5, chances });

function* chances(served: Served): Generator<Chance> {
  for (const { read, past, answer } of readsWithPast(served)) {
    const earlier = past.filter((op) => op.status !== 'info' && isReading(served.spec, op));
    if (earlier.length === 0) continue;
    const hole = [...earlier, read].find((op) => !served.answerOf(op));
    if (hole) yield { unrecorded: hole };
    if (answer) yield judge(served, earlier, { read, ...answer });
  }
}

type Answered = Parameters<typeof describeRead>[0];

function judge(
  served: Served,
  earlier: readonly Answered[],
  { read, replica, holds }: { readonly read: Answered; readonly replica: string; readonly holds: Held },
): Chance {
  for (const before of earlier) {
    const forgotten = foundationsOf(served, before).find(
      (write) => !holds.includes(write.id) && write !== read && !isElsewhere(served, replica, write),
    );
    if (!forgotten) continue;
    return {
      ops: [forgotten, before, read],
      completes: read,
      reason: phrase('verdict.monotonicReadsState.forgotten', {
        ...describeRead(read, replica),
        ...describeWrite(forgotten),
        earlier: before.id,
        earlierReplica: served.answerOf(before)!.replica,
        earlierReturnAt: before.return ?? before.call,
      }),
    };
  }
  return 'kept';
}
