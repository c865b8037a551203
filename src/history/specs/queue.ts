/** A first-in first-out queue: enq adds at the end, deq takes from the front, or answers null where there is nothing. */
import type { Operation, Value } from '#history/operation';
import { answered, defineSpec, unknownKind } from '#history/spec';
import { isList, sameValue } from '#history/value';

export const queue = defineSpec({
  id: 'queue',
  kinds: { enq: 'writes', deq: 'both', peek: 'reads', len: 'reads' },
  initial: (init) => (init !== null && isList(init) ? init : []),
  apply: (state, op) => {
    const items = state as readonly Value[];
    const front = items[0] ?? null;
    switch (op.f) {
      case 'enq':
        return [...items, op.arg];
      case 'deq':
        return !answered(op) || sameValue(front, op.ret) ? items.slice(1) : undefined;
      case 'peek':
        return !answered(op) || sameValue(front, op.ret) ? state : undefined;
      case 'len':
        return !answered(op) || items.length === op.ret ? state : undefined;
      default:
        throw unknownKind('queue', op);
    }
  },
  helps: (_, op, observer) => op.f !== 'enq' || asks(observer, op.arg),
});

/** An element that was added is worth adding only for an answer that shows it, or counts. */
const asks = (observer: Operation, element: Value): boolean => observer.f === 'len' || sameValue(observer.ret, element);
