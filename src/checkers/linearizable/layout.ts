/** The fixed part of a search: items as numbers and flat arrays, and the line of calls and returns that it walks along. */
import { type Item, isFree, touchingPredecessors } from '#checkers/kit/item';
import type { Transitions } from '#checkers/kit/transitions';

/** Items are numbered by call, those that must take effect first. Entry `i` is item i's call, entry `total + i` its return. */
export interface Layout {
  readonly required: number;
  readonly total: number;
  /** The entry that stands for both ends of the line, which is a ring; entries behind it are the supply's. */
  readonly end: number;
  readonly classes: Int32Array;
  /** 1 where the item never changes a state, by its kind. */
  readonly readOnly: Uint8Array;
  /** 1 where the item's answer depends on the state. */
  readonly answers: Uint8Array;
  /** The item that must be placed before this one though time does not say so, else -1. */
  readonly after: Int32Array;
  /** Calls and returns of the items that must take effect, by time; at equal times calls come first. */
  readonly line: readonly number[];
  readonly calls: Float64Array;
  readonly returns: Float64Array;
  /** Classes that may be applied any number of times. */
  readonly supply: readonly number[];
}

/** With `reuse`, free items become an endless supply: a wider relaxation, of which fewer states must be remembered. */
export function layOut(items: readonly Item[], table: Transitions, reuse: boolean): Layout {
  const placed = reuse ? items.filter((item) => !isFree(item)) : items;
  const order = numbering(placed);
  const ordered = order.map((at) => placed[at]!);
  const classes = Int32Array.from(ordered, ({ op }) => table.classOf(op));
  const required = ordered.filter(({ optional }) => !optional).length;
  return {
    required,
    total: ordered.length,
    end: 2 * ordered.length,
    classes,
    readOnly: Uint8Array.from(ordered, ({ effect }) => (effect === 'reads' ? 1 : 0)),
    answers: Uint8Array.from(ordered, ({ effect, optional }) => (effect !== 'writes' && !optional ? 1 : 0)),
    after: predecessors(placed, order, classes),
    line: lineUp(ordered, required),
    calls: Float64Array.from(ordered, ({ call }) => call),
    returns: Float64Array.from(ordered, (item) => item.return),
    supply: reuse ? [...new Set(items.filter(isFree).map(({ op }) => table.classOf(op)))] : [],
  };
}

function numbering(items: readonly Item[]): readonly number[] {
  const byCall = (a: number, b: number): number =>
    items[a]!.call < items[b]!.call ? -1 : items[a]!.call > items[b]!.call ? 1 : a - b;
  const group = (optional: boolean) => [...items.keys()].filter((at) => items[at]!.optional === optional).sort(byCall);
  return [...group(false), ...group(true)];
}

/**
 * Program order where times touch; and of optional items that do the same, the one called earlier first: whatever
 * order uses the later one alone, the earlier one would have served as well.
 */
function predecessors(items: readonly Item[], order: readonly number[], classes: Int32Array): Int32Array {
  const touching = touchingPredecessors(items);
  const number = new Int32Array(items.length);
  for (const [at, item] of order.entries()) number[item] = at;
  const after = Int32Array.from(order, (item) => (touching[item]! < 0 ? -1 : number[touching[item]!]!));
  const twins = new Map<number, number>();
  for (const [at, item] of order.entries()) {
    if (!items[item]!.optional || after[at] !== -1) continue;
    after[at] = twins.get(classes[at]!) ?? -1;
    twins.set(classes[at]!, at);
  }
  return after;
}

function lineUp(items: readonly Item[], required: number): readonly number[] {
  const total = items.length;
  const timeOf = (entry: number): number => (entry < total ? items[entry]!.call : items[entry - total]!.return);
  const calls = [...items.keys()].slice(0, required);
  return [...calls, ...calls.map((item) => total + item)].sort((a, b) => {
    const [first, second] = [timeOf(a), timeOf(b)];
    return first < second ? -1 : first > second ? 1 : a - b; // Calls have the lower numbers.
  });
}
