/** Builds XState machines from the random statecharts. */
import { and, assign, enqueueActions, not, or, raise, setup, stateIn, type AnyStateMachine } from 'xstate';
import type { ActionSpec, ChartEvent, Counters, Field, GuardSpec, StateSpec, TransitionSpec } from './statecharts';

interface Place {
  readonly spec: StateSpec;
  readonly id: string;
  readonly path: readonly string[];
  readonly parent: Place | undefined;
  readonly number: number;
}

/** Loops of eventless transitions and of raised events end with an error, in XState only if a machine says where. */
const maxIterations = 25;

export function buildMachine(root: StateSpec): AnyStateMachine {
  const places = new Map<StateSpec, Place>();
  const inOrder: Place[] = [];
  collect(root, undefined, [], (place) => {
    places.set(place.spec, place);
    inOrder.push(place);
  });
  const world: World = { places, inOrder };
  const config = { ...stateConfig(root, world), id: 'chart', context: birth, options: { maxIterations } };
  return toolbox.createMachine(config as never) as unknown as AnyStateMachine;
}

/** XState runs this again, without input, on every pure transition. */
const birth = ({ input }: { input: unknown }): Counters => ({ x: (input as Counters | undefined)?.x ?? 0, y: 0 });

interface World {
  readonly places: ReadonlyMap<StateSpec, Place>;
  readonly inOrder: readonly Place[];
}

function collect(
  spec: StateSpec,
  parent: Place | undefined,
  path: readonly string[],
  add: (place: Place) => void,
  count = { n: 0 },
): void {
  const number = count.n++;
  const place = { spec, id: parent ? `s${number}` : 'chart', path, parent, number };
  add(place);
  childrenOf(spec).forEach((child, index) => collect(child, place, [...path, `${'abcd'[index]}`], add, count));
}

const childrenOf = (spec: StateSpec) => (spec.kind === 'final' ? [] : spec.children);

const guards = {
  below: ({ context }: { context: Counters }, { field, limit }: { field: Field; limit: number }) =>
    context[field] < limit,
  x3: ({ context }: { context: Counters }) => context.x < 3,
};
const isXSmall = ({ context }: { context: Counters }) => context.x < 3;
const isYSmall = ({ context }: { context: Counters }) => context.y < 2;
const toolbox = setup({
  types: {} as { context: Counters; events: ChartEvent; input: unknown },
  guards: {
    ...guards,
    notBoth: not(and([isXSmall, isYSmall] as never)) as never,
  },
  actions: {
    add: assign(({ context }, { field, by }: { field: Field; by: number }) => ({ [field]: context[field] + by })),
    implemented: () => {},
    reraise: raise(({ event }) => ({ type: 'g', n: event.n ?? 0 })),
    gather: enqueueActions(({ enqueue, check }, { test, list }: { test: unknown; list: readonly unknown[] }) => {
      if (check(test as never)) for (const each of list) enqueue(each as never);
      enqueue.assign({ y: ({ context }: Scope) => context.y + 1 });
    }) as never,
  },
});

function stateConfig(spec: StateSpec, world: World): object {
  const children = childrenOf(spec);
  const common = {
    id: world.places.get(spec)!.id,
    entry: actionList(spec.entry, world),
    exit: actionList(spec.exit, world),
  };
  if (spec.kind === 'final')
    return { ...common, type: 'final', output: ({ context }: { context: Counters }) => context.x };
  const config = {
    ...common,
    on: grouped(spec.on.map(([event, each]) => [event, transitionConfig(each, spec, world)])),
    always: isInParallel(world.places.get(spec)!)
      ? undefined
      : spec.always.map((each) => transitionConfig(each, spec, world)),
  };
  if (children.length === 0) return config;
  const states = Object.fromEntries(children.map((child, index) => ['abcd'[index], stateConfig(child, world)]));
  const onDone = world.places.get(spec)!.parent
    ? spec.done.map((each) => transitionConfig(each, spec, world))
    : undefined;
  if (spec.kind === 'parallel') return { ...config, type: 'parallel', states, onDone };
  const target = 'abcd'[spec.initial % children.length];
  return { ...config, states, onDone, initial: { target, actions: actionList(spec.initialActions, world) } };
}

function isInParallel({ parent }: Place): boolean {
  return parent !== undefined && (parent.spec.kind === 'parallel' || isInParallel(parent));
}

function grouped(entries: readonly (readonly [string, object])[]): Record<string, object[]> {
  const groups: Record<string, object[]> = {};
  for (const [event, each] of entries) (groups[event] ??= []).push(each);
  return groups;
}

function transitionConfig(
  { targets, reenter, guard: guardSpec, actions: list }: TransitionSpec,
  source: StateSpec,
  world: World,
): object {
  const [first, second] = targets.map((number) => world.inOrder[number % world.inOrder.length]!);
  const chosen =
    first && second && !areInRegionsOfOne(first, second)
      ? [first]
      : [first, second].filter((each) => each !== undefined);
  return {
    // A transition to the root itself can only be written as one without a target.
    target: chosen.length > 0 && first?.parent ? chosen.map(({ id }) => `#${id}`) : undefined,
    reenter,
    guard: guardSpec ? guardConfig(guardSpec, world) : undefined,
    actions: actionList(list, world),
    description: source.kind,
  };
}

function areInRegionsOfOne(a: Place, b: Place): boolean {
  const above = (place: Place): Place[] => (place.parent ? [...above(place.parent), place] : [place]);
  const [left, right] = [above(a), above(b)];
  const fork = left.findIndex((place, index) => place !== right[index]);
  return fork > 0 && right[fork] !== undefined && left[fork - 1]!.spec.kind === 'parallel';
}

function guardConfig(spec: GuardSpec, world: World): unknown {
  switch (spec.is) {
    case 'below':
      return ({ context }: { context: Counters }) => context[spec.field] < spec.limit;
    case 'namedBelow':
      return { type: 'below', params: { field: spec.field, limit: spec.limit } };
    case 'paramsBelow':
      return {
        type: 'below',
        params: ({ context }: { context: Counters }) => ({ field: spec.field, limit: spec.limit + context.y }),
      };
    case 'combinedByName':
      return 'notBoth';
    case 'eventAbove':
      return ({ event }: { event: ChartEvent }) => event.n > spec.limit;
    case 'in':
      return stateIn(`#${world.inOrder[spec.state % world.inOrder.length]!.id}` as never);
    case 'inPath':
      return stateIn(pathValue(world.inOrder[spec.state % world.inOrder.length]!.path) as never);
    case 'not':
      return not(guardConfig(spec.part, world) as never);
    case 'and':
      return and(spec.parts.map((part) => guardConfig(part, world)) as never);
    case 'or':
      return or(spec.parts.map((part) => guardConfig(part, world)) as never);
  }
}

function pathValue([head, ...tail]: readonly string[]): unknown {
  if (head === undefined) return {};
  return tail.length === 0 ? head : { [head]: pathValue(tail) };
}

type Scope = { readonly context: Counters; readonly event: ChartEvent };
const seen = ({ context, event }: Scope) => ({
  ...context,
  type: event.type,
  output: (event as { output?: unknown }).output,
});

const actionList = (list: readonly ActionSpec[], world: World) => list.map((spec) => actionConfig(spec, world));

function actionConfig(spec: ActionSpec, world: World): unknown {
  switch (spec.do) {
    case 'name':
      return spec.name;
    case 'static':
      return { type: spec.name, params: { fixed: 1 } };
    case 'computed':
      return { type: spec.name, params: seen };
    case 'implemented':
      return { type: 'implemented', params: seen };
    case 'add':
      return assign(({ context }: Scope) => ({ [spec.field]: context[spec.field] + spec.by }));
    case 'addObject':
      return assign({
        x: spec.by,
        [spec.field]: ({ context, event }: Scope) => context[spec.field] + (event.n ?? spec.by),
      } as never);
    case 'addNamed':
      return { type: 'add', params: ({ context }: Scope) => ({ field: spec.field, by: spec.by + context.y }) };
    case 'swap':
      return assign({ x: ({ context }: Scope) => context.y, y: ({ context }: Scope) => context.x } as never);
    case 'raise':
      return raise({ type: spec.event, n: 1 } as never);
    case 'raiseComputed':
      return raise((({ context }: Scope) => ({ type: spec.event, n: context.x })) as never);
    case 'raiseNamed':
      return 'reraise';
    case 'enqueue':
    case 'enqueueNamed':
      return enqueueConfig(spec, world);
  }
}

function enqueueConfig(spec: ActionSpec & { do: 'enqueue' | 'enqueueNamed' }, world: World): unknown {
  const list = actionList(spec.actions, world);
  const test = guardConfig(spec.check, world);
  if (spec.do === 'enqueueNamed') return { type: 'gather', params: { test, list } };
  return enqueueActions(({ enqueue, check }) => {
    enqueue.assign({ x: ({ context }: Scope) => context.x + 1 } as never);
    for (const each of list) enqueue(each as never);
    if (check(test as never)) enqueue.raise({ type: 'f', n: 2 } as never);
  });
}
