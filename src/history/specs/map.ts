/** A map: write sets a field (`milk:2`), remove takes one out, read returns all of them. */
import type { Value } from '#history/operation';
import { answered, defineSpec, firstOf, unknownKind } from '#history/spec';
import { isList, sameValue } from '#history/value';

type Fields = Readonly<Record<string, Value>>;

export const map = defineSpec({
  id: 'map',
  kinds: { write: 'writes', remove: 'writes', read: 'reads' },
  finite: true,
  initial: (init, objects) => fields(firstOf(init, objects)),
  apply: (state, op) => {
    const now = state as Fields;
    switch (op.f) {
      case 'write':
        return { ...now, ...fields(op.arg) };
      case 'remove':
        return Object.fromEntries(Object.entries(now).filter(([field]) => field !== String(op.arg)));
      case 'read':
        return !answered(op) || sameValue(now, op.ret) ? state : undefined;
      default:
        throw unknownKind('map', op);
    }
  },
});

/** `milk:2` is a map of one field; its value is a number where it looks like a whole one. */
function fields(value: Value): Fields {
  if (value === null) return {};
  if (typeof value === 'object' && !isList(value)) return value;
  const text = String(value);
  const at = text.indexOf(':');
  if (at < 1) return {};
  const rest = text.slice(at + 1);
  return { [text.slice(0, at)]: /^-?\d{1,15}$/.test(rest) ? Number(rest) : rest };
}
