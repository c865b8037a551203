/** Monotonic reads, as clients can see it: each client's reads, in its order, fit some order of all writes. */
import { type Phrase, phrase } from '#history/phrase';
import type { Checker } from '#history/verdict';
import { sameValue, valueKey } from '#history/value';
import { keyArgument, valueArgument } from '#checkers/kit/report';
import { type Entry, findBroken, registersOf, type Session, sessionsOf } from '#checkers/kit/session';

const monotonicReads: Checker = {
  id: 'monotonic-reads',
  rank: 42,
  specs: ['register', 'multi-register'],
  check(observation) {
    const parts = registersOf(observation);
    if ('verdict' in parts) return parts;
    const tested = parts
      .flatMap((part) => sessionsOf(part, () => true))
      .reduce((sum, session) => sum + countChances(session), 0);
    const broken = findBroken(parts, breaks, nameCause);
    return broken ? { verdict: 'violated', tested: Math.max(tested, 1), ...broken } : { verdict: 'holds', tested };
  },
};
export default monotonicReads;

const readsOf = ({ own }: Session): readonly Entry[] => own.filter(({ f }) => f === 'read');

/** A read after another read of the same register could have gone back. */
const countChances = (session: Session): number => Math.max(0, readsOf(session).length - 1);

/**
 * Each time the value that the client reads changes, some write must have come in between, and each write comes once.
 * So a value can be arrived at as often as there are writes of it, and once more if it was there at the start.
 */
function breaks(session: Session): boolean {
  const left = new Map<string, number>();
  for (const { value } of session.writes) left.set(valueKey(value), (left.get(valueKey(value)) ?? 0) + 1);
  let previous: Entry | undefined;
  for (const read of readsOf(session)) {
    const arrives =
      previous === undefined ? !sameValue(read.value, session.first) : !sameValue(read.value, previous.value);
    previous = read;
    if (!arrives) continue;
    const key = valueKey(read.value);
    const writes = left.get(key) ?? 0;
    if (writes === 0) return true;
    left.set(key, writes - 1);
  }
  return false;
}

function nameCause(witness: readonly Entry[], read: Entry): Phrase {
  const common = {
    reader: String(read.op.process),
    read: read.op.id,
    readCallAt: read.op.call,
    key: keyArgument(read.object),
    value: valueArgument(read.value),
  };
  if (witness.some(({ op }) => op.status === 'fail')) return phrase('verdict.monotonicReads.failed', common);
  const earlier = witness.findLast(
    ({ f, op, value }) => f === 'read' && op !== read.op && !sameValue(value, read.value),
  );
  if (!earlier) return phrase('verdict.monotonicReads.unwritten', common);
  const { op, value } = earlier;
  return phrase('verdict.monotonicReads.backwards', {
    ...common,
    earlier: op.id,
    earlierReturnAt: op.return ?? op.call,
    earlierValue: valueArgument(value),
  });
}
