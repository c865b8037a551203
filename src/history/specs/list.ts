/** A list that only grows: append adds an element to the end, read returns all in order. */
import { answered, defineSpec, unknownKind } from '#history/spec';
import type { Value } from '#history/operation';
import { isList, sameValue } from '#history/value';

export const list = defineSpec({
  id: 'list',
  kinds: { append: 'writes', read: 'reads' },
  initial: (init) => elements(init),
  apply: (state, op) => {
    switch (op.f) {
      case 'append':
        return [...elements(state), op.arg];
      case 'read':
        return !answered(op) || sameValue(elements(op.ret), state) ? state : undefined;
      default:
        throw unknownKind('list', op);
    }
  },
  // What was appended stays, so a list that is not the beginning of an answer can only be seen by others.
  helps: (state, _, observer) => begins(elements(observer.ret), elements(state)),
});

const elements = (value: Value): readonly Value[] => (value !== null && isList(value) ? value : []);

const begins = (whole: readonly Value[], start: readonly Value[]): boolean =>
  start.length <= whole.length && start.every((element, index) => sameValue(element, whole[index]!));
