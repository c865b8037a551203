/** Reads EDN (github.com/edn-format/edn), the notation of Clojure's data, and says where it is broken. */
import type { Value } from '#history/operation';
import { valueKey } from '#history/value';
import { type Phrase, phrase } from '#history/phrase';

/** A value at the top of a text, or inside a vector there, and where it begins. */
export interface Form {
  readonly value: Value;
  readonly at: number;
}

export type EdnRead =
  | { readonly forms: readonly Form[]; readonly fault?: never }
  | { readonly forms?: never; readonly fault: { readonly at: number; readonly expected: Phrase } };

interface Scanner {
  readonly text: string;
  at: number;
  /** Set once: reading unwinds as soon as it is. */
  fault?: { readonly at: number; readonly expected: Phrase };
}

/** Nesting beyond this is refused before a recursive reader runs out of stack. */
const DEEPEST = 200;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * All values at the top. A keyword becomes text with its colon, a symbol text, a list, vector or set a list, a map an
 * object (a key that is no text or keyword gets its text); a tag is passed over. Never throws.
 */
export function readEdn(text: string): EdnRead {
  const scanner: Scanner = { text, at: 0 };
  const forms: Form[] = [];
  for (skip(scanner, 0); scanner.at < text.length && !scanner.fault; skip(scanner, 0)) {
    const isNested = text[scanner.at] === '[' || text[scanner.at] === '(';
    if (isNested) for (const form of readSequence(scanner, 1)) forms.push(form);
    else forms.push({ at: scanner.at, value: readValue(scanner, 1) });
  }
  return scanner.fault ? { fault: scanner.fault } : { forms };
}

/** Notes the first thing that is wrong; the value returned is never used. */
function stop(scanner: Scanner, id: string, at = scanner.at): null {
  scanner.fault ??= { at, expected: phrase(id) };
  return null;
}

/** Passes over blanks, commas, comments, and values that `#_` discards. */
function skip(scanner: Scanner, depth: number): void {
  for (;;) {
    skipBlanks(scanner);
    if (!scanner.text.startsWith('#_', scanner.at)) return;
    if (depth > DEEPEST) return void stop(scanner, 'format.edn.deep');
    scanner.at += 2;
    readValue(scanner, depth + 1);
    if (scanner.fault) return;
  }
}

/** Blanks, commas, and comments up to the end of their line; a loop, since no pattern takes millions of them. */
function skipBlanks(scanner: Scanner): void {
  for (; scanner.at < scanner.text.length; scanner.at++) {
    const character = scanner.text[scanner.at]!;
    if (character === ';') scanner.at = lineEnd(scanner);
    else if (!/[\s,]/.test(character)) return;
  }
}

function lineEnd({ text, at }: Scanner): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function takeMatch(scanner: Scanner, pattern: RegExp): string | undefined {
  pattern.lastIndex = scanner.at;
  const found = pattern.exec(scanner.text)?.[0];
  if (found !== undefined) scanner.at += found.length;
  return found;
}

function readValue(scanner: Scanner, depth: number): Value {
  skip(scanner, depth);
  if (scanner.fault) return null;
  if (depth > DEEPEST) return stop(scanner, 'format.edn.deep');
  const first = scanner.text[scanner.at];
  if (first === '[' || first === '(') return readSequence(scanner, depth + 1).map(({ value }) => value);
  if (first === '{') return readMap(scanner, depth + 1);
  if (first === '"') return readText(scanner);
  if (first === '#') return readDispatch(scanner, depth + 1);
  return readAtom(scanner);
}

/** The values between brackets, each with its place. */
function readSequence(scanner: Scanner, depth: number): readonly Form[] {
  const close = CLOSING[scanner.text[scanner.at++]!]!;
  const forms: Form[] = [];
  for (;;) {
    skip(scanner, depth);
    if (scanner.fault) return forms;
    if (scanner.text[scanner.at] === close) {
      scanner.at++;
      return forms;
    }
    if (scanner.at >= scanner.text.length) return stop(scanner, 'format.edn.close') ?? forms;
    forms.push({ at: scanner.at, value: readValue(scanner, depth) });
  }
}

function readMap(scanner: Scanner, depth: number): Value {
  const start = scanner.at;
  const values = readSequence(scanner, depth);
  if (values.length % 2 === 1) return stop(scanner, 'format.edn.pair', start);
  const fields = values.flatMap(({ value }, at) =>
    at % 2 === 0 ? [[typeof value === 'string' ? value : valueKey(value), values[at + 1]!.value] as const] : [],
  );
  return Object.fromEntries(fields);
}

/** `#{…}` is a set; `#tag value` is the value. */
function readDispatch(scanner: Scanner, depth: number): Value {
  scanner.at++;
  if (scanner.text[scanner.at] === '{') return readSequence(scanner, depth).map(({ value }) => value);
  if (takeMatch(scanner, /[A-Za-z][\w./-]*/y) === undefined) return stop(scanner, 'format.edn.value', scanner.at - 1);
  return readValue(scanner, depth);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function readText(scanner: Scanner): Value {
  const start = scanner.at;
  let end = start + 1;
  while (end < scanner.text.length && scanner.text[end] !== '"') end += scanner.text[end] === '\\' ? 2 : 1;
  if (end >= scanner.text.length) return stop(scanner, 'format.edn.quote', start);
  scanner.at = end + 1;
  return scanner.text
    .slice(start + 1, end)
    .replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, code: string | undefined, letter: string) =>
      code === undefined ? (ESCAPES[letter] ?? letter) : String.fromCharCode(parseInt(code, 16)),
    );
}

const LITERALS: Readonly<Record<string, Value>> = { nil: null, true: true, false: false };

function readAtom(scanner: Scanner): Value {
  const start = scanner.at;
  const word = takeMatch(scanner, /\\(?:[^\s]\w*)|[^\s,;"()[\]{}\\#][^\s,;"()[\]{}\\]*/y);
  if (word === undefined) return stop(scanner, 'format.edn.value', start);
  if (Object.hasOwn(LITERALS, word)) return LITERALS[word]!;
  if (/^[-+]?\d/.test(word)) return readNumber(scanner, word, start);
  return word.startsWith('\\') ? word.slice(1) : word;
}

/** An integer too large to be exact stays text, so that different ones stay different. */
function readNumber(scanner: Scanner, word: string, start: number): Value {
  const [, digits] = /^([-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)[NM]?$/.exec(word) ?? [];
  if (digits === undefined || digits.length > 400) return stop(scanner, 'format.edn.number', start);
  const number = Number(digits);
  if (!Number.isFinite(number)) return stop(scanner, 'format.edn.number', start);
  return Number.isInteger(number) && !Number.isSafeInteger(number) && /^[-+]?\d+$/.test(digits) ? digits : number;
}
