/** A register that answers with all values that nobody has replaced: one copy never has more than one. To write nothing empties it. */
import type { Value } from '#history/operation';
import { answered, defineSpec, firstOf, unknownKind } from '#history/spec';
import { sameValue } from '#history/value';

export const multiValue = defineSpec({
  id: 'multi-value',
  kinds: { read: 'reads', write: 'writes' },
  finite: true,
  initial: (init, objects) => values(firstOf(init, objects)),
  apply: (state, op) => {
    switch (op.f) {
      case 'read':
        return !answered(op) || sameValue(state, op.ret) ? state : undefined;
      case 'write':
        return values(op.arg);
      default:
        throw unknownKind('multi-value', op);
    }
  },
  overwrites: (op) => op.f === 'write',
});

const values = (value: Value): readonly Value[] => (value === null ? [] : [value]);
