/** Random statecharts as plain data, so that a failing one shrinks and can be read. */
import fc from 'fast-check';

/** States are named by their number in document order, taken modulo their count: so a shrunk chart stays valid. */
export interface StateSpec {
  readonly kind: 'plain' | 'parallel' | 'final';
  readonly children: readonly StateSpec[];
  readonly initial: number;
  readonly initialActions: readonly ActionSpec[];
  readonly entry: readonly ActionSpec[];
  readonly exit: readonly ActionSpec[];
  readonly on: readonly (readonly [event: string, transition: TransitionSpec])[];
  readonly always: readonly TransitionSpec[];
  readonly done: readonly TransitionSpec[];
}

export interface TransitionSpec {
  /** Two targets are kept only where they lie in different regions of one parallel state. */
  readonly targets: readonly number[];
  readonly reenter: boolean;
  readonly guard: GuardSpec | undefined;
  readonly actions: readonly ActionSpec[];
}

export type GuardSpec =
  | { readonly is: 'below' | 'namedBelow' | 'paramsBelow'; readonly field: Field; readonly limit: number }
  | { readonly is: 'combinedByName' }
  | { readonly is: 'eventAbove'; readonly limit: number }
  | { readonly is: 'in' | 'inPath'; readonly state: number }
  | { readonly is: 'not'; readonly part: GuardSpec }
  | { readonly is: 'and' | 'or'; readonly parts: readonly GuardSpec[] };

export type ActionSpec =
  | { readonly do: 'name' | 'static' | 'computed' | 'implemented'; readonly name: string }
  | { readonly do: 'add' | 'addObject' | 'addNamed' | 'swap'; readonly field: Field; readonly by: number }
  | { readonly do: 'raise' | 'raiseComputed' | 'raiseNamed'; readonly event: string }
  | { readonly do: 'enqueue' | 'enqueueNamed'; readonly check: GuardSpec; readonly actions: readonly ActionSpec[] };

export type Field = 'x' | 'y';
export interface Counters {
  readonly x: number;
  readonly y: number;
}
export interface ChartEvent {
  readonly type: string;
  readonly n: number;
}

/** `loose` is handled by wildcards alone. */
const eventTypes = ['e', 'f', 'g', 'a.b', 'a.b.c', 'a', 'loose'] as const;
/** Far fewer raises than events: most loops are loops of raises. */
const raisedTypes = ['g', 'a.b'] as const;
const descriptors = ['e', 'f', 'g', 'a.b', 'a.b.c', 'a.*', 'a.b.*', '*'] as const;

export const chartEvents = fc.array(fc.record({ type: fc.constantFrom(...eventTypes), n: fc.nat(3) }), {
  minLength: 1,
  maxLength: 40,
  size: 'max',
});

const field = fc.constantFrom<Field>('x', 'y');
const state = fc.nat(30);

const { guard } = fc.letrec<{ guard: GuardSpec; leaf: GuardSpec }>((tie) => ({
  leaf: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ is: fc.constantFrom('below', 'namedBelow', 'paramsBelow'), field, limit: fc.nat(6) }),
    },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('eventAbove'), limit: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.constant({ is: 'combinedByName' }) },
    { weight: 2, arbitrary: fc.record({ is: fc.constantFrom('in', 'inPath'), state }) },
  ) as fc.Arbitrary<GuardSpec>,
  guard: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'guard' },
    { weight: 4, arbitrary: tie('leaf') },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('not'), part: tie('guard') }) as fc.Arbitrary<GuardSpec> },
    {
      weight: 1,
      arbitrary: fc.record({
        is: fc.constantFrom('and', 'or'),
        parts: fc.array(tie('guard'), { maxLength: 3 }),
      }) as fc.Arbitrary<GuardSpec>,
    },
  ),
}));

const { action } = fc.letrec<{ action: ActionSpec }>((tie) => ({
  action: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'action' },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constantFrom('name', 'static', 'computed', 'implemented'),
        name: fc.constantFrom('send', 'note'),
      }) as fc.Arbitrary<ActionSpec>,
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constantFrom('add', 'addObject', 'addNamed', 'swap'),
        field,
        by: fc.integer({ min: -1, max: 2 }),
      }) as fc.Arbitrary<ActionSpec>,
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constantFrom('raise', 'raiseComputed', 'raiseNamed'),
        event: fc.constantFrom(...raisedTypes),
      }) as fc.Arbitrary<ActionSpec>,
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constantFrom('enqueue', 'enqueueNamed'),
        check: guard,
        actions: fc.array(tie('action'), { maxLength: 3 }),
      }) as fc.Arbitrary<ActionSpec>,
    },
  ),
}));

const actions = fc.array(action, { maxLength: 2 });
const transition: fc.Arbitrary<TransitionSpec> = fc.record({
  targets: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 6, arbitrary: fc.tuple(state) },
    fc.tuple(state, state),
  ),
  reenter: fc.boolean(),
  guard: fc.option(guard, { nil: undefined }),
  actions,
});

/** Guarded for the most part, or nearly every chart would loop from the start. */
const eventless: fc.Arbitrary<TransitionSpec> = fc
  .record({ transition, guard, free: fc.nat(9) })
  .map(({ transition: each, guard: needed, free }) => (free === 0 ? each : { ...each, guard: needed }));

const { node } = fc.letrec<{ node: StateSpec; children: StateSpec[] }>((tie) => ({
  children: fc.array(tie('node'), { minLength: 1, maxLength: 3, depthIdentifier: 'node' }),
  node: fc.record({
    kind: fc.oneof(
      { weight: 7, arbitrary: fc.constant('plain' as const) },
      { weight: 2, arbitrary: fc.constant('parallel' as const) },
      { weight: 1, arbitrary: fc.constant('final' as const) },
    ),
    children: fc.oneof({ maxDepth: 3, depthIdentifier: 'node' }, fc.constant([]), tie('children'), tie('children')),
    initial: fc.nat(2),
    initialActions: fc.array(action, { maxLength: 1 }),
    entry: actions,
    exit: actions,
    on: fc.array(fc.tuple(fc.constantFrom(...descriptors), transition), { minLength: 1, maxLength: 5, size: 'max' }),
    always: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(eventless, { maxLength: 2 })),
    done: fc.array(transition, { maxLength: 1 }),
  }) as fc.Arbitrary<StateSpec>,
}));

/** The root always has states below it, or little would happen. */
export const chart: fc.Arbitrary<StateSpec> = fc
  .record({ root: node, children: fc.array(node, { minLength: 2, maxLength: 4 }) })
  .map(({ root, children }) => ({ ...root, kind: root.kind === 'parallel' ? 'parallel' : 'plain', children }));
