/** Messages that travel the same stretch of one link at the same time go side by side: each keeps its side for its whole way. */
import type { Flights } from './flights';

/** Sides in the order in which they are taken: the link itself, then left and right of it. */
const SIDES = [0, 1, -1, 2, -2] as const;

/** Share of the way within which one message hides another. */
const NEAR = 0.12;

/** Messages before it on the same link that are looked at. */
const LOOKED_BACK = 6;

interface Index {
  /** Numbers of messages by directed pair of nodes, ascending. */
  readonly byPair: ReadonlyMap<number, readonly number[]>;
  /** Sides by message, for the pairs that have been asked for. */
  readonly sides: Int8Array;
  readonly known: Set<number>;
}

const indices = new WeakMap<Flights, Index>();

/** On which side of its link a message travels: 0 on it, 1 and -1 beside it, 2 and -2 further out. Worked out when a pair is first asked for. */
export function sideOf(flights: Flights, number: number): number {
  const index = indices.get(flights) ?? indexOf(flights);
  indices.set(flights, index);
  const pair = flights.pair[number]!;
  if (!index.known.has(pair)) placeAll(flights, index, pair);
  return index.sides[number]!;
}

function indexOf({ pair }: Flights): Index {
  const byPair = new Map<number, number[]>();
  pair.forEach((own, number) => {
    const list = byPair.get(own);
    if (list) list.push(number);
    else byPair.set(own, [number]);
  });
  return { byPair, sides: new Int8Array(pair.length), known: new Set() };
}

function placeAll(flights: Flights, { byPair, sides, known }: Index, pair: number): void {
  known.add(pair);
  const list = byPair.get(pair)!;
  list.forEach((number, place) => {
    const taken = new Set<number>();
    for (const other of list.slice(Math.max(0, place - LOOKED_BACK), place))
      if (isNear(flights, other, number)) taken.add(sides[other]!);
    sides[number] = SIDES.find((side) => !taken.has(side)) ?? 0;
  });
}

/** Shares of the way are linear in time: two are nearest where one of them begins or ends, or they meet. */
function isNear({ leftUs, spanUs }: Flights, a: number, b: number): boolean {
  const from = Math.max(leftUs[a]!, leftUs[b]!);
  const to = Math.min(leftUs[a]! + spanUs[a]!, leftUs[b]! + spanUs[b]!);
  if (!(from < to)) return false; // Also where one has stops: queues keep those apart.
  const apart = (atUs: number) => (atUs - leftUs[a]!) / spanUs[a]! - (atUs - leftUs[b]!) / spanUs[b]!;
  const [first, last] = [apart(from), apart(to)];
  return first * last <= 0 || Math.min(Math.abs(first), Math.abs(last)) < NEAR;
}
