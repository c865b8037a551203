/**
 * A store of named entries: each write into a slot replaces the entries that its writer saw there, and leaves those that
 * it did not. Merging keeps an entry unless one side has seen it and has it no more (Almeida, Shoker and Baquero 2018).
 */
import { countOf, merge, knowing, type VersionVector } from '#mechanisms/version-vectors';
import type { OperationId, Value } from '#history/operation';
import { isLater } from './register';
import { compareText, type Dot, type Stamp } from './type';

export interface Entry {
  readonly dot: Dot;
  /** The element, the field; all entries of a register share one. */
  readonly slot: string;
  readonly value: Value;
  readonly writer: OperationId | null;
  /** For a rule that must choose one of several; never behind what its writer saw. */
  readonly timeUs: number;
  /** Entries that it took the place of. Only tells a conflict from a plain change; it decides nothing. */
  readonly over: readonly string[];
}

export interface Dotted {
  readonly entries: Readonly<Record<string, Entry>>;
  /** All updates that this state is made of, those included whose entries are gone. */
  readonly seen: VersionVector;
}

export interface Change {
  readonly dot: Dot;
  readonly slot: string;
  /** Names of the entries that the writer saw, and that go. */
  readonly replaces: readonly string[];
  /** Undefined where nothing takes their place. */
  readonly entry?: Entry;
}

export const nameOf = ({ origin, seq }: Dot): string => `${origin}.${seq}`;

export function dotOf(name: string): Dot {
  const at = name.lastIndexOf('.');
  return { origin: name.slice(0, at), seq: Number(name.slice(at + 1)) };
}

/** The store with these entries from the start, in slots of their own. */
export function firstEntries(slots: readonly { readonly slot: string; readonly value: Value }[]): Dotted {
  const entries = slots.map(({ slot, value }, at): Entry => {
    return { dot: { origin: '', seq: at + 1 }, slot, value, writer: null, timeUs: -1, over: [] };
  });
  return {
    entries: Object.fromEntries(entries.map((entry) => [nameOf(entry.dot), entry])),
    seen: entries.length > 0 ? { '': entries.length } : {},
  };
}

/** The entries of a slot: the one that a rule would choose comes first. */
export const entriesOf = ({ entries }: Dotted, slot: string): readonly Entry[] =>
  Object.values(entries)
    .filter((entry) => entry.slot === slot)
    .sort((a, b) => (isLater(a, b) ? -1 : 1));

/** Slots that have entries, sorted. */
export const slotsOf = ({ entries }: Dotted): readonly string[] =>
  [...new Set(Object.values(entries).map(({ slot }) => slot))].sort(compareText);

export const partsOf = ({ entries, seen }: Dotted): number => Object.keys(entries).length + Object.keys(seen).length;

/** Puts a value into a slot (undefined: nothing) in place of what is seen there. */
export function overwrite(
  state: Dotted,
  { slot, value }: { slot: string; value: Value | undefined },
  { dot, operation, nowUs }: Stamp,
): Change {
  const old = entriesOf(state, slot);
  const replaces = old.map((entry) => nameOf(entry.dot));
  if (value === undefined) return { dot, slot, replaces };
  const timeUs = Math.max(nowUs, ...old.map((entry) => entry.timeUs + 1));
  return { dot, slot, replaces, entry: { dot, slot, value, writer: operation, timeUs, over: replaces } };
}

/** Trusts its delivery: an entry that comes after the change that replaces it stays for ever. */
export function applyChange({ entries, seen }: Dotted, { dot, replaces, entry }: Change): Dotted {
  const left = Object.fromEntries(Object.entries(entries).filter(([name]) => !replaces.includes(name)));
  return { entries: entry ? { ...left, [nameOf(dot)]: entry } : left, seen: knowing(seen, dot) };
}

export const hasSeen = ({ seen }: Dotted, { origin, seq }: Dot): boolean => countOf(seen, origin) >= seq;

export function mergeDotted(a: Dotted, b: Dotted): Dotted {
  const kept = (mine: Dotted, other: Dotted) =>
    Object.entries(mine.entries).filter(([name, { dot }]) => name in other.entries || !hasSeen(other, dot));
  return { entries: Object.fromEntries([...kept(a, b), ...kept(b, a)]), seen: merge(a.seen, b.seen) };
}

/** Entries of a slot after a change came, where it brought a conflict that was not there before: else none. */
export function freshConflict(before: Dotted, came: Dotted | Change, after: Dotted, slot: string): readonly Entry[] {
  const now = entriesOf(after, slot);
  const isNew = ({ dot }: Entry) => !hasSeen(before, dot);
  const isOld = ({ dot }: Entry) => nameOf(dot) in before.entries;
  return now.length > 1 && now.some(isNew) && now.some(isOld) && changes(came, slot) ? now : [];
}

const changes = (came: Dotted | Change, slot: string): boolean =>
  'slot' in came ? came.slot === slot : Object.values(came.entries).some((entry) => entry.slot === slot);
