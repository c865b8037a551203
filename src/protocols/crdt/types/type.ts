/** What every replicated data type is: a value, with what an update makes of it anywhere, and with a merge of two such values. */
import type { OperationId, Value } from '#history/operation';
import type { Mark } from '#sim/marks';

/** The name of an update: the `seq`-th of its origin. No two updates share one. */
export interface Dot {
  readonly origin: string;
  readonly seq: number;
}

/** What a client asks for. */
export interface Update {
  readonly f: string;
  readonly arg: Value;
}

/** Who updates, and when. */
export interface Stamp {
  readonly dot: Dot;
  readonly operation: OperationId;
  /** The replica's own clock. */
  readonly nowUs: number;
}

/** A conflict that a rule has decided. */
export interface Resolution {
  readonly rule: 'lww' | 'siblings' | 'add-wins' | 'remove-wins' | 'field';
  /** What stays and what gives way, as text; the writers beside them. */
  readonly winner: string;
  readonly winnerBy: string;
  readonly loser: string;
  readonly loserBy: string;
  /** The write whose value is dropped for good, if one is. */
  readonly lost?: { readonly value: Value; readonly writer: OperationId };
}

export interface DataType<State, Effect> {
  /** The state that all replicas begin with, by the script's first value. */
  first(value: Value, replicas: readonly string[]): State;
  /** What an update does, worked out once, at the replica that is asked; `apply` then does it, there and anywhere. */
  prepare(state: State, update: Update, stamp: Stamp): Effect;
  /** Operation-based: commutes with every effect that is concurrent to it. Not idempotent: delivery sees to that. */
  apply(state: State, effect: Effect): State;
  /** State-based: a least upper bound, so associative, commutative and idempotent. */
  merge(a: State, b: State): State;
  /** What a read answers. */
  read(state: State): Value;
  /** Which conflicts came up when `after` was made of `before` and what came from elsewhere. */
  conflicts?(before: State, came: State | Effect, after: State): readonly Resolution[];
  /** How many shares, entries or characters it is made of: what a message that carries it weighs. */
  parts(state: State): number;
  /** How the screen shows it. */
  marks(key: string, state: State): readonly Mark[];
}

/** Of a type that knows rights to spend: see escrow. */
export interface Rights<State, Effect> {
  /** How much an update of this origin lacks; 0 where it may be done. */
  lacks(state: State, update: Update, origin: string): number;
  left(state: State, origin: string): number;
  transfer(from: string, to: string, amount: number): Effect;
}

/** For sorting names: by code units, the same in every engine. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
