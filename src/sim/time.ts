/** Durations as people write them (`11ms`, `1.5s`) and as the kernel counts them: whole microseconds. */

const UNITS = { us: 1, ms: 1e3, s: 1e6, min: 6e7, h: 36e8, d: 864e8 } as const;
type Unit = keyof typeof UNITS;

/** Tried in this order: the first unit in which the number is exact with so many parts wins. */
const PRINTED: readonly (readonly [unit: Unit, parts: number])[] = [
  ['d', 10],
  ['h', 10],
  ['min', 10],
  ['s', 10],
  ['ms', 1000],
  ['us', 1],
];

const DURATION = /^([+-]?)(\d+(?:\.\d+)?)(us|µs|ms|s|min|h|d)$/;

/** Three years: up to here every whole number of microseconds has an exact text in every unit. */
const MAX_US = 1e14;

/** Microseconds of `11ms`, `+4ms`, `1.5s`; undefined where the text is no duration, or one of more than three years. Rounded to whole microseconds. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (!match) return undefined;
  const unit = (match[3] === 'µs' ? 'us' : match[3]) as Unit;
  const us = Math.round(Number(match[2]) * UNITS[unit]);
  if (us > MAX_US) return undefined;
  return match[1] === '-' ? -us || 0 : us;
}

/** The shortest exact text of a whole number of microseconds: `parseDuration` gives the same number back. */
export function formatDuration(us: number): string {
  if (us < 0) return `-${formatDuration(-us)}`;
  if (us === 0) return '0ms';
  const [unit] = PRINTED.find(([name, parts]) => us >= UNITS[name] && Number.isInteger((us * parts) / UNITS[name]))!;
  return `${us / UNITS[unit]}${unit}`;
}
