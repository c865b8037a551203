/** Version vectors: how many events of each origin somebody knows, which tells "led to" from "at the same time" (Parker and others 1983). */

/** Events known by origin; an origin that is not named counts 0. */
export type VersionVector = Readonly<Record<string, number>>;

export type Order = 'equal' | 'before' | 'after' | 'concurrent';

export const countOf = (vector: VersionVector, origin: string): number =>
  Object.hasOwn(vector, origin) ? vector[origin]! : 0;

/** Whether the first knows all that the second knows. */
export const covers = (a: VersionVector, b: VersionVector): boolean =>
  Object.keys(b).every((origin) => countOf(a, origin) >= b[origin]!);

/** One more event of this origin. */
export const increment = (vector: VersionVector, origin: string): VersionVector => ({
  ...vector,
  [origin]: countOf(vector, origin) + 1,
});

/** The same, knowing one event. */
export const knowing = (
  vector: VersionVector,
  { origin, seq }: { readonly origin: string; readonly seq: number },
): VersionVector => (seq <= countOf(vector, origin) ? vector : { ...vector, [origin]: seq });

/** What either knows: the larger count of each origin. */
export function merge(a: VersionVector, b: VersionVector): VersionVector {
  if (Object.keys(b).every((origin) => Object.hasOwn(a, origin) && a[origin]! >= b[origin]!)) return a;
  const both: Record<string, number> = { ...a };
  for (const origin of Object.keys(b)) both[origin] = Math.max(countOf(a, origin), b[origin]!);
  return both;
}

/** How `a` stands to `b`: `before` where b knows all that a knows, and more. */
export function compare(a: VersionVector, b: VersionVector): Order {
  const [less, more] = [covers(b, a), covers(a, b)];
  if (less && more) return 'equal';
  return less ? 'before' : more ? 'after' : 'concurrent';
}
