/** Reads one line of a script word by word, and knows where each word stands, so that every error can point at its column. */
import { phrase, type Phrase } from '#history/phrase';
import { nearest } from '#sim/script/nearest';

export interface Word {
  readonly text: string;
  /** From 1. */
  readonly column: number;
}

export interface Cursor {
  readonly words: readonly Word[];
  /** Column just after the line's last word. */
  readonly end: number;
  index: number;
}

/** Thrown inside one line, caught by the parser: it never leaves `script/`. */
export interface LineFault {
  readonly column: number;
  readonly length: number;
  readonly reason: Phrase;
}

/** Words of a line; a quoted text with its `key=` is one word. */
export function readLine(text: string): Cursor {
  const words: Word[] = [];
  for (const match of text.matchAll(/(?:[^\s"]|"(?:[^"\\]|\\.)*"?)+/g))
    words.push({ text: match[0], column: match.index + 1 });
  return { words, end: text.trimEnd().length + 1, index: 0 };
}

export const peek = (cursor: Cursor): Word | undefined => cursor.words[cursor.index];

/** Stops the line here: at the word just read, or at the next one, or behind the end. */
export function fail(word: Word | undefined, cursor: Cursor, reason: Phrase): never {
  const fault: LineFault = { column: word?.column ?? cursor.end, length: word?.text.length || 1, reason };
  throw fault;
}

/** The next word; `expected` names what should stand here when the line ends too soon. */
export function take(cursor: Cursor, expected: string): Word {
  const word = peek(cursor);
  if (!word) return fail(word, cursor, phrase('script.expected.end', { expected }));
  cursor.index += 1;
  return word;
}

/** Reads the next word by `read`; where that gives undefined, says what was expected. */
export function takeAs<T>(cursor: Cursor, expected: string, read: (text: string) => T | undefined): T {
  const word = take(cursor, expected);
  const value = read(word.text);
  return value === undefined ? fail(word, cursor, phrase('script.expected', { expected, found: word.text })) : value;
}

/** The next word, which must be one of these; an error names the nearest. */
export function takeOneOf(cursor: Cursor, expected: readonly string[]): string {
  const word = take(cursor, expected.join(', '));
  if (expected.includes(word.text)) return word.text;
  return failUnknown(word, cursor, expected);
}

export function failUnknown(word: Word, cursor: Cursor, known: readonly string[]): never {
  const near = nearest(word.text, known);
  return fail(
    word,
    cursor,
    near === undefined
      ? phrase('script.expected', { expected: known.join(', '), found: word.text })
      : phrase('script.expected.near', { expected: known.join(', '), found: word.text, near }),
  );
}

/** The line must end here. */
export function takeEnd(cursor: Cursor): void {
  const word = peek(cursor);
  if (word) fail(word, cursor, phrase('script.expected.nothing', { found: word.text }));
}
