/** Read your writes, as clients can see it: each client's reads fit some order in which its own earlier writes came before. */
import { type Phrase, phrase } from '#history/phrase';
import type { Checker } from '#history/verdict';
import { sameValue, valueKey } from '#history/value';
import { keyArgument, valueArgument } from '#checkers/kit/report';
import { type Entry, findBroken, registersOf, type Session, sessionsOf } from '#checkers/kit/session';

const readYourWrites: Checker = {
  id: 'read-your-writes',
  rank: 43,
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
export default readYourWrites;

/** A read after an own write to the same register could have missed it. */
function countChances({ own }: Session): number {
  const firstWrite = own.findIndex(({ f }) => f === 'write');
  return firstWrite < 0 ? 0 : own.slice(firstWrite).filter(({ f }) => f === 'read').length;
}

/**
 * In an order of all writes and this client's reads, a read returns the write last before it. Own writes bind only
 * towards own later reads, so what must be true of the order is: each own earlier write comes before, or is, the last
 * write of the value that was read. With one write of each value chosen as its last, that is a relation between values,
 * and it fits an order exactly when it has no cycle.
 */
function breaks(session: Session): boolean {
  const lastOf = chooseLastWrites(session);
  const before = new Map<string, Set<string>>();
  const written = new Map<string, Entry>();
  for (const entry of session.own) {
    const key = valueKey(entry.value);
    if (entry.f === 'write') {
      written.set(key, entry);
      continue;
    }
    if (!lastOf.has(key) && (written.size > 0 || !sameValue(entry.value, session.first))) return true;
    for (const [value, write] of written) {
      if (value !== key && lastOf.get(value) === write) before.set(key, (before.get(key) ?? new Set()).add(value));
    }
  }
  return hasCycle(before);
}

/** The write of each value that best comes last: one that binds no read of this client, else its own latest. */
function chooseLastWrites({ own, writes }: Session): ReadonlyMap<string, Entry> {
  const isOwn = new Set(own.map(({ index }) => index));
  const chosen = new Map<string, Entry>();
  for (const write of writes) if (!isOwn.has(write.index)) chosen.set(valueKey(write.value), write);
  for (const write of own) {
    const key = valueKey(write.value);
    const isFree = chosen.has(key) && !isOwn.has(chosen.get(key)!.index);
    if (write.f === 'write' && !isFree) chosen.set(key, write);
  }
  return chosen;
}

function hasCycle(before: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const state = new Map<string, 'open' | 'done'>();
  const visit = (value: string): boolean => {
    if (state.has(value)) return state.get(value) === 'open';
    state.set(value, 'open');
    const found = [...(before.get(value) ?? [])].some(visit);
    state.set(value, 'done');
    return found;
  };
  return [...before.keys()].some(visit);
}

function nameCause(witness: readonly Entry[], read: Entry): Phrase {
  const common = {
    reader: String(read.op.process),
    read: read.op.id,
    readCallAt: read.op.call,
    key: keyArgument(read.object),
    value: valueArgument(read.value),
  };
  const own = witness.filter(({ f, op }) => f === 'write' && op.process === read.op.process && op.status === 'ok');
  if (witness.some(({ op }) => op.status === 'fail')) return phrase('verdict.readYourWrites.failed', common);
  const write = own.at(-1);
  if (!write) return phrase('verdict.readYourWrites.unwritten', common);
  const written = {
    write: write.op.id,
    writeReturnAt: write.op.return ?? write.op.call,
    expected: valueArgument(write.value),
  };
  const id = own.length === 1 ? 'missing' : 'bothOrders';
  return phrase(`verdict.readYourWrites.${id}`, { ...common, ...written });
}
