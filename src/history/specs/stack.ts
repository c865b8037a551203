/** A last-in first-out stack: push adds on top, pop takes from the top, or answers null where there is nothing. */
import type { Operation, Value } from '#history/operation';
import { answered, defineSpec, unknownKind } from '#history/spec';
import { isList, sameValue } from '#history/value';

export const stack = defineSpec({
  id: 'stack',
  kinds: { push: 'writes', pop: 'both', peek: 'reads', len: 'reads' },
  initial: (init) => (init !== null && isList(init) ? init : []),
  apply: (state, op) => {
    const items = state as readonly Value[];
    const top = items.at(-1) ?? null;
    switch (op.f) {
      case 'push':
        return [...items, op.arg];
      case 'pop':
        return !answered(op) || sameValue(top, op.ret) ? items.slice(0, -1) : undefined;
      case 'peek':
        return !answered(op) || sameValue(top, op.ret) ? state : undefined;
      case 'len':
        return !answered(op) || items.length === op.ret ? state : undefined;
      default:
        throw unknownKind('stack', op);
    }
  },
  helps: (_, op, observer) => op.f !== 'push' || asks(observer, op.arg),
});

/** An element that was added is worth adding only for an answer that shows it, or counts. */
const asks = (observer: Operation, element: Value): boolean => observer.f === 'len' || sameValue(observer.ret, element);
