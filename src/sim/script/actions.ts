/** Timed statements: what clients ask, what breaks and heals, what operators say. */
import { phrase } from '#history/phrase';
import type { Action, CrashKind, MicroOperation, Side } from '#sim/scenario';
import { fail, failUnknown, peek, take, takeAs, takeOneOf, type Cursor, type Word } from '#sim/script/cursor';
import { RESERVED, WORD } from '#sim/script/grammar';
import { printLink, printNode, readLink, readNode, splitAt } from '#sim/script/traits';
import { parsePercent, parseValue, printValue } from '#sim/script/values';
import { formatDuration, parseDuration } from '#sim/time';

/** What a timed line needs to know of the lines before it. */
export interface Known {
  readonly replicas: readonly string[];
  readonly clients: readonly string[];
  /** The next number of a client's operation when the script gives none; advanced by each operation read. */
  readonly nextNumber: Map<string, number>;
}

export const takeTime = (cursor: Cursor): number =>
  takeAs(cursor, '20ms', (text) => {
    const us = parseDuration(text);
    return us !== undefined && us >= 0 ? us : undefined;
  });

const VERBS = ['cut', 'heal', 'crash', 'restart', 'pause', 'resume', 'link', 'node'];

export function readAction(cursor: Cursor, known: Known): Action {
  const word = take(cursor, [...known.clients, ...VERBS].join(', '));
  switch (word.text) {
    case 'cut':
    case 'heal':
      return readSides(cursor, word.text);
    case 'crash': {
      const node = takeOneOf(cursor, known.replicas);
      return {
        do: 'crash',
        node,
        kind: peek(cursor) ? (takeOneOf(cursor, ['process', 'machine', 'disk']) as CrashKind) : 'machine',
      };
    }
    case 'restart':
    case 'pause':
    case 'resume':
      return { do: word.text, node: takeOneOf(cursor, known.replicas) };
    case 'link':
      return { do: 'link', link: readLink(cursor) };
    case 'node':
      return { do: 'node', node: readNode(cursor) };
    default:
      return known.replicas.includes(word.text) ? readCommand(cursor, word.text) : readOperation(cursor, word, known);
  }
}

function readCommand(cursor: Cursor, node: string): Action {
  const { text: command } = take(cursor, 'a command');
  const args: string[] = [];
  while (peek(cursor)) args.push(take(cursor, '').text);
  return { do: 'command', node, command, args };
}

function readOperation(
  cursor: Cursor,
  word: Word,
  { clients, replicas, nextNumber }: Known,
): Extract<Action, { do: 'operation' }> {
  const [client, numberText] = splitAt(word.text, '.');
  if (!clients.includes(client))
    return failUnknown({ ...word, text: client }, cursor, [...clients, ...replicas, ...VERBS]);
  if (word.text.includes('.') && !/^[1-9]\d{0,8}$/.test(numberText))
    return fail(word, cursor, phrase('script.expected', { expected: `${client}.2`, found: word.text }));
  const number = numberText === '' ? (nextNumber.get(client) ?? 1) : Number(numberText);
  nextNumber.set(client, Math.max(nextNumber.get(client) ?? 1, number + 1));
  return { do: 'operation', client, number, micro: readMicro(cursor) };
}

/** `write x=2`, or several with commas between them. */
function readMicro(cursor: Cursor): MicroOperation[] {
  const micro: MicroOperation[] = [];
  for (;;) {
    const { text: f } = take(cursor, 'write, read');
    const target = take(cursor, 'x, x=2');
    const more = target.text.endsWith(',');
    const body = more ? target.text.slice(0, -1) : target.text;
    const [key, text] = splitAt(body, '=');
    const arg = body.includes('=') ? parseValue(text) : undefined;
    if (!WORD.test(key) || (body.includes('=') && arg === undefined))
      fail(target, cursor, phrase('script.expected', { expected: 'x, x=2, x="two words"', found: target.text }));
    micro.push(arg === undefined ? { f, key } : { f, key, arg });
    if (!more) return micro;
  }
}

function readSides(cursor: Cursor, verb: 'cut' | 'heal'): Action {
  const left: string[] = [];
  const right: string[] = [];
  let bar: string | undefined;
  let positionPercent = 50;
  while (peek(cursor)) {
    const word = take(cursor, '');
    if (word.text === '|' || word.text === '>')
      bar = bar === undefined ? word.text : fail(word, cursor, phrase('script.expected.nothing', { found: word.text }));
    else if (verb === 'cut' && word.text.startsWith('position='))
      positionPercent =
        parsePercent(word.text.slice(9)) ??
        fail(word, cursor, phrase('script.expected', { expected: 'position=30%', found: word.text }));
    else (bar === undefined ? left : right).push(word.text);
  }
  if (verb === 'heal' && left.length === 0 && bar === undefined) return { do: 'heal', left, right };
  if (left.length === 0 || right.length === 0)
    return fail(undefined, cursor, phrase('script.expected.end', { expected: `${verb} Frankfurt | Singapore` }));
  return verb === 'heal'
    ? { do: 'heal', left, right }
    : { do: 'cut', left, right, oneWay: bar === '>', positionPercent };
}

/** `every 20ms from 0ms to 900ms Ana write x`, behind `every`. */
export function readWorkload(cursor: Cursor, known: Known): { atUs: number; action: Action } {
  const everyUs = takeAs(cursor, '20ms', (text) => Math.max(0, parseDuration(text) ?? 0) || undefined);
  takeOneOf(cursor, ['from']);
  const atUs = takeTime(cursor);
  takeOneOf(cursor, ['to']);
  const untilUs = takeTime(cursor);
  const operation = readOperation(cursor, take(cursor, known.clients.join(', ')), known);
  const repeats = Math.max(0, Math.floor((untilUs - atUs) / everyUs));
  known.nextNumber.set(
    operation.client,
    Math.max(known.nextNumber.get(operation.client)!, operation.number + repeats + 1),
  );
  return { atUs, action: { ...operation, do: 'workload', everyUs, untilUs } };
}

/** The action's text; `numberOf` prints a client's name with its operation's number where the script needs it. */
export function printAction(action: Action, numberOf: (client: string, number: number) => string): string {
  switch (action.do) {
    case 'operation':
    case 'workload':
      return `${numberOf(action.client, action.number)} ${action.micro.map(printMicro).join(', ')}`;
    case 'cut':
      return `cut ${printSides(action.left, action.oneWay ? '>' : '|', action.right)}${action.positionPercent === 50 ? '' : ` position=${action.positionPercent}%`}`;
    case 'heal':
      return action.left.length === 0 ? 'heal' : `heal ${printSides(action.left, '|', action.right)}`;
    case 'crash':
      return `crash ${action.node}${action.kind === 'machine' ? '' : ` ${action.kind}`}`;
    case 'restart':
    case 'pause':
    case 'resume':
      return `${action.do} ${action.node}`;
    case 'link':
      return printLink(action.link);
    case 'node':
      return printNode(action.node);
    case 'command':
      return [action.node, action.command, ...action.args].join(' ');
  }
}

const printSides = (left: Side, bar: string, right: Side): string => `${left.join(' ')} ${bar} ${right.join(' ')}`;

const printMicro = ({ f, key, arg }: MicroOperation): string =>
  `${f} ${key}${arg === undefined ? '' : `=${printValue(arg)}`}`;

export const printWorkloadTime = (action: Extract<Action, { do: 'workload' }>, atUs: number): string =>
  `every ${formatDuration(action.everyUs)} from ${formatDuration(atUs)} to ${formatDuration(action.untilUs)}`;

export const isReserved = (name: string): boolean => RESERVED.includes(name);
