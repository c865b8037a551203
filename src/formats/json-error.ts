/** Reads JSON (RFC 8259) and keeps where each value stands, so that whatever is wrong with it is said with line and column. */
import type { Value } from '#history/operation';

/** Lines and columns, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with the text: what stands there (empty at its end), and what JSON would have there. */
export interface JsonFault extends Place {
  readonly found: string;
  readonly expected: string;
}

/** `placeOf` tells where the value of a path begins; of a path that does not exist, its nearest ancestor that does. */
export type JsonRead =
  | { readonly value: Value; readonly placeOf: (path: readonly PropertyKey[]) => Place; readonly fault?: never }
  | { readonly value?: never; readonly fault: JsonFault };

interface Scanner {
  readonly text: string;
  index: number;
  depth: number;
  /** Where the values begin that the path `wanted` leads through; a whole file's would not fit into memory. */
  readonly starts: Map<string, number>;
  readonly wanted: string | undefined;
  /** Set once: reading unwinds as soon as it is. */
  fault?: { readonly at: number; readonly expected: string };
}

/** Nesting beyond this is refused before a recursive reader runs out of stack. */
const DEEPEST = 200;

/** Never throws: a text that is no JSON comes back as a fault. */
export function readJson(text: string): JsonRead {
  const scanner = createScanner(text);
  const value = readValue(scanner, '');
  skipSpace(scanner);
  if (!scanner.fault && scanner.index < text.length) stop(scanner, 'the end');
  const { fault } = scanner;
  if (fault) return { fault: { ...placeAt(text, fault.at), found: wordAt(text, fault.at), expected: fault.expected } };
  return { value, placeOf: (path) => placeAt(text, startOf(text, path)) };
}

const createScanner = (text: string, wanted?: string): Scanner => ({
  text,
  index: 0,
  depth: 0,
  starts: new Map(),
  wanted,
});

/** Line and column of a position in a text. */
export function placeAt(text: string, at: number): Place {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return { line, column: at - before.lastIndexOf('\n') };
}

const keyOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Reads again: few texts have something wrong, and none has much that is told. */
function startOf(text: string, path: readonly PropertyKey[]): number {
  const scanner = createScanner(text, keyOf(path));
  readValue(scanner, '');
  const { starts } = scanner;
  for (let length = path.length; length > 0; length -= 1) {
    const start = starts.get(keyOf(path.slice(0, length)));
    if (start !== undefined) return start;
  }
  return starts.get('') ?? 0;
}

const wordAt = (text: string, at: number): string => /^(?:[\w.+-]{1,20}|[^])?/u.exec(text.slice(at, at + 24))![0];

/** Notes the first thing that is wrong; the value returned is never used. */
function stop(scanner: Scanner, expected: string, at = scanner.index): null {
  scanner.fault ??= { at, expected };
  return null;
}

function skipSpace(scanner: Scanner): void {
  while (' \t\n\r'.includes(scanner.text[scanner.index] ?? '!')) scanner.index += 1;
}

function readValue(scanner: Scanner, path: string): Value {
  skipSpace(scanner);
  if (scanner.wanted?.startsWith(path)) scanner.starts.set(path, scanner.index);
  const first = scanner.text[scanner.index];
  if (first === '{' || first === '[') return readNested(scanner, path, first);
  if (first === '"') return readString(scanner);
  if (first !== undefined && /[-0-9]/.test(first)) return readNumber(scanner);
  return readLiteral(scanner);
}

function readNested(scanner: Scanner, path: string, first: '{' | '['): Value {
  if (scanner.depth === DEEPEST) return stop(scanner, `at most ${DEEPEST} levels`);
  scanner.depth += 1;
  const value = first === '{' ? readObject(scanner, path) : readArray(scanner, path);
  scanner.depth -= 1;
  return value;
}

/** True where the next character is this one, which is then passed over. */
function takes(scanner: Scanner, character: string): boolean {
  skipSpace(scanner);
  if (scanner.text[scanner.index] !== character) return false;
  scanner.index += 1;
  return true;
}

function readObject(scanner: Scanner, path: string): Value {
  const fields: [string, Value][] = [];
  scanner.index += 1;
  if (takes(scanner, '}')) return {};
  do {
    skipSpace(scanner);
    if (scanner.text[scanner.index] !== '"') return stop(scanner, '"');
    const name = readString(scanner);
    if (scanner.fault || !takes(scanner, ':')) return stop(scanner, ':');
    fields.push([name, readValue(scanner, scanner.wanted === undefined ? '' : path + keyOf([name]))]);
    if (scanner.fault) return null;
  } while (takes(scanner, ','));
  return takes(scanner, '}') ? Object.fromEntries(fields) : stop(scanner, ', }');
}

function readArray(scanner: Scanner, path: string): Value {
  const values: Value[] = [];
  scanner.index += 1;
  if (takes(scanner, ']')) return values;
  do {
    values.push(readValue(scanner, scanner.wanted === undefined ? '' : `${path}/${values.length}`));
    if (scanner.fault) return null;
  } while (takes(scanner, ','));
  return takes(scanner, ']') ? values : stop(scanner, ', ]');
}

/** Finds the string's end itself, since only that tells the place of what is wrong; what it says, JSON.parse knows. */
function readString(scanner: Scanner): string {
  const { text, index: start } = scanner;
  let at = start + 1;
  for (; text[at] !== '"'; at += 1) {
    if (at >= text.length || text[at]! < ' ') return stop(scanner, '"', at) ?? '';
    if (text[at] !== '\\') continue;
    if (!/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(text.slice(at, at + 6)))
      return stop(scanner, '\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0041', at) ?? '';
    at += 1;
  }
  scanner.index = at + 1;
  return JSON.parse(text.slice(start, scanner.index)) as string;
}

function readNumber(scanner: Scanner): Value {
  const [digits = ''] =
    /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(scanner.text.slice(scanner.index, scanner.index + 400)) ?? [];
  const value = Number(digits);
  if (digits === '' || !Number.isFinite(value)) return stop(scanner, '-1.5e3');
  scanner.index += digits.length;
  return value;
}

function readLiteral(scanner: Scanner): Value {
  for (const [word, value] of [
    ['true', true],
    ['false', false],
    ['null', null],
  ] as const) {
    if (!scanner.text.startsWith(word, scanner.index)) continue;
    scanner.index += word.length;
    return value;
  }
  return stop(scanner, '{ [ " 0 true false null');
}
