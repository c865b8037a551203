/**
 * A counter that never falls below zero: who would take must hold rights to do so, and rights are shared out beforehand
 * (Balegas and others 2015, after O'Neil's escrow method of 1986).
 */
import type { OperationId, Value } from '#history/operation';
import { amountOf, larger, plus, shareOf, sum, together, wholeOf, type Shares } from './counter';
import { compareText, type DataType, type Rights, type Update } from './type';

export interface Escrow {
  /** Rights that came with the first value and with increments, by the origin that got them. */
  readonly minted: Shares;
  /** Rights handed over, by `giver` and then by who got them. */
  readonly moved: Readonly<Record<string, Shares>>;
  /** Rights used up by decrements. */
  readonly spent: Shares;
  readonly from: readonly OperationId[];
}

export type Deal =
  | {
      readonly does: 'mint' | 'spend';
      readonly origin: string;
      readonly amount: number;
      readonly operation: OperationId;
    }
  | { readonly does: 'move'; readonly origin: string; readonly to: string; readonly amount: number };

const movedBy = ({ moved }: Pick<Escrow, 'moved'>, origin: string): Shares =>
  Object.hasOwn(moved, origin) ? moved[origin]! : {};

const given = (state: Escrow, origin: string): number => sum(movedBy(state, origin));

const got = ({ moved }: Escrow, origin: string): number =>
  Object.values(moved).reduce((total, shares) => total + shareOf(shares, origin), 0);

/** What an origin may still take. Only itself lowers it, so it can be sure of it without asking anybody. */
const rightsLeft = (state: Escrow, origin: string): number =>
  shareOf(state.minted, origin) + got(state, origin) - given(state, origin) - shareOf(state.spent, origin);

/** The first value in equal parts; what does not divide goes to the first replicas. */
function shareOut(value: Value, replicas: readonly string[]): Shares {
  const start = Math.max(0, wholeOf(value));
  const each = Math.floor(start / replicas.length);
  return Object.fromEntries(replicas.map((name, at) => [name, each + (at < start % replicas.length ? 1 : 0)]));
}

function deal(state: Escrow, effect: Deal): Escrow {
  const { origin, amount } = effect;
  switch (effect.does) {
    case 'mint':
      return { ...state, minted: plus(state.minted, origin, amount), from: together(state.from, [effect.operation]) };
    case 'spend':
      return { ...state, spent: plus(state.spent, origin, amount), from: together(state.from, [effect.operation]) };
    case 'move':
      return { ...state, moved: { ...state.moved, [origin]: plus(movedBy(state, origin), effect.to, amount) } };
  }
}

export const escrow: DataType<Escrow, Deal> & Rights<Escrow, Deal> = {
  first: (value, replicas) => ({ minted: shareOut(value, replicas), moved: {}, spent: {}, from: [] }),
  prepare: (_, update, { dot: { origin }, operation }) => ({
    does: update.f === 'dec' ? 'spend' : 'mint',
    origin,
    amount: amountOf(update),
    operation,
  }),
  apply: deal,
  merge: (a, b) => ({
    minted: larger(a.minted, b.minted),
    moved: Object.fromEntries(
      [...new Set([...Object.keys(a.moved), ...Object.keys(b.moved)])].map((origin) => [
        origin,
        larger(movedBy(a, origin), movedBy(b, origin)),
      ]),
    ),
    spent: larger(a.spent, b.spent),
    from: together(a.from, b.from),
  }),
  read: ({ minted, spent }) => sum(minted) - sum(spent),
  lacks: (state, update: Update, origin) =>
    update.f === 'dec' ? Math.max(0, amountOf(update) - Math.max(0, rightsLeft(state, origin))) : 0,
  left: (state, origin) => Math.max(0, rightsLeft(state, origin)),
  transfer: (origin, to, amount) => ({ does: 'move', origin, to, amount }),
  parts: ({ minted, moved, spent }) => [minted, spent, ...Object.values(moved)].flatMap(Object.keys).length,
  marks: (key, state) => [
    { mark: 'value', key, value: escrow.read(state), writer: null, from: state.from },
    {
      mark: 'table',
      id: 'table.rights',
      args: { key },
      columns: ['table.left', 'table.spent'],
      rows: originsOf(state).map((name) => ({ name, cells: [rightsLeft(state, name), shareOf(state.spent, name)] })),
    },
  ],
};

const originsOf = ({ minted, moved, spent }: Escrow): string[] =>
  [...new Set([minted, spent, ...Object.values(moved)].flatMap((shares) => Object.keys(shares)))].sort(compareText);
