/** Which protocols a lesson runs: a page loads them before its first run. */

/** Ids of the protocols that the lesson's scripts name, in whatever part of it they stand. */
export function protocolsOf(part: unknown): readonly string[] {
  if (typeof part === 'string') return [...part.matchAll(/^protocol (\S+)/gm)].map(([, id]) => id!);
  if (typeof part !== 'object' || part === null) return [];
  return [...new Set(Object.values(part).flatMap(protocolsOf))];
}
