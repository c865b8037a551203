/** A set: add and remove one element; read returns all of them in any order; contains asks for one. */
import type { Operation, Value } from '#history/operation';
import { answered, defineSpec, firstOf, unknownKind } from '#history/spec';
import { isList, sameValue, valueKey } from '#history/value';

/** The state is the list of elements, sorted by their keys, so that equal sets are equal values. */
export const set = defineSpec({
  id: 'set',
  kinds: { add: 'writes', remove: 'writes', read: 'reads', contains: 'reads' },
  initial: (init, objects) => sorted(elements(firstOf(init, objects))),
  apply: (state, op) => {
    const now = elements(state);
    switch (op.f) {
      case 'add':
        return has(now, op.arg) ? state : sorted([...now, op.arg]);
      case 'remove':
        return has(now, op.arg) ? now.filter((element) => !sameValue(element, op.arg)) : state;
      case 'read':
        return !answered(op) || sameValue(sorted(elements(op.ret)), state) ? state : undefined;
      case 'contains':
        return !answered(op) || has(now, op.arg) === op.ret ? state : undefined;
      default:
        throw unknownKind('set', op);
    }
  },
  helps: (_, op, observer) => sees(observer, op.arg) === (op.f === 'add'),
});

/** Whether the observer saw the element; undefined where it did not ask for it. */
function sees(observer: Operation, element: Value): boolean | undefined {
  if (observer.f === 'read') return has(elements(observer.ret), element);
  return sameValue(observer.arg, element) ? observer.ret === true : undefined;
}

/** A single value stands for the set of it. */
const elements = (value: Value): readonly Value[] => (value === null ? [] : isList(value) ? value : [value]);

const has = (list: readonly Value[], element: Value): boolean => list.some((each) => sameValue(each, element));

function sorted(list: readonly Value[]): readonly Value[] {
  const keyed = list.map((element) => ({ element, key: valueKey(element) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ element }) => element);
}
