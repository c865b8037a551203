/** Ceilings on size, and the exceptions of today. A ratchet: a number here may fall, never rise, and no line may be added lightly. */

/** Lines of a file. Hardly any needs more than 120. */
export const FILE_LINES = 300;
/** Lines of a function. Hardly any needs more than 40. */
export const FUNCTION_LINES = 60;

/** Path → lines. */
export const LONG_FILES: Readonly<Record<string, number>> = {};

/** `path name` → lines. */
export const LONG_FUNCTIONS: Readonly<Record<string, number>> = {
  'src/sim/client.ts createClient': 95, // A statechart is one expression.
};

/**
 * What is over its ceiling, or has come down since its exception was written.
 *
 * @param sizes name and lines of everything measured
 */
export function ratchet(
  sizes: readonly { name: string; lines: number }[],
  { ceiling, exceptions, remedy }: { ceiling: number; exceptions: Readonly<Record<string, number>>; remedy: string },
): string[] {
  const problems = sizes.flatMap(({ name, lines }) => {
    const allowed = exceptions[name] ?? ceiling;
    return lines > allowed ? [`${name} has ${lines} lines, allowed are ${allowed}: ${remedy}`] : [];
  });
  const stale = Object.entries(exceptions).flatMap(([name, allowed]) => {
    const lines = Math.max(0, ...sizes.filter((size) => size.name === name).map((size) => size.lines));
    if (lines <= ceiling)
      return [`${name} no longer needs its exception: take its line out of tests/support/ratchet.ts`];
    return lines < allowed
      ? [`${name} has come down to ${lines} lines: lower its ${allowed} in tests/support/ratchet.ts`]
      : [];
  });
  return [...problems, ...stale];
}
