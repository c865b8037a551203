/** What becomes of a write that comes to a key: it replaces what it knows of; what did not know of each other, the rule decides. */
import type { Value } from '#history/operation';
import { sameValue } from '#history/value';
import { compareStamps } from '#mechanisms/clocks';
import { appendTo, emptyLog, entriesBetween } from '#mechanisms/log';
import { compare, merge } from '#mechanisms/version-vectors';
import { nameOf, type Cell, type Change, type Entry, type KeyState, type Loss } from './context';
import type { MultiLeaderSettings } from './settings';
import { fieldsOf, MERGES, valueOfFields } from './values';

export type Rule = Pick<MultiLeaderSettings, 'conflict' | 'merge'>;

/** A key before any write. */
export function firstState(initial: Value, { conflict }: Rule): KeyState {
  const fields = conflict === 'fields' ? fieldsOf(initial) : { '': initial };
  const cells = Object.fromEntries(
    Object.entries(fields).map(([name, value]): [string, Cell] => [name, { entry: null, value }]),
  );
  return { versions: [], cells, all: emptyLog(), counts: {}, losses: [] };
}

/** The key's state with one more write. A function of the set of writes, except for the order of `versions` and who a loser lost to. */
export function resolve(state: KeyState, entry: Entry, { conflict }: Rule): KeyState {
  const next = { ...state, all: appendTo(state.all, entry), counts: merge(state.counts, entry.vector) };
  if (conflict === 'siblings' || conflict === 'merge') return { ...next, versions: keep(state.versions, entry) };
  return entry.changes.reduce((before, change) => decide(before, entry, change), next);
}

/** Versions that no other version knows of. */
function keep(versions: readonly Entry[], entry: Entry): readonly Entry[] {
  const orders = versions.map(({ vector }) => compare(vector, entry.vector));
  if (orders.some((order) => order === 'after' || order === 'equal')) return versions;
  return [...versions.filter((_, at) => orders[at] !== 'before'), entry];
}

/** Less than 0 where `b` wins: the higher stamp, then the disk's name, then the later write of that disk. */
export const compareEntries = (a: Entry, b: Entry): number =>
  compareStamps(a.stamp, b.stamp) || (a.origin < b.origin ? -1 : a.origin > b.origin ? 1 : 0) || a.number - b.number;

/** The highest stamp holds the field. */
function decide(state: KeyState, entry: Entry, { field, value, after }: Change): KeyState {
  const { entry: holder } = state.cells[field] ?? { entry: null };
  const wins = !holder || compareEntries(holder, entry) < 0;
  const cells = wins ? { ...state.cells, [field]: { entry, value } } : state.cells;
  const isNext = wins && after === (holder && nameOf(holder));
  if (isNext) return { ...state, cells };
  return { ...state, cells, losses: lossesOf({ ...state, cells }, field) };
}

/** Writes of a field that neither hold it nor led to what holds it. */
function lossesOf({ cells, all, losses }: KeyState, field: string): readonly Loss[] {
  const winner = cells[field]!.entry!;
  const others = losses.filter((loss) => loss.field !== field);
  const before = new Map(losses.filter((loss) => loss.field === field).map((loss) => [loss.loser, loss]));
  const writes = entriesBetween(all, 0, all.length).filter(({ changes }) =>
    changes.some((change) => change.field === field),
  );
  const led = ancestorsOf(winner, writes, field);
  const lost = writes.filter((write) => !led.has(write));
  return [...others, ...lost.map((loser) => before.get(loser) ?? { field, loser, winner })];
}

/** The write and those that led to it. Where the chain lacks one that has not come yet, vectors tell. */
function ancestorsOf(winner: Entry, writes: readonly Entry[], field: string): ReadonlySet<Entry> {
  const byName = new Map(writes.map((write) => [nameOf(write), write]));
  const led = new Set<Entry>();
  let next: Entry | undefined = winner;
  while (next && !led.has(next)) {
    const { vector }: Entry = next;
    led.add(next);
    const after: string | null = next.changes.find((change) => change.field === field)!.after;
    next = after === null ? undefined : byName.get(after);
    if (after !== null && !next)
      for (const write of writes) if (compare(write.vector, vector) === 'before') led.add(write);
  }
  return led;
}

/** Distinct writes that the key shows: those that hold fields, or all versions that stand, in an order that is the same everywhere. */
export function shownEntries({ versions, cells }: KeyState, { conflict }: Rule): readonly Entry[] {
  const shown =
    conflict === 'siblings' || conflict === 'merge'
      ? [...versions]
      : [...new Set(Object.values(cells).flatMap(({ entry }) => entry ?? []))];
  return shown.sort((a, b) => (a.origin < b.origin ? -1 : a.origin > b.origin ? 1 : a.number - b.number));
}

/** Writes that what is read is made of: one alone, or all that are shown. */
export function writersOf(state: KeyState, rule: Rule): readonly Entry[] {
  const sole = rule.conflict === 'fields' ? soleWriter(state) : undefined;
  return sole ? [sole] : shownEntries(state, rule);
}

/** What a read answers: one value, or a list where several versions stand. */
export function answerOf(state: KeyState, rule: Rule): Value {
  const { versions, cells } = state;
  switch (rule.conflict) {
    case 'lww':
      return cells['']!.value;
    case 'siblings': {
      const values = shownEntries(state, rule).map(({ value }) => value);
      return values.length > 1 ? values : (values[0] ?? initialOf(state));
    }
    case 'merge':
      return versions.length > 0 ? versions.map(({ value }) => value).reduce(MERGES[rule.merge]) : initialOf(state);
    case 'fields':
      return soleWriter(state)?.value ?? valueOfFields(shownFields(state));
  }
}

const initialOf = ({ cells }: KeyState): Value => cells['']?.value ?? null;

const shownFields = ({ cells }: KeyState) =>
  Object.fromEntries(Object.entries(cells).map(([name, { value }]) => [name, value]));

/** The write that alone says all that is shown, where one does: its text stands, which may name the fields in another order. */
function soleWriter(state: KeyState): Entry | undefined {
  const shown = valueOfFields(shownFields(state));
  const holders = shownEntries(state, { conflict: 'fields', merge: 'union' });
  return holders.findLast(({ value }) => sameValue(valueOfFields(fieldsOf(value)), shown));
}

/** What a write sets, compared with what its replica shows. */
export function changesOf(state: KeyState, value: Value, { conflict }: Rule): readonly Change[] {
  if (conflict === 'siblings' || conflict === 'merge') return [];
  const after = (field: string): string | null => {
    const holder = state.cells[field]?.entry ?? null;
    return holder && nameOf(holder);
  };
  if (conflict === 'lww') return [{ field: '', value, after: after('') }];
  const [shown, wanted] = [shownFields(state), fieldsOf(value)];
  const names = Object.keys({ ...shown, ...wanted });
  return names
    .filter((name) => !sameValue(shown[name] ?? null, wanted[name] ?? null))
    .map((field) => ({ field, value: wanted[field] ?? null, after: after(field) }));
}
