/** A tape: stands in for a canvas context and writes down every call and every assignment, in order, as lines of text. */

export interface Tape {
  readonly ctx: CanvasRenderingContext2D;
  readonly lines: string[];
}

/** Letters are all 6 px wide. */
const LETTER = 6;

export function createTape(): Tape {
  const lines: string[] = [];
  const kept: Record<string, unknown> = { globalAlpha: 1 };
  const call = (name: string) => {
    if (name === 'measureText') return (text: string) => ({ width: text.length * LETTER });
    return (...args: unknown[]) => void lines.push(`${name}(${args.map(show).join(', ')})`);
  };
  const ctx = new Proxy(kept, {
    get: (_, name: string) => (Object.hasOwn(kept, name) ? kept[name] : call(name)),
    set: (_, name: string, value: unknown) => {
      kept[name] = value;
      lines.push(`${name} = ${show(value)}`);
      return true;
    },
  });
  return { ctx: ctx as unknown as CanvasRenderingContext2D, lines };
}

function show(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 10) / 10 || 0);
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/** The texts that were written, in order. */
export const writtenOn = ({ lines }: Tape): string[] =>
  lines.flatMap((line) => /^fillText\('(.*)', [-\d.]+, [-\d.]+\)$/.exec(line)?.[1] ?? []);
