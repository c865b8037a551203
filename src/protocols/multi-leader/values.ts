/** Values as scripts write them, `milk+bread` for a cart and `city:Oslo;name:Ann` for fields, and the functions that merge them. */
import type { Value } from '#history/operation';
import { sameValue } from '#history/value';
import { parseValue, printValue } from '#sim/script/values';

/** Texts by their code units: the same order in every engine and language. */
const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The items of a cart; nothing is an empty one. */
function itemsOf(value: Value): readonly string[] {
  if (value === null) return [];
  return (typeof value === 'string' ? value : printValue(value)).split('+').filter((item) => item !== '');
}

/** All items of both, each once, in the order of the alphabet. */
function union(a: Value, b: Value): Value {
  if (sameValue(a, b)) return a;
  const items = [...new Set([...itemsOf(a), ...itemsOf(b)])].sort(inOrder);
  return items.length > 0 ? items.join('+') : null;
}

const rankOf = (value: Value): number => (value === null ? 0 : typeof value === 'number' ? 1 : 2);

function compareValues(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return rankOf(a) - rankOf(b) || inOrder(printValue(a), printValue(b));
}

/** The larger one: of numbers by size; any text is above any number, and everything above nothing. */
const max = (a: Value, b: Value): Value => (compareValues(a, b) < 0 ? b : a);

/** One behind the other: which comes first matters, and that is what is wrong with it. */
const append = (a: Value, b: Value): Value => [a, b].flatMap(itemsOf).join('+');

/** Functions of two values. All but `append` are associative, commutative and idempotent. */
export const MERGES = { union, max, append } as const satisfies Record<string, (a: Value, b: Value) => Value>;

/** A value's fields by name; an item of a cart is a field that is there or not. What is neither stands under ''. */
export type Fields = Readonly<Record<string, Value>>;

/** The value of an item that is there. */
const PRESENT = true;

export function fieldsOf(value: Value): Fields {
  if (value === null) return {};
  const parts = typeof value === 'string' ? value.split(value.includes(':') ? ';' : '+').map(fieldOf) : [];
  const names = new Set(parts.map(([name]) => name));
  return names.size === parts.length && parts.length > 0 ? Object.fromEntries(parts) : { '': value };
}

/** `city:Oslo` is a field, `milk` an item. */
function fieldOf(part: string): readonly [string, Value] {
  const colon = part.indexOf(':');
  const text = part.slice(colon + 1);
  return colon < 0 ? [part, PRESENT] : [part.slice(0, colon), parseValue(text) ?? text];
}

/** The fields as one value, names in the order of the alphabet; nothing where there is none. */
export function valueOfFields(fields: Fields): Value {
  const present = Object.keys(fields)
    .filter((name) => fields[name] !== null)
    .sort(inOrder);
  if (present.length === 0) return null;
  if (present.length === 1 && present[0] === '' && fields[''] !== PRESENT) return fields['']!;
  const isItem = (name: string): boolean => name === '' || fields[name] === PRESENT;
  const textOf = (name: string): string =>
    fields[name] === PRESENT ? name : `${name === '' ? '' : `${name}:`}${printValue(fields[name]!)}`;
  return present.map(textOf).join(present.every(isItem) ? '+' : ';');
}
