/** What one copy would do: the sequential behaviour that a model of consistency compares many copies with. */
import type { Operation, Value } from '#history/operation';
import { fieldOf, isList } from '#history/value';

/**
 * What an operation can do to a state and what its answer reveals. `reads`: it never changes any state; `writes`: its
 * answer says nothing; `both`: it may change the state and its answer depends on it; `none`: it neither took effect nor
 * saw anything (a failed write, a read without an answer).
 */
export type Effect = 'none' | 'reads' | 'writes' | 'both';

/** What a kind does when it is answered; `effect` below also weighs the status. */
export type KindEffect = Exclude<Effect, 'none'>;

/** A plain read or write of one register: what the faster algorithms for registers, and session guarantees, work on. */
export interface Access {
  readonly f: 'read' | 'write';
  readonly object: string;
  readonly value: Value;
}

export interface Spec {
  readonly id: string;
  /** The kinds that it knows; any other kind throws. */
  readonly kinds: Readonly<Record<string, KindEffect>>;
  /** True where finitely many operations reach finitely many states, however often each of them is repeated. */
  readonly finite: boolean;
  /** The state of the given objects before anything happened. */
  initial(init: Value, objects: readonly string[]): Value;
  /**
   * The state after the operation, or undefined where its answer is impossible in this state. An indeterminate
   * operation (`info`) may have had any answer.
   */
  apply(state: Value, op: Operation): Value | undefined;
  /** By the operation's kind (and a compare-and-set's answer) alone, never by the state it happens to meet. */
  effect(op: Operation): Effect;
  /** The independent objects that it touches. Operations that share none can be judged apart (locality). */
  objects(op: Operation): readonly string[];
  /** Where the objects are registers: the operation as a plain access, or undefined if it is more than that. */
  access?(op: Operation): Access | undefined;
  /** Where the objects are registers: the value of one of them in a state. */
  shows?(state: Value, object: string): Value;
  /** Whether the state after it is the same whatever the state was before. Absent means never. */
  overwrites?(op: Operation): boolean;
  /**
   * Whether an optional operation, having led to `state`, can have been worth taking for the answer that `observer` got.
   * Prunes the search for effects of unknown operations; absent means always.
   */
  helps?(state: Value, op: Operation, observer: Operation): boolean;
}

type Definition = Pick<Spec, 'id' | 'kinds' | 'initial' | 'apply'> & Partial<Spec>;

/** Completes a spec: one object per key, effects by kind, an infinite set of states. */
export function defineSpec(definition: Definition): Spec {
  return {
    finite: false,
    effect: (op) => effectByKind(definition, op),
    objects: (op) => [op.key ?? ''],
    ...definition,
  };
}

/** The effect of an operation by its kind, its status, and nothing else. Throws for a kind that the spec does not know. */
export function effectByKind(spec: Pick<Spec, 'id' | 'kinds'>, op: Operation): Effect {
  if (!Object.hasOwn(spec.kinds, op.f)) throw unknownKind(spec.id, op);
  const kind = spec.kinds[op.f]!;
  switch (op.status) {
    case 'ok':
      return kind;
    case 'info':
      return kind === 'reads' ? 'none' : 'writes';
    case 'fail':
    case 'timeout-read':
      return 'none';
  }
}

export const unknownKind = (spec: string, op: Operation): Error =>
  new Error(`${spec}: unknown operation "${op.f}" (id ${op.id})`);

/** The first value of an object, where `init` gives one for each by name: else `init` is every object's. */
export function firstOf(init: Value, objects: readonly string[]): Value {
  const isByName = init !== null && typeof init === 'object' && !isList(init);
  return isByName ? fieldOf(init, objects[0] ?? '') : init;
}

/** Whether the answer that was observed may be this one: an indeterminate operation may have had any. */
export const answered = (op: Operation): boolean => op.status !== 'info';
