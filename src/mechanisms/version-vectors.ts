/** Version vectors: how many events of each origin somebody knows. They say what one side has that the other misses. */

/** Events known by origin; an origin that is not named counts 0. */
export type Vector = Readonly<Record<string, number>>;

export const countOf = (vector: Vector, origin: string): number =>
  Object.hasOwn(vector, origin) ? vector[origin]! : 0;

/** Whether the first knows all that the second knows. */
export const covers = (a: Vector, b: Vector): boolean =>
  Object.keys(b).every((origin) => countOf(a, origin) >= b[origin]!);

/** What either knows. */
export function joined(a: Vector, b: Vector): Vector {
  if (covers(a, b)) return a;
  const both: Record<string, number> = { ...a };
  for (const origin of Object.keys(b)) both[origin] = Math.max(countOf(a, origin), b[origin]!);
  return both;
}

/** The same, knowing one event. */
export const knowing = (vector: Vector, { origin, seq }: { readonly origin: string; readonly seq: number }): Vector =>
  seq <= countOf(vector, origin) ? vector : { ...vector, [origin]: seq };
