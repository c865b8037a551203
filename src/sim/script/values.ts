/** How values, percentages and rates stand in a script: read and printed side by side, so that they stay each other's inverse. */
import type { Value } from '#history/operation';
import { WORD } from '#sim/script/grammar';

const NUMBER = /^-?\d+(\.\d+)?$/;

/** `2`, `red`, `"two words"`, `∅` for nothing; undefined where the text is no value. */
export function parseValue(text: string): Value | undefined {
  if (text === '∅') return null;
  if (NUMBER.test(text)) return exactNumber(text);
  if (text.startsWith('"')) return parseQuoted(text);
  return WORD.test(text) ? text : undefined;
}

/** Undefined where the number is so long, or so small, that it would be printed as another text. */
function exactNumber(text: string): number | undefined {
  const value = Number(text);
  return NUMBER.test(String(value)) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value || 0 : undefined;
}

function parseQuoted(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

export function printValue(value: Value): string {
  if (value === null) return '∅';
  if (typeof value === 'number' && NUMBER.test(String(value))) return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return WORD.test(text) && !NUMBER.test(text) && text !== '∅' ? text : JSON.stringify(text);
}

export function parsePercent(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)%$/.exec(text);
  const percent = match ? Number(match[1]) : NaN;
  return percent <= 100 && NUMBER.test(String(percent)) ? percent : undefined;
}

const RATES = { Gbps: 1e9, Mbps: 1e6, kbps: 1e3, bps: 1 } as const;

/** Bits a second of `10Mbps`; `∞` lifts the limit. */
export function parseRate(text: string): number | undefined {
  if (text === '∞' || text === 'unlimited') return Infinity;
  const match = /^(\d+(?:\.\d+)?)(Gbps|Mbps|kbps|bps)$/.exec(text);
  const rate = match ? Number(match[1]) * RATES[match[2] as keyof typeof RATES] : 0;
  return rate >= 1 && rate <= 1e15 ? rate : undefined;
}

export function printRate(bitsPerS: number): string {
  if (bitsPerS === Infinity) return 'unlimited';
  const [unit, factor] = Object.entries(RATES).find(
    ([, factor]) => bitsPerS >= factor && Number.isInteger((bitsPerS * 1000) / factor),
  ) ?? ['bps', 1];
  return `${bitsPerS / factor}${unit}`;
}

export function parsePpm(text: string): number | undefined {
  const match = /^([+-]?\d+)ppm$/.exec(text);
  const ppm = match ? Number(match[1]) : NaN;
  return Math.abs(ppm) <= 900_000 ? ppm || 0 : undefined;
}

export const printSigned = (text: string): string => (text.startsWith('-') ? text : `+${text}`);
