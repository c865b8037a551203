/** Reads a command's arguments by its own table of options, with errors in the catalogue's words. */
import { parseArgs } from 'node:util';
import { phrase, type Phrase } from '#history/phrase';
import { nearest } from '#sim/script/nearest';

/** Options by name: a `boolean` takes no value, a `string` needs one. */
export type Options = Readonly<Record<string, 'boolean' | 'string'>>;

export interface Arguments {
  readonly positionals: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
}

export type ArgumentsRead = (Arguments & { readonly fault?: never }) | { readonly fault: Phrase };

/** `positionals` names what the command takes besides options, all of it required; of the last there may be several where its name ends in `…`. */
export function readArguments(
  args: readonly string[],
  options: Options,
  positionals: readonly string[],
): ArgumentsRead {
  const config = Object.fromEntries(Object.entries(options).map(([name, type]) => [name, { type }]));
  const { tokens } = parseArgs({
    args: [...args],
    options: config,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const found: string[] = [];
  const flags = new Set<string>();
  const values = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'positional') found.push(token.value);
    if (token.kind !== 'option') continue;
    const type = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (type === undefined) return { fault: unknownOption(token.rawName, options) };
    if (type === 'boolean' && token.value !== undefined)
      return { fault: phrase('cli.option.plain', { option: token.rawName }) };
    if (type === 'string' && (token.value ?? '') === '')
      return { fault: phrase('cli.option.empty', { option: token.rawName }) };
    flags.add(token.name);
    if (token.value !== undefined) values.set(token.name, token.value);
  }
  const missing = positionals[found.length];
  if (missing !== undefined) return { fault: phrase('cli.argument.missing', { name: missing.replace('…', '') }) };
  if (found.length > positionals.length && !positionals.at(-1)?.endsWith('…'))
    return { fault: phrase('cli.argument.extra', { found: found[positionals.length]! }) };
  return { positionals: found, flags, values };
}

function unknownOption(option: string, options: Options): Phrase {
  const known = Object.keys(options).map((name) => `--${name}`);
  const near = nearest(option, known);
  return near === undefined
    ? phrase('cli.option.unknown', { option, expected: known.join(', ') })
    : phrase('cli.option.near', { option, near });
}
