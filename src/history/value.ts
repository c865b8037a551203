/** Values compared by what they are, not by where they live: an exact key for each, since specs and caches need equality. */
import type { Value } from '#history/operation';

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** Two values have the same key exactly when they are equal; the order of an object's fields does not matter. */
export function valueKey(value: Value): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(valueKey).join()}]`;
  const fields = Object.keys(value).sort();
  return `{${fields.map((name) => `${JSON.stringify(name)}:${valueKey(value[name] ?? null)}`).join()}}`;
}

export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  return valueKey(a) === valueKey(b);
}

/** A field of a value that may not be an object: `null` where there is none. */
export function fieldOf(value: Value, name: string): Value {
  if (value === null || typeof value !== 'object' || isList(value)) return null;
  return Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}
