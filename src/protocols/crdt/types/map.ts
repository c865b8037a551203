/** A map: every field is a register of its own. An update wins over a concurrent removal; of two updates the later one is shown and the other kept. */
import type { Value } from '#history/operation';
import { printValue } from '#sim/script/values';
import {
  applyChange,
  entriesOf,
  firstEntries,
  freshConflict,
  mergeDotted,
  overwrite,
  partsOf,
  slotsOf,
  type Change,
  type Dotted,
} from './dotted';
import type { DataType } from './type';

/** `milk:2` names a field and its value; a whole number is meant as one. Undefined without a colon. */
export function fieldOf(arg: Value): { readonly slot: string; readonly value: Value } | undefined {
  const text = String(arg);
  const at = text.indexOf(':');
  if (typeof arg !== 'string' || at < 1) return undefined;
  const value = text.slice(at + 1);
  return { slot: text.slice(0, at), value: /^-?\d{1,15}$/.test(value) ? Number(value) : value };
}

export const map: DataType<Dotted, Change> = {
  first(value) {
    const field = fieldOf(value);
    return firstEntries(field ? [field] : []);
  },
  prepare: (state, { f, arg }, stamp) =>
    overwrite(state, f === 'remove' ? { slot: String(arg), value: undefined } : fieldOf(arg)!, stamp),
  apply: applyChange,
  merge: mergeDotted,
  read: (state) => Object.fromEntries(slotsOf(state).map((slot) => [slot, entriesOf(state, slot)[0]!.value])),
  conflicts: (before, came, after) =>
    slotsOf(after).flatMap((slot) => {
      const [winner, loser] = freshConflict(before, came, after, slot);
      if (!winner || !loser) return [];
      const text = ({ value }: { readonly value: Value }) => `${slot}:${printValue(value)}`;
      return [
        {
          ...{ rule: 'field', winner: text(winner), winnerBy: String(winner.writer ?? '') },
          ...{ loser: text(loser), loserBy: String(loser.writer ?? '') },
        },
      ];
    }),
  parts: partsOf,
  marks: (key, state) => [
    {
      ...({ mark: 'value', key, value: map.read(state), writer: null } as const),
      from: slotsOf(state).flatMap((slot) => entriesOf(state, slot)[0]!.writer ?? []),
    },
    {
      ...({ mark: 'list', key, ordered: false } as const),
      // A field in conflict has several items; the first is the one that is shown.
      items: slotsOf(state).flatMap((slot) =>
        entriesOf(state, slot).map(({ value, writer }) => ({ value: `${slot}:${printValue(value)}`, writer })),
      ),
    },
  ],
};
