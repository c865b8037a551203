/** A counter: `add` takes the amount, `inc` and `dec` take none, `read` returns the sum. An answer of add is the new sum. */
import type { Operation } from '#history/operation';
import { answered, defineSpec, effectByKind, firstOf, unknownKind } from '#history/spec';

const spec = { id: 'counter', kinds: { read: 'reads', add: 'writes', inc: 'writes', dec: 'writes' } } as const;

export const counter = defineSpec({
  ...spec,
  initial: (init, objects) => firstOf(init, objects) ?? 0,
  apply: (state, op) => {
    const next = (state as number) + amount(op);
    return answered(op) && observes(op) && next !== op.ret ? undefined : next;
  },
  effect: (op) => {
    const effect = effectByKind(spec, op);
    return effect === 'writes' && answered(op) && observes(op) ? 'both' : effect;
  },
});

const observes = (op: Operation): boolean => op.f === 'read' || typeof op.ret === 'number';

function amount(op: Operation): number {
  switch (op.f) {
    case 'read':
      return 0;
    case 'add':
      return op.arg as number;
    case 'inc':
      return (op.arg as number | null) ?? 1;
    case 'dec':
      return -((op.arg as number | null) ?? 1);
    default:
      throw unknownKind(spec.id, op);
  }
}
