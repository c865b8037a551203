/** A register: a read returns the value of the latest write. One register for each key, all with the same first value. */
import type { Operation, Value } from '#history/operation';
import { type Access, defineSpec, unknownKind } from '#history/spec';
import { sameValue } from '#history/value';

export const register = defineSpec({
  id: 'register',
  kinds: { read: 'reads', write: 'writes' },
  finite: true,
  initial: (init) => init,
  apply: (state, op) => stepRegister('register', state, op),
  access: accessOf,
  shows: (state) => state,
  overwrites: (op) => op.f === 'write',
});

/** One register's step; `cas` takes `[expected, next]` and answers true, or false where it compared and found another value. */
export function stepRegister(spec: string, state: Value, op: Operation): Value | undefined {
  switch (op.f) {
    case 'read':
      return op.status === 'info' || sameValue(state, op.ret) ? state : undefined;
    case 'write':
      return op.arg;
    case 'cas':
      return compareAndSet(state, op);
    default:
      throw unknownKind(spec, op);
  }
}

function compareAndSet(state: Value, op: Operation): Value | undefined {
  const [expected, next] = op.arg as readonly [Value, Value];
  const fits = sameValue(state, expected);
  if (op.status === 'info') return fits ? next : state;
  return fits === (op.ret !== false) ? (fits ? next : state) : undefined;
}

export function accessOf(op: Operation): Access | undefined {
  if (op.f === 'read') return { f: 'read', object: op.key ?? '', value: op.ret };
  if (op.f === 'write') return { f: 'write', object: op.key ?? '', value: op.arg };
  return undefined;
}
