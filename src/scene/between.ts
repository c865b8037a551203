/** Eases the jump from one frame to the next, over at most 160 ms of real time: the player alone knows how far it has come. */
import { easeCubicOut } from 'd3-ease';
import type { Frame } from './frame';
import type { FrameReplica, Square } from './replicas';

type Kind = 'sibling' | 'seat' | 'answer' | 'lost';

/** How far each thing that has just appeared is on its way in; what is not named is there in full. */
export interface Easing {
  /** Log squares of this frame that pop in, 0 to 1. */
  readonly squares: ReadonlyMap<Square, number>;
  /** How far a sibling, a place in a quorum or a lost write of a card is on its way in; 1 of what was there before. */
  arrival(replica: string, kind: Kind, what: string | number): number;
  /** Where a new leader's badge comes from: it slides from the one that leads no more, 0 to 1; from itself where nobody gave it up. */
  readonly badge: { readonly from: string; readonly to: string; readonly u: number } | undefined;
}

export interface EasedFrame extends Frame {
  readonly easing?: Easing;
}

/** `u` from 0 (just after `a`) to 1 (`b` itself). Positions are `b`'s: a message's place is its time's, never smoothed. */
export function between(a: Frame, b: Frame, u: number): EasedFrame {
  if (u >= 1 || a.shape !== b.shape) return b;
  const share = easeCubicOut(Math.max(0, u));
  const before = new Map(a.replicas.map((replica) => [replica.id, replica]));
  const squares = new Map<Square, number>();
  const arrivals = new Map<string, number>();
  for (const replica of b.replicas) {
    const old = before.get(replica.id);
    const known = new Map((old?.log?.squares ?? []).map((square) => [square.operation, square.gate]));
    for (const square of replica.log?.squares ?? []) if (hasArrived(square, known)) squares.set(square, share);
    const there = new Set(old ? thingsOn(old) : []);
    for (const thing of thingsOn(replica)) if (!there.has(thing)) arrivals.set(thing, share);
  }
  const arrival: Easing['arrival'] = (replica, kind, what) => arrivals.get(arrivalOf(replica, kind, what)) ?? 1;
  const [led, leading] = [leadersOf(a), leadersOf(b)];
  const to = leading.find((id) => !led.includes(id));
  const from = led.find((id) => !leading.includes(id)) ?? to;
  const badge = from && to ? { from, to, u: share } : undefined;
  return squares.size + arrivals.size === 0 && !badge ? b : { ...b, easing: { squares, arrival, badge } };
}

const arrivalOf = (replica: string, kind: Kind, what: string | number): string => `${replica} ${kind} ${what}`;

function thingsOn({ id: replica, chips, seats, lost }: FrameReplica): string[] {
  return [
    ...chips.flatMap(({ key, versions }) =>
      versions.length > 1 ? versions.map(({ short }) => arrivalOf(replica, 'sibling', `${key} ${short}`)) : [],
    ),
    ...seats.map(({ id, operation, state }) =>
      arrivalOf(replica, state === 'asked' ? 'seat' : 'answer', `${id} ${operation}`),
    ),
    ...lost.map(({ operation }) => arrivalOf(replica, 'lost', operation)),
  ];
}

const hasArrived = ({ operation, gate }: Square, known: ReadonlyMap<Square['operation'], Square['gate']>): boolean =>
  known.get(operation) !== gate;

const leadersOf = ({ replicas }: Frame): string[] =>
  replicas.filter(({ badges }) => badges.some(({ leads }) => leads)).map(({ id }) => id);
