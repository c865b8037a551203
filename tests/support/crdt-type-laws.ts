/** What must be true of every replicated data type as a value, whatever carries it. */
import { valueKey } from '#history/value';
import type { Value } from '#history/operation';
import type { Kind, State, TypeName } from '#protocols/crdt/types';
import { ordersOf, runWorld, type Step } from './crdt-programs';

/** What is wrong with a world, or undefined. */
export type TypeLaw = (kind: Kind, name: TypeName, steps: readonly Step[]) => string | undefined;

const keyOf = (state: State): string => valueKey(state as unknown as Value);

/** At most so many states of a world are set against each other in threes. */
const POOL = 5;

const commutes = (states: readonly State[], { type }: Kind): boolean =>
  states.every((a) => states.every((b) => keyOf(type.merge(a, b)) === keyOf(type.merge(b, a))));

const isAssociative = (states: readonly State[], { type }: Kind): boolean =>
  states.every((a) =>
    states.every((b) =>
      states.every((c) => keyOf(type.merge(a, type.merge(b, c))) === keyOf(type.merge(type.merge(a, b), c))),
    ),
  );

/** A repeated state adds nothing, at once or later. */
const isIdempotent = (states: readonly State[], { type }: Kind): boolean =>
  states.every((a) =>
    states.every((b) => {
      const both = type.merge(a, b);
      return keyOf(type.merge(a, a)) === keyOf(a) && keyOf(type.merge(both, a)) === keyOf(both);
    }),
  );

export const TYPE_LAWS: Readonly<Record<'associative' | 'commutative' | 'idempotent' | 'convergent', TypeLaw>> = {
  associative: (kind, name, steps) =>
    isAssociative(poolOf(kind, name, steps), kind) ? undefined : 'merge is not associative',
  commutative: (kind, name, steps) =>
    commutes(poolOf(kind, name, steps), kind) ? undefined : 'merge is not commutative',
  idempotent: (kind, name, steps) =>
    isIdempotent(poolOf(kind, name, steps), kind) ? undefined : 'merge is not idempotent',
  /** Every order that causal delivery permits ends in one state, and in what a merge of all states shows. */
  convergent(kind, name, steps) {
    const { type } = kind;
    const { states, effects, first } = runWorld(kind, name, steps);
    const merged = states.reduce((a, b) => type.merge(a, b));
    for (const order of ordersOf(effects)) {
      const end = order.reduce((state, { body }) => type.apply(state, body), first);
      if (valueKey(type.read(end)) !== valueKey(type.read(merged))) {
        const names = order.map(({ origin, seq }) => `${origin}.${seq}`).join(' ');
        return `effects in the order ${names} show ${valueKey(type.read(end))}, merged states ${valueKey(type.read(merged))}`;
      }
    }
    return undefined;
  },
};

/** The latest states, where there are many: the earliest are alike. */
function poolOf(kind: Kind, name: TypeName, steps: readonly Step[]): readonly State[] {
  const { states } = runWorld(kind, name, steps);
  const distinct = [...new Map(states.map((state) => [keyOf(state), state])).values()];
  return distinct.slice(-POOL);
}
