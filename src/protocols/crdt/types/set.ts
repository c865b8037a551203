/** Two sets that differ in one thing: what becomes of an element that is added here and removed there at the same time. */
import type { Value } from '#history/operation';
import { isList, valueKey } from '#history/value';
import { printValue } from '#sim/script/values';
import type { ListItemMark, Mark } from '#sim/marks';
import {
  applyChange,
  dotOf,
  entriesOf,
  firstEntries,
  freshConflict,
  hasSeen,
  mergeDotted,
  nameOf,
  overwrite,
  partsOf,
  slotsOf,
  type Change,
  type Dotted,
  type Entry,
} from './dotted';
import type { DataType, Resolution } from './type';

const membersOf = (value: Value): readonly Value[] => (value === null ? [] : isList(value) ? value : [value]);

/** A slot's name is its element's key, so equal elements share one. */
const elementOf = (slot: string): Value => JSON.parse(slot) as Value;

/**
 * Add wins: an add makes a new entry, a remove takes away the entries that it has seen. What was added at the same time
 * it has not seen (the observed-remove set: Shapiro and others 2011; without tombstones: Bieniusa and others 2012).
 */
export const addWins: DataType<Dotted, Change> = {
  first: (value) => firstEntries(membersOf(value).map((element) => ({ slot: valueKey(element), value: element }))),
  prepare: (state, { f, arg }, stamp) =>
    overwrite(state, { slot: valueKey(arg), value: f === 'add' ? arg : undefined }, stamp),
  apply: applyChange,
  merge: mergeDotted,
  read: (state) => slotsOf(state).map(elementOf),
  conflicts: (before, came, after) => slotsOf(after).flatMap((slot) => addWinsAt(slot, before, came, after)),
  parts: partsOf,
  marks: (key, state) =>
    setMarks(
      key,
      addWins.read(state),
      slotsOf(state).map((slot) => itemOf(state, slot)),
    ),
};

const itemOf = (state: Dotted, slot: string): ListItemMark => ({
  value: elementOf(slot),
  writer: entriesOf(state, slot)[0]!.writer,
});

/** One side has removed what the other had seen too, and the element is there all the same. */
function addWinsAt(slot: string, before: Dotted, came: Dotted | Change, after: Dotted): Resolution[] {
  const [winner] = entriesOf(after, slot);
  const isContested =
    'slot' in came
      ? came.slot === slot && isContestedBy(before, came)
      : isUnseenBy(before, winner!, came) || isUnseenBy(came, winner!, before);
  if (!winner || !isContested) return [];
  const element = printValue(elementOf(slot));
  return [{ rule: 'add-wins', winner: element, winnerBy: String(winner.writer ?? ''), loser: element, loserBy: '' }];
}

/** A remove that finds more than it has seen; or an add in the place of what has been taken out here. */
function isContestedBy(before: Dotted, { slot, replaces, entry }: Change): boolean {
  if (!entry) return replaces.length > 0;
  return entriesOf(before, slot).length === 0 && replaces.some((name) => hasSeen(before, dotOf(name)));
}

/** One side has the entry; the other has not seen it, and has taken out what it stands in the place of, or beside. */
function isUnseenBy(mine: Dotted, { dot, slot, over }: Entry, other: Dotted): boolean {
  const has = nameOf(dot) in mine.entries && !hasSeen(other, dot);
  const beside = [...over.map(dotOf), ...entriesOf(mine, slot).map((entry) => entry.dot)];
  return has && entriesOf(other, slot).length === 0 && beside.some((old) => hasSeen(other, old));
}

/** Remove wins: adds and removes are both entries that replace what they have seen, and one remove among them is enough. */
export const removeWins: DataType<Dotted, Change> = {
  first: (value) => firstEntries(membersOf(value).map((element) => ({ slot: valueKey(element), value: true }))),
  prepare: (state, { f, arg }, stamp) => overwrite(state, { slot: valueKey(arg), value: f === 'add' }, stamp),
  apply: applyChange,
  merge: mergeDotted,
  read: (state) =>
    slotsOf(state)
      .filter((slot) => isIn(state, slot))
      .map(elementOf),
  conflicts: (before, came, after) =>
    slotsOf(after).flatMap((slot) => {
      if (freshConflict(before, came, after, slot).length === 0) return [];
      const { adds, removes } = sidesOf(after, slot);
      if (adds.length === 0 || removes.length === 0) return [];
      const element = printValue(elementOf(slot));
      const [add, remove] = [adds[0]!, removes[0]!];
      return [
        {
          ...{ rule: 'remove-wins', winner: element, winnerBy: String(remove.writer ?? '') },
          ...{ loser: element, loserBy: String(add.writer ?? '') },
        },
      ];
    }),
  parts: partsOf,
  marks: (key, state) => [
    ...setMarks(
      key,
      removeWins.read(state),
      slotsOf(state).map((slot) => {
        const [last] = entriesOf(state, slot);
        const item = { value: elementOf(slot), writer: last!.writer };
        return isIn(state, slot) ? item : { ...item, gone: true };
      }),
    ),
    ...lostAdds(key, state),
  ],
};

function sidesOf(state: Dotted, slot: string) {
  const entries = entriesOf(state, slot);
  return {
    adds: entries.filter(({ value }) => value === true),
    removes: entries.filter(({ value }) => value === false),
  };
}

const isIn = (state: Dotted, slot: string): boolean => sidesOf(state, slot).removes.length === 0;

/** Adds that stand beside a remove which they had not seen, and so do not count. */
function lostAdds(key: string, state: Dotted): Mark[] {
  const entries = slotsOf(state).flatMap((slot) => {
    const { adds, removes } = sidesOf(state, slot);
    return removes.length === 0
      ? []
      : adds.flatMap(({ writer }) =>
          writer === null
            ? []
            : [{ key, value: elementOf(slot), writer, rule: 'rule.remove-wins', winner: removes[0]!.writer }],
        );
  });
  return entries.length > 0 ? [{ mark: 'lost', entries }] : [];
}

function setMarks(key: string, value: Value, items: readonly ListItemMark[]): Mark[] {
  const from = items.flatMap(({ writer, gone }) => (writer === null || gone ? [] : [writer]));
  return [
    { mark: 'value', key, value, writer: null, from },
    { mark: 'list', key, ordered: false, items },
  ];
}
