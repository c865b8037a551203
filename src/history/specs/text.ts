/** A text: insert `3:milk` puts characters at a place, erase `3:4` takes some out from there, append adds to the end, read returns all. */
import type { Operation, Value } from '#history/operation';
import { answered, defineSpec, firstOf, unknownKind } from '#history/spec';

export const text = defineSpec({
  id: 'text',
  kinds: { insert: 'writes', erase: 'writes', append: 'writes', read: 'reads' },
  initial: (init, objects) => characters(firstOf(init, objects)),
  apply: (state, op) => {
    const now = [...characters(state)];
    const { place, rest } = partsOf(op);
    switch (op.f) {
      case 'insert':
        return [...now.slice(0, place), rest, ...now.slice(place)].join('');
      case 'erase':
        return [...now.slice(0, place), ...now.slice(place + Number(rest))].join('');
      case 'append':
        return `${characters(state)}${characters(op.arg)}`;
      case 'read':
        return !answered(op) || state === characters(op.ret) ? state : undefined;
      default:
        throw unknownKind('text', op);
    }
  },
});

const characters = (value: Value): string => (value === null ? '' : String(value));

/** A place beyond the end is the end. */
function partsOf({ arg }: Operation): { place: number; rest: string } {
  const whole = String(arg);
  const at = whole.indexOf(':');
  return { place: Number(whole.slice(0, Math.max(0, at))), rest: whole.slice(at + 1) };
}
