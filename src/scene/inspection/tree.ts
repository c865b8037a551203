/** Any plain data as a tree of labelled rows, each marked where it differs from what stood there before. Knows no protocol. */
import type { Phrase } from '#history/phrase';
import { words } from '../words';

export type Change = 'same' | 'changed' | 'added' | 'removed';

export interface Row {
  /** Names from the outside in: stable while the data changes. */
  readonly key: string;
  /** The field's own name, or an entry's place in its list, from 1. */
  readonly label: string;
  /** Text of data as it is; a phrase where words or units are needed. */
  readonly value: string | Phrase;
  readonly change: Change;
  /** What stood there before, where it has changed. */
  readonly was?: string | Phrase;
  readonly rows: readonly Row[];
  /** What never changes in a life and is seldom asked for. */
  readonly quiet: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** Longer texts are opened into rows of their own. */
const LINE = 40;
/** Entries of a list stand in a line each, of so many letters at most. */
const ENTRY = 120;
/** Entries of a long list that are shown: the newest. */
const NEWEST = 6;

/** The rows of an object's fields. Without `before` nothing is marked. */
export function rowsOf(now: unknown, before: unknown, path = ''): Row[] {
  const own = isFields(now) ? now : {};
  const old = isFields(before) ? before : before === undefined ? own : {};
  const names = [...Object.keys(own), ...Object.keys(old).filter((name) => !(name in own))];
  return names.map((name) => rowOf(name, { now: own[name], before: old[name] }, path));
}

function rowOf(label: string, { now, before }: { now: unknown; before: unknown }, path: string): Row {
  const key = `${path}.${label}`;
  const change = changeOf(now, before);
  const [list, oldList] = [listIn(now), listIn(before)];
  const value = change === 'removed' ? before : now;
  const was = change === 'changed' ? { was: leaf(label, before) } : {};
  if (list) return { key, label, value: countOf(list), change, rows: listRows(list, oldList ?? [], key), quiet: false };
  const text = compact(value);
  if (!isFields(value) || text.length <= LINE)
    return { key, label, value: leaf(label, value), change, ...was, rows: [], quiet: false };
  const rows = rowsOf(value, change === 'removed' ? value : (before ?? {}), key);
  return { key, label, value: words('inspect.fields', { count: rows.length }), change, rows, quiet: isBirth(value) };
}

/** The newest entries with their places; those that are gone since stand at the end. */
function listRows(list: readonly unknown[], before: readonly unknown[], path: string): Row[] {
  const from = Math.max(0, list.length - NEWEST);
  const entries = list.slice(from).map((now, offset) => {
    const at = from + offset;
    return entryRow(at + 1, { now, before: before[at] }, path);
  });
  const gone = before
    .slice(list.length, list.length + NEWEST)
    .map((entry, offset) => entryRow(list.length + offset + 1, { now: undefined, before: entry }, path));
  const earlier: Row[] =
    from === 0
      ? []
      : [
          {
            ...{ key: `${path}.…`, label: '…', change: 'same', rows: [], quiet: false },
            value: words('inspect.earlier', { count: from }),
          },
        ];
  return [...earlier, ...entries, ...gone];
}

function entryRow(place: number, { now, before }: { now: unknown; before: unknown }, path: string): Row {
  const change = changeOf(now, before);
  return {
    ...{ key: `${path}.${place}`, label: String(place), change, rows: [], quiet: false },
    value: shorten(compactly(change === 'removed' ? before : now), ENTRY),
    ...(change === 'changed' ? { was: shorten(compactly(before), ENTRY) } : {}),
  };
}

/** As `compact`, without the outer brackets. */
export const compactly = (value: unknown): string => (isFields(value) ? compact(value).slice(1, -1) : compact(value));

export const shorten = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;

const countOf = (list: readonly unknown[]): Phrase => words('inspect.entries', { count: list.length });

/** A list, or one that is kept in chunks as replication logs are; undefined for lists so short that a line holds them. */
function listIn(value: unknown): readonly unknown[] | undefined {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : chunked(value);
  if (!list) return undefined;
  const isShort = Array.isArray(value) && list.every((each) => !isFields(each)) && compact(list).length <= LINE;
  return isShort ? undefined : list;
}

function chunked(value: unknown): readonly unknown[] | undefined {
  if (!isFields(value)) return undefined;
  const { chunks, tail, length } = value;
  if (!Array.isArray(chunks) || !Array.isArray(tail) || typeof length !== 'number') return undefined;
  return [...(chunks as unknown[]).flat(), ...(tail as unknown[])].slice(0, length);
}

function changeOf(now: unknown, before: unknown): Change {
  if (isSame(now, before)) return 'same';
  if (before === undefined) return 'added';
  return now === undefined ? 'removed' : 'changed';
}

/** By what they are; parts that are the very same object are not looked into. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [a as Fields, b as Fields];
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => isSame(left[name], right[name]));
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** What a machine is born with. */
const isBirth = (value: Fields): boolean => 'self' in value && 'replicas' in value && 'settings' in value;

/** Names that end in `Us` hold times. */
const leaf = (label: string, value: unknown): string | Phrase =>
  typeof value === 'number' && label.endsWith('Us') && Number.isFinite(value)
    ? words('inspect.time', { atUs: value })
    : compact(value);

/** Data in one line, as short as it can be said: `{operation: Ana.1, key: x, value: 2}`. */
export function compact(value: unknown): string {
  if (value === null || value === undefined) return '∅';
  if (typeof value === 'string') return value === '' ? '∅' : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value === Infinity ? '∞' : String(value);
  if (Array.isArray(value)) return `[${value.map(compact).join(', ')}]`;
  return `{${Object.entries(value as Fields)
    .map(([name, each]) => `${name}: ${compact(each)}`)
    .join(', ')}}`;
}
