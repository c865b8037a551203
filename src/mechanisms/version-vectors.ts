/** Version vectors: how many events of each replica a version knows, which tells "led to" from "at the same time" (Parker and others 1983). */

/** Replicas that are not named have had no event. */
export type VersionVector = Readonly<Record<string, number>>;

export type Order = 'equal' | 'before' | 'after' | 'concurrent';

/** One more event of this replica. */
export const increment = (vector: VersionVector, replica: string): VersionVector => ({
  ...vector,
  [replica]: (vector[replica] ?? 0) + 1,
});

/** What both together know: the larger count of each replica. */
export function merge(a: VersionVector, b: VersionVector): VersionVector {
  const merged: Record<string, number> = { ...a };
  for (const [replica, count] of Object.entries(b)) merged[replica] = Math.max(merged[replica] ?? 0, count);
  return merged;
}

/** How `a` stands to `b`: `before` where b knows all that a knows, and more. */
export function compare(a: VersionVector, b: VersionVector): Order {
  const less = isBelow(a, b);
  const more = isBelow(b, a);
  if (less && more) return 'equal';
  return less ? 'before' : more ? 'after' : 'concurrent';
}

const isBelow = (a: VersionVector, b: VersionVector): boolean =>
  Object.entries(a).every(([replica, count]) => count <= (b[replica] ?? 0));
