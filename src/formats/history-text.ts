/** Histories as text that a person can write and check, one operation a line; goldens and failing tests use it. */
import type { History, Operation, Status, Value } from '#history/operation';
import type { Answer, Evidence, FinalReplica, Observation } from '#history/observation';
import { type Phrase, phrase } from '#history/phrase';

export type ParsedHistory =
  | { readonly ok: true; readonly observation: Observation }
  /** Both from 1; `expected` says what would have been right there. */
  | { readonly ok: false; readonly line: number; readonly column: number; readonly expected: Phrase };

interface Draft {
  model: { readonly name: string; readonly init: Value } | undefined;
  readonly ops: Operation[];
  readonly counts: Map<string, number>;
  settled: true | Phrase | undefined;
  authority: string | undefined;
  readonly final: FinalReplica[];
  readonly answers: Record<string, Answer>;
}

/** Walks along one line; a reader that finds something else leaves it where that begins. */
interface Cursor {
  readonly text: string;
  at: number;
}

/**
 *     register init 0
 *     A write x=1        0..10
 *     B read x -> 1      2..4
 *     C write x=2        5..?           an unknown outcome: it may take effect at any later time, or never
 *     D cas x=[1,3] -> false  6..7 fail
 *     A read x           8..9 timeout
 *     settled                           (or: unsettled ID-OF-A-PHRASE)
 *     authority Rome
 *     replica Rome up holds A.1 B.1 dropped B.1<A.1 shows x=1   (a rule dropped B.1 in favour of A.1)
 *     answer B.1 by Rome at 3 holds A.1
 *
 * An operation's id is its process and its place there: `A.1`. Values are JSON; a bare word is a key. `#` begins a comment.
 */
export function parseHistory(text: string): ParsedHistory {
  const draft: Draft = {
    model: undefined,
    ops: [],
    counts: new Map(),
    settled: undefined,
    authority: undefined,
    final: [],
    answers: {},
  };
  for (const [index, line] of text.split('\n').entries()) {
    const cursor = { text: withoutComment(line), at: 0 };
    const expected = readLine(cursor, draft);
    if (expected) return { ok: false, line: index + 1, column: cursor.at + 1, expected };
  }
  if (!draft.model) return { ok: false, line: 1, column: 1, expected: phrase('historyText.expected.model') };
  const history: History = { model: draft.model.name, init: draft.model.init, ops: draft.ops };
  const evidence = evidenceOf(draft);
  return { ok: true, observation: { history, ...(evidence && { evidence }) } };
}

const withoutComment = (line: string): string => line.replace(/(^|\s)#.*$/, '').trimEnd();

function evidenceOf({ settled, authority, final, answers }: Draft): Evidence | undefined {
  if (settled === undefined) return undefined;
  return { settled, final, answers, ...(authority !== undefined && { authority }) };
}

/** Returns what was expected where the line could not be read; the cursor then stands there. */
function readLine(cursor: Cursor, draft: Draft): Phrase | undefined {
  const word = take(cursor, /\S+/y);
  if (word === undefined) return undefined; // An empty line.
  if (!draft.model) return readModel(cursor, draft, word);
  switch (word) {
    case 'settled':
      draft.settled = true;
      return atEnd(cursor);
    case 'unsettled':
      return readWord(cursor, (why) => (draft.settled = phrase(why)));
    case 'authority':
      return readWord(cursor, (name) => (draft.authority = name));
    case 'replica':
      return readReplica(cursor, draft);
    case 'answer':
      return readAnswer(cursor, draft);
    default:
      return readOperation(cursor, draft, word);
  }
}

function readModel(cursor: Cursor, draft: Draft, name: string): Phrase | undefined {
  const hasInit = take(cursor, /init(?=\s)/y) !== undefined;
  const init = hasInit ? takeValue(cursor) : null;
  if (init === undefined) return phrase('historyText.expected.value');
  draft.model = { name, init };
  return atEnd(cursor);
}

function readWord(cursor: Cursor, use: (word: string) => void): Phrase | undefined {
  const word = take(cursor, /\S+/y);
  if (word === undefined) return phrase('historyText.expected.name');
  use(word);
  return atEnd(cursor);
}

const WORD = /[A-Za-z_][\w.-]*/y;
const NUMBER = /-?\d+(?:\.\d+)?/y;

function readOperation(cursor: Cursor, draft: Draft, process: string): Phrase | undefined {
  const f = take(cursor, WORD);
  if (f === undefined) return phrase('historyText.expected.kind');
  const target = takeTarget(cursor);
  if (target === undefined) return phrase('historyText.expected.value');
  const ret = take(cursor, /->/y) === undefined ? null : takeValue(cursor);
  if (ret === undefined) return phrase('historyText.expected.value');
  const times = takeTimes(cursor);
  if (times === undefined) return phrase('historyText.expected.times');
  const word = take(cursor, /(?:fail|info|timeout)(?!\S)/y);
  const status: Status =
    times.return === null || word === 'info' ? 'info' : word === 'fail' ? 'fail' : word ? 'timeout-read' : 'ok';
  const count = (draft.counts.get(process) ?? 0) + 1;
  draft.counts.set(process, count);
  draft.ops.push({ id: `${process}.${count}`, process, f, ...target, ret, status, ...times });
  return atEnd(cursor);
}

/** `key=value`, `key`, `value`, or nothing; undefined where a value was begun and is broken. */
function takeTarget(cursor: Cursor): Pick<Operation, 'key' | 'arg'> | undefined {
  const key = take(cursor, /(?!(?:null|true|false)\b)[A-Za-z_][\w.-]*/y);
  if (key !== undefined && cursor.text[cursor.at] !== '=') return { key, arg: null };
  if (key !== undefined) cursor.at++;
  const startsTimes = /\s*(?:->|-?\d+(?:\.\d+)?\.\.)/y;
  startsTimes.lastIndex = cursor.at;
  if (key === undefined && (startsTimes.test(cursor.text) || cursor.at === cursor.text.length)) return { arg: null };
  const arg = takeValue(cursor);
  return arg === undefined ? undefined : { ...(key !== undefined && { key }), arg };
}

function takeTimes(cursor: Cursor): Pick<Operation, 'call' | 'return'> | undefined {
  const call = take(cursor, NUMBER);
  if (call === undefined || !cursor.text.startsWith('..', cursor.at)) return undefined;
  cursor.at += 2;
  const end = take(cursor, /\?|-?\d+(?:\.\d+)?/y);
  if (end === undefined) return undefined;
  return { call: Number(call), return: end === '?' ? null : Number(end) };
}

function readReplica(cursor: Cursor, draft: Draft): Phrase | undefined {
  const replica = take(cursor, WORD);
  const state = replica === undefined ? undefined : take(cursor, /(?:up|down)(?!\S)/y);
  if (replica === undefined || state === undefined) return phrase('historyText.expected.replica');
  const holds = takeIds(cursor);
  const dropped = takeIds(cursor, /dropped(?!\S)/y).map(readDrop);
  const shows: Record<string, Value> = {};
  if (take(cursor, /shows(?!\S)/y) !== undefined) {
    while (cursor.at < cursor.text.length) {
      const target = takeTarget(cursor);
      if (target?.arg === undefined) return phrase('historyText.expected.value');
      shows[target.key ?? ''] = target.arg;
    }
  }
  draft.final.push({ replica, up: state === 'up', holds, shows, ...(dropped.length > 0 ? { dropped } : {}) });
  return atEnd(cursor);
}

function readAnswer(cursor: Cursor, draft: Draft): Phrase | undefined {
  const id = take(cursor, /\S+/y);
  if (id === undefined || take(cursor, /by(?=\s)/y) === undefined) return phrase('historyText.expected.answer');
  const replica = take(cursor, WORD);
  if (replica === undefined || take(cursor, /at(?=\s)/y) === undefined) return phrase('historyText.expected.answer');
  const at = take(cursor, NUMBER);
  if (at === undefined) return phrase('historyText.expected.answer');
  draft.answers[id] = { replica, at: Number(at), holds: takeIds(cursor) };
  return atEnd(cursor);
}

const ID = /(?!(?:shows|dropped)\b)\S+/y;

function takeIds(cursor: Cursor, word = /holds(?!\S)/y): readonly string[] {
  const ids: string[] = [];
  if (take(cursor, word) === undefined) return ids;
  for (let id = take(cursor, ID); id !== undefined; id = take(cursor, ID)) ids.push(id);
  return ids;
}

/** `B.1<A.1`: which write was dropped, and in favour of which; `B.1` alone where that is not known. */
function readDrop(text: string): { id: string; winner: string | null } {
  const [id, winner] = text.split('<');
  return { id: id!, winner: winner ?? null };
}

/** What the pattern matches behind blanks, or undefined; the cursor moves behind it, or over the blanks alone. */
function take(cursor: Cursor, pattern: RegExp): string | undefined {
  while (cursor.text[cursor.at] === ' ' || cursor.text[cursor.at] === '\t') cursor.at++;
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

const SCALAR = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|null|true|false/y;

/** A JSON value: a scalar, or a list or object up to its closing bracket. */
function takeValue(cursor: Cursor): Value | undefined {
  const text = take(cursor, SCALAR) ?? takeBracketed(cursor);
  return text === undefined ? undefined : parseJson(text);
}

function parseJson(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

function takeBracketed(cursor: Cursor): string | undefined {
  if (!'[{'.includes(cursor.text[cursor.at] ?? ' ')) return undefined;
  const token = /"(?:[^"\\]|\\.)*"|[[\]{}]|[^"[\]{}]+/y;
  let depth = 0;
  for (let end = (token.lastIndex = cursor.at); token.test(cursor.text); end = token.lastIndex) {
    const first = cursor.text[end]!;
    if ('[{'.includes(first)) depth++;
    if (']}'.includes(first)) depth--;
    if (depth === 0) return take(cursor, new RegExp(`[^]{${token.lastIndex - cursor.at}}`, 'y'));
  }
  return undefined;
}

function atEnd(cursor: Cursor): Phrase | undefined {
  take(cursor, /$/y);
  return cursor.at === cursor.text.length ? undefined : phrase('historyText.expected.end');
}

/** The text of an observation whose ids are those that the text would give its operations, in their order of calls. */
export function printHistory({ history, evidence }: Observation): string {
  const lines = [`${history.model} init ${JSON.stringify(history.init)}`, ...history.ops.map(printOperation)];
  if (!evidence) return `${lines.join('\n')}\n`;
  lines.push(evidence.settled === true ? 'settled' : `unsettled ${evidence.settled.id}`);
  if (evidence.authority !== undefined) lines.push(`authority ${evidence.authority}`);
  for (const { replica, up, holds, shows, dropped = [] } of evidence.final) {
    const drops = dropped.map(({ id, winner }) => (winner === null ? id : `${id}<${winner}`));
    const values = Object.entries(shows).map(([key, value]) =>
      key === '' ? JSON.stringify(value) : `${key}=${JSON.stringify(value)}`,
    );
    lines.push(
      `replica ${replica} ${up ? 'up' : 'down'}${printIds(holds)}${printIds(drops, 'dropped')}${values.length > 0 ? ` shows ${values.join(' ')}` : ''}`,
    );
  }
  for (const [id, { replica, at, holds }] of Object.entries(evidence.answers))
    lines.push(`answer ${id} by ${replica} at ${at}${printIds(holds)}`);
  return `${lines.join('\n')}\n`;
}

const printIds = (ids: readonly (string | number)[], word = 'holds'): string =>
  ids.length > 0 ? ` ${word} ${ids.join(' ')}` : '';

function printOperation({ process, f, key, arg, ret, status, call, return: end }: Operation): string {
  const value = arg === null && (key !== undefined || f !== 'write') ? '' : JSON.stringify(arg);
  const target = key === undefined ? value : value === '' ? key : `${key}=${value}`;
  const answer = ret === null && (f !== 'read' || status !== 'ok') ? '' : `-> ${JSON.stringify(ret)}`;
  const suffix =
    status === 'fail'
      ? 'fail'
      : status === 'timeout-read'
        ? 'timeout'
        : status === 'info' && end !== null
          ? 'info'
          : '';
  return [process, f, target, answer, `${call}..${end ?? '?'}`, suffix].filter((part) => part !== '').join(' ');
}
