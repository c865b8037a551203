/** A register that decides nothing: concurrent writes stay side by side as siblings, until a write that has seen them replaces them. */
import { printValue } from '#sim/script/values';
import {
  applyChange,
  entriesOf,
  firstEntries,
  freshConflict,
  mergeDotted,
  overwrite,
  partsOf,
  type Change,
  type Dotted,
} from './dotted';
import type { DataType } from './type';

/** All entries share one slot. */
const SLOT = '';

export const multiValue: DataType<Dotted, Change> = {
  first: (value) => firstEntries(value === null ? [] : [{ slot: SLOT, value }]),
  prepare: (state, { f, arg }, stamp) =>
    overwrite(state, { slot: SLOT, value: f === 'delete' ? undefined : arg }, stamp),
  apply: applyChange,
  merge: mergeDotted,
  /** All siblings, sorted as the stage fans them out. */
  read: (state) => entriesOf(state, SLOT).map(({ value }) => value),
  conflicts(before, came, after) {
    const [first, second, ...others] = freshConflict(before, came, after, SLOT);
    if (!first || !second) return [];
    const rest = [second, ...others];
    return [
      {
        ...{ rule: 'siblings', winner: printValue(first.value), winnerBy: String(first.writer ?? '') },
        loser: rest.map(({ value }) => printValue(value)).join(', '),
        loserBy: rest.map(({ writer }) => String(writer ?? '')).join(', '),
      },
    ];
  },
  parts: partsOf,
  marks(key, state) {
    const entries = entriesOf(state, SLOT);
    if (entries.length === 0) return [{ mark: 'value', key, value: null, writer: null }];
    return entries.map(({ value, writer }) => ({ mark: 'value', key, value, writer }) as const);
  },
};
