/** Text to scenario. Lines are independent: one that is wrong is reported with line, column and what was expected, and the rest is still read. */
import { phrase, type Phrase } from '#history/phrase';
import { LIMITS, type ClientSpec, type Edit, type ReplicaSpec, type Scenario } from '#sim/scenario';
import { isReserved, readAction, readWorkload, takeTime } from '#sim/script/actions';
import {
  fail,
  failUnknown,
  peek,
  readLine,
  take,
  takeAs,
  takeEnd,
  type Cursor,
  type LineFault,
  type Word,
} from '#sim/script/cursor';
import { add, createDraft, finish, single, type Draft } from '#sim/script/draft';
import { LINE_WORDS, NAME, WORD } from '#sim/script/grammar';
import { readLink, readNode, splitAt } from '#sim/script/traits';
import { parseValue } from '#sim/script/values';
import { parseDuration } from '#sim/time';

export interface ScriptError {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly reason: Phrase;
}

export interface Parsed {
  /** What could be read, even where some lines are wrong: only a parse without errors may be run. */
  readonly scenario: Scenario;
  readonly errors: readonly ScriptError[];
  /** The line of each item (a link, node, step or edit) and of each single statement by its verb. */
  readonly lines: ReadonlyMap<object | string, number>;
}

export function parseScript(text: string): Parsed {
  const draft = createDraft();
  const errors: ScriptError[] = [];
  if (text.length > LIMITS.scriptCharacters) return tooLong(draft, text.length);
  text.split(/\r?\n/).forEach((line, index, all) => {
    if (index === all.length - 1 && line === '') return;
    try {
      readStatement(draft, line, index + 1);
    } catch (fault) {
      if (!isLineFault(fault)) throw fault;
      errors.push({ line: index + 1, ...fault });
    }
  });
  const isWhole = errors.length === 0;
  for (const verb of ['protocol', 'replicas']) {
    if (!draft.lines.has(verb) && isWhole)
      errors.push({ line: 1, column: 1, length: 1, reason: phrase('script.missing', { verb }) });
  }
  return { scenario: finish(draft), errors, lines: draft.lines };
}

const isLineFault = (fault: unknown): fault is LineFault =>
  typeof fault === 'object' && fault !== null && 'reason' in fault && 'column' in fault;

const tooLong = (draft: Draft, size: number): Parsed => ({
  scenario: finish(draft),
  errors: [
    {
      line: 1,
      column: 1,
      length: 1,
      reason: phrase('script.limit', { what: 'characters', size, limit: LIMITS.scriptCharacters }),
    },
  ],
  lines: draft.lines,
});

function readStatement(draft: Draft, line: string, number: number): void {
  const comment = commentStart(line);
  const code = comment < 0 ? line : line.slice(0, comment);
  if (comment >= 0) draft.pending.push(line.slice(comment).trimEnd());
  else if (line.trim() === '') draft.pending.push('');
  if (code.trim() === '') return;
  const cursor = readLine(code);
  const word = take(cursor, '');
  if (draft.lines.has(word.text)) fail(word, cursor, phrase('script.name.twice', { name: word.text })); // Lines between rely on the first.
  if (word.text === 'title') return readTitle(draft, code, number);
  readVerb(draft, cursor, { word, number });
  takeEnd(cursor);
}

/** Where a comment begins: at a `#` that stands first or behind a blank, and not in a quoted text; -1 without one. */
function commentStart(line: string): number {
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at];
    if (letter === '\\' && isQuoted) at += 1;
    else if (letter === '"') isQuoted = !isQuoted;
    else if (letter === '#' && !isQuoted && (at === 0 || /\s/.test(line[at - 1]!))) return at;
  }
  return -1;
}

function readTitle(draft: Draft, code: string, number: number): void {
  single(draft, 'title', number);
  draft.title = code.trim().slice('title'.length).trim();
}

function readVerb(draft: Draft, cursor: Cursor, { word, number }: { word: Word; number: number }): void {
  switch (word.text) {
    case 'replicarium':
      single(draft, word.text, number);
      return void takeAs(cursor, '1', (text) => (text === '1' ? 1 : undefined));
    case 'seed':
      single(draft, word.text, number);
      draft.seed = takeAs(cursor, '0 … 4294967295', (text) =>
        /^\d{1,10}$/.test(text) && Number(text) < 2 ** 32 ? Number(text) : undefined,
      );
      return;
    case 'ends':
      single(draft, word.text, number);
      draft.endsUs = takeAs(cursor, '100ms … 30d', (text) => within(parseDuration(text), LIMITS.endsUs));
      return;
    case 'protocol':
      return readProtocol(draft, cursor, number);
    case 'replicas':
    case 'clients':
      return readNodes(draft, cursor, { verb: word.text, number });
    case 'initially':
      return readInitially(draft, cursor, number);
    case 'link':
      return add(draft, draft.links, { item: readLink(cursor), number });
    case 'node':
      return add(draft, draft.nodes, { item: readNode(cursor), number });
    case 'at':
      return add(draft, draft.steps, { item: { atUs: takeTime(cursor), action: readAction(cursor, draft) }, number });
    case 'every':
      return add(draft, draft.steps, { item: readWorkload(cursor, draft), number });
    case 'delay':
    case 'drop':
    case 'duplicate':
      return add(draft, draft.edits, { item: readEdit(cursor, word.text), number });
    default:
      return failUnknown(word, cursor, LINE_WORDS);
  }
}

const within = (value: number | undefined, limit: number): number | undefined =>
  value !== undefined && value > 0 && value <= limit ? value : undefined;

function readProtocol(draft: Draft, cursor: Cursor, number: number): void {
  single(draft, 'protocol', number);
  draft.protocol = { id: take(cursor, 'primary-backup').text, settings: {} };
  while (peek(cursor)) {
    const word = take(cursor, '');
    const [name, value] = splitAt(word.text, '=');
    if (!WORD.test(name) || value === '')
      fail(word, cursor, phrase('script.expected', { expected: 'ack=semi-sync', found: word.text }));
    draft.protocol.settings[name] = value;
  }
}

function readNodes(
  draft: Draft,
  cursor: Cursor,
  { verb, number }: { verb: 'replicas' | 'clients'; number: number },
): void {
  single(draft, verb, number);
  const [specs, names]: [(ReplicaSpec | ClientSpec)[], string[]] =
    verb === 'replicas' ? [draft.replicaSpecs, draft.replicas] : [draft.clientSpecs, draft.clients];
  const taken = verb === 'replicas' ? draft.clients : draft.replicas;
  [specs.length, names.length] = [0, 0];
  while (peek(cursor)) {
    const word = take(cursor, '');
    const [name, place] = splitAt(word.text, '@');
    const isName = NAME.test(name) && name.length <= LIMITS.nameCharacters && !isReserved(name);
    if (!isName || (place !== '' && !WORD.test(place)))
      fail(
        word,
        cursor,
        phrase('script.expected', {
          expected: verb === 'replicas' ? 'Frankfurt, Frankfurt@eu' : 'Ana@Frankfurt',
          found: word.text,
        }),
      );
    if (names.includes(name) || taken.includes(name)) fail(word, cursor, phrase('script.name.twice', { name }));
    if (verb === 'clients') specs.push({ name, at: place });
    else specs.push(place === '' ? { name } : { name, place });
    names.push(name);
  }
}

function readInitially(draft: Draft, cursor: Cursor, number: number): void {
  single(draft, 'initially', number);
  while (peek(cursor)) {
    const word = take(cursor, '');
    const [key, text] = splitAt(word.text, '=');
    const value = parseValue(text);
    if (value === undefined || !WORD.test(key))
      return fail(word, cursor, phrase('script.expected', { expected: 'x=1', found: word.text }));
    draft.initially[key] = value;
  }
}

function readEdit(cursor: Cursor, verb: 'delay' | 'drop' | 'duplicate'): Edit {
  const words: string[] = [];
  const ahead = verb === 'delay' ? 1 : 0;
  while (cursor.words.length - cursor.index > ahead) words.push(take(cursor, '').text);
  const message = words.join(' ').replace('->', '→');
  const looksRight = /^[a-z-]+(\([^()\s]*\))? [\p{L}\p{N}_]+→[\p{L}\p{N}_]+( try \d+)?( twin)?$/u.test(message);
  if (!looksRight)
    return fail(
      cursor.words[1],
      cursor,
      phrase('script.expected', { expected: 'copy(Ana.1) Frankfurt->Virginia', found: message }),
    );
  if (verb !== 'delay') return { message, change: { do: verb } };
  return { message, change: { do: 'delay', byUs: takeAs(cursor, '+4ms', parseDuration) } };
}
