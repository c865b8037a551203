/** Counters: each origin counts its own increments (and decrements) in a share of its own; the value is the sum of all. */
import type { OperationId, Value } from '#history/operation';
import type { Mark } from '#sim/marks';
import { compareText, type DataType, type Update } from './type';

export type Shares = Readonly<Record<string, number>>;

export interface Counter {
  readonly up: Shares;
  /** Always empty in a counter that only grows. */
  readonly down: Shares;
  /** For the eye: the updates that have been counted. */
  readonly from: readonly OperationId[];
}

export interface Count {
  readonly origin: string;
  readonly amount: number;
  readonly operation: OperationId;
}

/** The origin of what was there from the start: no replica’s name. */
const START = '';

export const shareOf = (shares: Shares, origin: string): number =>
  Object.hasOwn(shares, origin) ? shares[origin]! : 0;

export const plus = (shares: Shares, origin: string, amount: number): Shares =>
  amount === 0 ? shares : { ...shares, [origin]: shareOf(shares, origin) + amount };

export const sum = (shares: Shares): number => Object.values(shares).reduce((total, share) => total + share, 0);

/** The larger of two counts of one origin is the later one, since an origin alone counts its own share, and only up. */
export function larger(a: Shares, b: Shares): Shares {
  const both: Record<string, number> = { ...a };
  for (const origin of Object.keys(b)) both[origin] = Math.max(shareOf(a, origin), b[origin]!);
  return both;
}

/** A whole number of steps; 1 where the update names none. */
export const amountOf = ({ arg }: Update): number => (typeof arg === 'number' ? arg : 1);

export const wholeOf = (value: Value): number => (Number.isSafeInteger(value) ? (value as number) : 0);

export const together = (a: readonly OperationId[], b: readonly OperationId[]): readonly OperationId[] =>
  [...new Set([...a, ...b])].sort((x, y) => compareText(String(x), String(y)));

export const counter: DataType<Counter, Count> = {
  first(value) {
    const start = wholeOf(value);
    const share: Shares = start === 0 ? {} : { [START]: Math.abs(start) };
    return { up: start > 0 ? share : {}, down: start < 0 ? share : {}, from: [] };
  },
  prepare: (_, update, { dot, operation }) => ({
    origin: dot.origin,
    amount: update.f === 'dec' ? -amountOf(update) : amountOf(update),
    operation,
  }),
  apply: ({ up, down, from }, { origin, amount, operation }) => ({
    up: amount > 0 ? plus(up, origin, amount) : up,
    down: amount < 0 ? plus(down, origin, -amount) : down,
    from: together(from, [operation]),
  }),
  merge: (a, b) => ({ up: larger(a.up, b.up), down: larger(a.down, b.down), from: together(a.from, b.from) }),
  read: ({ up, down }) => sum(up) - sum(down),
  parts: ({ up, down }) => Object.keys(up).length + Object.keys(down).length,
  marks: (key, state) => [
    { mark: 'value', key, value: counter.read(state), writer: null, from: state.from },
    sharesTable(key, state),
  ],
};

function sharesTable(key: string, { up, down }: Counter): Mark {
  const all = [...new Set([...Object.keys(up), ...Object.keys(down)])];
  const origins = all.filter((origin) => origin !== START).sort(compareText);
  const counts = origins.some((origin) => shareOf(down, origin) > 0);
  return {
    mark: 'table',
    id: 'table.shares',
    args: { key, start: shareOf(up, START) - shareOf(down, START) },
    columns: counts ? ['table.up', 'table.down'] : ['table.up'],
    rows: origins.map((name) => ({
      name,
      cells: counts ? [shareOf(up, name), shareOf(down, name)] : [shareOf(up, name)],
    })),
  };
}
