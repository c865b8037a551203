/** Read your writes, on the servers: whoever answers a client's read holds what that client had written before (Terry and others 1994). */
import { phrase } from '#history/phrase';
import { isAcknowledged, isElsewhere, type Served } from '#checkers/kit/served';
import {
  type Chance,
  defineServerGuarantee,
  describeRead,
  describeWrite,
  readsWithPast,
} from '#checkers/kit/served-verdict';

export default defineServerGuarantee({ id: 'read-your-writes-state', rank: 43.5, chances });

function* chances(served: Served): Generator<Chance> {
  for (const { read, past, answer } of readsWithPast(served)) {
    const own = past.filter((op) => isAcknowledged(served.spec, op));
    if (own.length === 0) continue;
    if (!answer) {
      yield { unrecorded: read };
      continue;
    }
    const missing = own.find((op) => !answer.holds.includes(op.id) && !isElsewhere(served, answer.replica, op));
    yield missing === undefined
      ? 'kept'
      : {
          ops: [missing, read],
          completes: read,
          reason: phrase('verdict.readYourWritesState.missing', {
            ...describeRead(read, answer.replica),
            ...describeWrite(missing),
            writeReturnAt: missing.return ?? missing.call,
          }),
        };
  }
}
