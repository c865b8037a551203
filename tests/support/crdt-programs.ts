/** Small worlds of one replicated object: who updates, who hears of whom. From them come all states and all orders of delivery that a law is tried on. */
import fc from 'fast-check';
import { receive, type Stamped } from '#mechanisms/causal-delivery';
import type { VersionVector } from '#mechanisms/version-vectors';
import type { Value } from '#history/operation';
import type { Effect, Kind, State, TypeName } from '#protocols/crdt/types';

/** A step of a world: one of three replicas updates, or hears all that another knows. */
export type Step = { readonly at: number; readonly update: number } | { readonly at: number; readonly from: number };

type Asked = readonly [f: string, arg: Value];

/** What may be asked of each type, few and apt to conflict; the first ones are the likeliest to. */
const ASKED: Readonly<Record<TypeName, readonly Asked[]>> = {
  gcounter: [
    ['inc', 1],
    ['inc', 5],
  ],
  pncounter: [
    ['inc', 1],
    ['dec', 3],
  ],
  escrow: [
    ['dec', 1],
    ['inc', 2],
  ],
  lww: [
    ['write', 'a'],
    ['write', 'b'],
  ],
  mv: [
    ['write', 'a'],
    ['delete', null],
  ],
  'add-wins': [
    ['add', 'a'],
    ['remove', 'a'],
  ],
  'remove-wins': [
    ['add', 'a'],
    ['remove', 'a'],
  ],
  map: [
    ['write', 'f:1'],
    ['remove', 'f'],
  ],
  text: [
    ['insert', '1:uv'],
    ['erase', '0:2'],
  ],
};

const FIRST: Readonly<Record<TypeName, Value>> = {
  gcounter: 3,
  pncounter: -2,
  escrow: 10,
  lww: 'o',
  mv: 'o',
  'add-wins': 'a',
  'remove-wins': 'a',
  map: 'f:0',
  text: 'xyz',
};

const NAMES = ['A', 'B', 'C'] as const;

interface Replica {
  readonly state: State;
  readonly seen: VersionVector;
}

export interface World {
  /** Every state that occurred, the last of each replica at the end. */
  readonly states: readonly State[];
  /** Every update's effect, stamped as the causal layer does. */
  readonly effects: readonly Stamped<Effect>[];
  readonly first: State;
}

/** Runs a world state-based. An update that lacks rights is left out. */
export function runWorld({ type }: Kind, name: TypeName, steps: readonly Step[]): World {
  const first = type.first(FIRST[name], NAMES);
  const replicas: Replica[] = NAMES.map(() => ({ state: first, seen: {} }));
  const states: State[] = [first];
  const effects: Stamped<Effect>[] = [];
  steps.forEach((step, nowUs) => {
    const { state, seen } = replicas[step.at]!;
    if ('from' in step) {
      const other = replicas[step.from]!;
      replicas[step.at] = { state: type.merge(state, other.state), seen: later(seen, other.seen) };
    } else {
      const [f, arg] = ASKED[name][step.update]!;
      const origin = NAMES[step.at]!;
      if ((type.lacks?.(state, { f, arg }, origin) ?? 0) > 0) return;
      const dot = { origin, seq: (seen[origin] ?? 0) + 1 };
      const effect = type.prepare(state, { f, arg }, { dot, operation: `${origin}.${dot.seq}`, nowUs: nowUs % 2 });
      effects.push({ ...dot, past: seen, body: effect });
      replicas[step.at] = { state: type.apply(state, effect), seen: { ...seen, [origin]: dot.seq } };
    }
    states.push(replicas[step.at]!.state);
  });
  return { states: [...states, ...replicas.map(({ state }) => state)], effects, first };
}

const later = (a: VersionVector, b: VersionVector): VersionVector => {
  const both: Record<string, number> = { ...a };
  for (const [origin, count] of Object.entries(b)) both[origin] = Math.max(both[origin] ?? 0, count);
  return both;
};

/** Every order in which causal delivery may hand these on: each after all that its sender had seen. */
export function* ordersOf(
  effects: readonly Stamped<Effect>[],
  delivered: VersionVector = {},
): Generator<readonly Stamped<Effect>[]> {
  if (effects.length === 0) yield [];
  for (const [at, next] of effects.entries()) {
    if (receive(delivered, [], [next]).ready.length === 0) continue;
    const rest = effects.filter((_, other) => other !== at);
    for (const order of ordersOf(rest, { ...delivered, [next.origin]: next.seq })) yield [next, ...order];
  }
}

/** All worlds of so many steps among so many replicas, each update by its first two kinds. */
export function* allWorlds(length: number, replicas: number): Generator<readonly Step[]> {
  if (length === 0) {
    yield [];
    return;
  }
  const all = Array.from({ length: replicas }, (_, at) => at);
  const choices: Step[] = all.flatMap((at) => [
    { at, update: 0 },
    { at, update: 1 },
    ...all.filter((from) => from !== at).map((from) => ({ at, from })),
  ]);
  for (const steps of allWorlds(length - 1, replicas)) for (const last of choices) yield [...steps, last];
}

export const worlds: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ at: fc.nat({ max: 2 }), update: fc.nat({ max: 1 }) }),
    fc
      .record({ at: fc.nat({ max: 2 }), by: fc.nat({ max: 1 }) })
      .map(({ at, by }): Step => ({ at, from: (at + 1 + by) % 3 })),
  ),
  { maxLength: 14 },
);
