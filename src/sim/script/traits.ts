/** Statements about links and nodes, which stand alike in a script's head and behind a time. */
import { phrase } from '#history/phrase';
import { formatLatency, parseLatency } from '#sim/latency';
import type { LinkSpec, LinkTraits, NodeSpec, NodeTraits } from '#sim/scenario';
import { fail, failUnknown, peek, take, type Cursor } from '#sim/script/cursor';
import { NAME } from '#sim/script/grammar';
import { parsePercent, parsePpm, parseRate, printRate, printSigned } from '#sim/script/values';
import { formatDuration, parseDuration } from '#sim/time';

/** A trait as it is written: its word, the field that it fills, how to read and print it. */
interface Trait<Fields> {
  readonly word: string;
  readonly field: keyof Fields;
  readonly example: string;
  readonly read: (text: string) => unknown;
  readonly print: (value: never) => string;
}

const percent = (word: string, field: keyof LinkTraits): Trait<LinkTraits> => ({
  word,
  field,
  example: '5%',
  read: parsePercent,
  print: (value: number) => `${value}%`,
});
const positive = (text: string) => {
  const us = parseDuration(text);
  return us !== undefined && us >= 0 ? us : undefined;
};

const LINK_TRAITS: readonly Trait<LinkTraits>[] = [
  percent('loss', 'lossPercent'),
  percent('duplicate', 'duplicatePercent'),
  percent('reorder', 'reorderPercent'),
  { word: 'bandwidth', field: 'bandwidthBitsPerS', example: '10Mbps', read: parseRate, print: printRate },
  {
    word: 'transport',
    field: 'transport',
    example: 'connection, datagram',
    read: (text) => (text === 'connection' || text === 'datagram' ? text : undefined),
    print: (value: string) => value,
  },
];

const NODE_TRAITS: readonly Trait<NodeTraits>[] = [
  { word: 'write', field: 'writeUs', example: '1ms', read: positive, print: formatDuration },
  { word: 'flush', field: 'flushUs', example: '5ms', read: positive, print: formatDuration },
  {
    word: 'skew',
    field: 'skewUs',
    example: '+3ms',
    read: parseDuration,
    print: (us: number) => printSigned(formatDuration(us)),
  },
  {
    word: 'drift',
    field: 'driftPpm',
    example: '+200ppm',
    read: parsePpm,
    print: (ppm: number) => printSigned(`${ppm}ppm`),
  },
];

function readTraits<Fields>(cursor: Cursor, traits: readonly Trait<Fields>[]): Partial<Fields> {
  const found: Partial<Fields> = {};
  while (peek(cursor)) {
    const word = take(cursor, '');
    const [name, text] = splitAt(word.text, '=');
    const trait = traits.find((each) => each.word === name);
    if (!trait)
      return failUnknown(
        { ...word, text: name },
        cursor,
        traits.map((each) => each.word),
      );
    const value = trait.read(text);
    if (value === undefined)
      fail(word, cursor, phrase('script.setting.value', { setting: name, found: text, expected: trait.example }));
    found[trait.field] = value as Fields[keyof Fields];
  }
  return found;
}

const printTraits = <Fields>(spec: Fields, traits: readonly Trait<Fields>[]): string[] =>
  traits
    .filter(({ field }) => spec[field] !== undefined)
    .map(({ word, field, print }) => `${word}=${print(spec[field] as never)}`);

export function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}

export function readLink(cursor: Cursor): LinkSpec {
  const word = take(cursor, 'Frankfurt-Virginia, default, local');
  const ends = readEnds(word.text);
  if (!ends)
    return fail(
      word,
      cursor,
      phrase('script.expected', {
        expected: 'Frankfurt-Virginia, Frankfurt->Virginia, default, local',
        found: word.text,
      }),
    );
  const next = peek(cursor);
  if (!next || next.text.includes('=')) return { ends, ...readTraits(cursor, LINK_TRAITS) };
  cursor.index += 1;
  const latency = parseLatency(next.text);
  if (!latency)
    return fail(
      next,
      cursor,
      phrase('script.expected', { expected: '9ms, 9ms..14ms, 9ms~40ms, 0:5ms,50:9ms,100:80ms', found: next.text }),
    );
  return { ends, latency, ...readTraits(cursor, LINK_TRAITS) };
}

function readEnds(text: string): LinkSpec['ends'] | undefined {
  if (text === 'default' || text === 'local') return text;
  const oneWay = /->|→/.test(text);
  const [from, to, ...rest] = text.split(oneWay ? /->|→/ : '-');
  return from !== undefined && to !== undefined && rest.length === 0 && NAME.test(from) && NAME.test(to) && from !== to
    ? { from, to, oneWay }
    : undefined;
}

export function printLink(spec: LinkSpec): string {
  const ends =
    typeof spec.ends === 'string' ? spec.ends : `${spec.ends.from}${spec.ends.oneWay ? '->' : '-'}${spec.ends.to}`;
  return [
    'link',
    ends,
    ...(spec.latency ? [formatLatency(spec.latency)] : []),
    ...printTraits<LinkTraits>(spec, LINK_TRAITS),
  ].join(' ');
}

export function readNode(cursor: Cursor): NodeSpec {
  const { text: node } = take(cursor, 'a name');
  return { node, ...readTraits(cursor, NODE_TRAITS) };
}

export const printNode = (spec: NodeSpec): string =>
  ['node', spec.node, ...printTraits<NodeTraits>(spec, NODE_TRAITS)].join(' ');
