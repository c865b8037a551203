/** The tables of a compiled machine: configurations interned by their active states, each with its candidates by event type. */
import type { AnyStateMachine, AnyStateNode, StateValue } from 'xstate';
import { compileAction, type Operation } from './actions';
import { compileGuard, type Guard } from './guards';
import { ancestorsOf, childrenOf, type Move } from './moves';
import type { Plan, PlanTree } from './plan';

export interface Transition extends Move {
  /** XState's own object for it: the same one each time, so it can be recognised. */
  readonly definition: Definition;
  readonly guard: Guard | undefined;
  readonly operations: readonly Operation[];
}

/** A transition that may be taken from a configuration, with the plan of taking it alone once that is known. */
export interface Candidate {
  readonly transition: Transition;
  plan: Plan | undefined;
}

/** Inner states come first; what is above the regions is asked only if none of the regions has an answer. */
export interface Choice {
  readonly regions: readonly Choice[];
  readonly own: readonly Candidate[];
}

export interface Configuration {
  /** In document order: nothing may depend on the order in which states were entered. */
  readonly nodes: readonly AnyStateNode[];
  readonly active: ReadonlySet<AnyStateNode>;
  /** XState's state value, frozen and shared by all states of this configuration. */
  readonly value: StateValue;
  readonly always: readonly Candidate[];
  readonly choices: Map<string, Choice>;
  readonly plans: PlanTree;
}

export interface Tables {
  readonly machine: AnyStateMachine;
  readonly maxMicrosteps: number;
  configuration(nodes: Iterable<AnyStateNode>): Configuration;
  /** For the moment before the start, when only the root is active but the value is already that of the initial states. */
  unentered(initial: Iterable<AnyStateNode>): Configuration;
  /** Works the choice out and keeps it in the configuration, where it is looked for first. */
  choice(configuration: Configuration, eventType: string): Choice;
  entry(node: AnyStateNode): readonly Operation[];
  exit(node: AnyStateNode): readonly Operation[];
  initial(node: AnyStateNode): readonly Operation[];
}

export type Definition = NonNullable<AnyStateNode['always']>[number];

/** Where XState would loop for ever: its own limit is infinite unless a machine sets `options.maxIterations`. */
const maxMicrosteps = 10_000;

export function createTables(machine: AnyStateMachine): Tables {
  const interned = new Map<string, Configuration>();
  const transition = once((definition: Definition) => compileTransition(machine, definition));
  const operations = (actions: readonly unknown[]) => actions.map((action) => compileAction(machine, action));
  const candidate = (definition: Definition): Candidate => ({ transition: transition(definition), plan: undefined });
  const create = (nodes: readonly AnyStateNode[], value = valueOf(machine.root, new Set(nodes))): Configuration => ({
    nodes,
    active: new Set(nodes),
    value,
    always: eventlessFor(nodes).map(candidate),
    choices: new Map(),
    plans: { children: new Map() },
  });
  return {
    machine,
    maxMicrosteps: Math.min(machine.options.maxIterations ?? maxMicrosteps, maxMicrosteps),
    configuration(unordered) {
      const nodes = [...unordered].sort((a, b) => a.order - b.order);
      const key = nodes.map((node) => node.order).join();
      let configuration = interned.get(key);
      if (!configuration) interned.set(key, (configuration = create(nodes)));
      return configuration;
    },
    unentered: (initial) => create([machine.root], valueOf(machine.root, new Set(initial))),
    choice(configuration, eventType) {
      const own = (node: AnyStateNode) => definitionsFor(node, eventType).map(candidate);
      const choice = choiceFrom(machine.root, configuration.active, own);
      configuration.choices.set(eventType, choice);
      return choice;
    },
    entry: once((node: AnyStateNode) => operations(node.entry)),
    exit: once((node: AnyStateNode) => operations(node.exit)),
    initial: once((node: AnyStateNode) => operations(node.initial.actions)),
  };
}

function once<Key extends object, Result>(make: (key: Key) => Result): (key: Key) => Result {
  const known = new Map<Key, Result>();
  return (key) => {
    let result = known.get(key);
    if (result === undefined) known.set(key, (result = make(key)));
    return result;
  };
}

function compileTransition(machine: AnyStateMachine, definition: Definition): Transition {
  const { source, target, reenter, guard, actions } = definition;
  return {
    definition,
    source,
    target,
    reenter,
    guard: guard === undefined ? undefined : compileGuard(machine, guard),
    operations: actions.map((action: unknown) => compileAction(machine, action)),
  };
}

function valueOf(node: AnyStateNode, active: ReadonlySet<AnyStateNode>): StateValue {
  const children = childrenOf(node).filter((child) => active.has(child));
  const [only] = children;
  if (node.type === 'compound' && only && isAtomic(only)) return only.key;
  return Object.freeze(Object.fromEntries(children.map((child) => [child.key, valueOf(child, active)])));
}

function isAtomic(node: AnyStateNode): boolean {
  return node.type === 'atomic' || node.type === 'final';
}

/** No region has eventless transitions (they are refused), so the ancestors of any one atomic state hold them all. */
function eventlessFor(nodes: readonly AnyStateNode[]): Definition[] {
  const atomic = nodes.find(isAtomic);
  return atomic ? [atomic, ...ancestorsOf(atomic)].flatMap((node) => node.always ?? []) : [];
}

function choiceFrom(
  node: AnyStateNode,
  active: ReadonlySet<AnyStateNode>,
  own: (node: AnyStateNode) => readonly Candidate[],
): Choice {
  const children = childrenOf(node).filter((child) => active.has(child));
  const inner = children.map((child) => choiceFrom(child, active, own));
  if (node.type === 'parallel') return { regions: inner, own: own(node) };
  const [only] = inner;
  return only ? { regions: only.regions, own: [...only.own, ...own(node)] } : { regions: [], own: own(node) };
}

/** Exact matches first, then wildcards, the longer the earlier. */
function definitionsFor(node: AnyStateNode, eventType: string): Definition[] {
  const wildcards = [...node.transitions.keys()]
    .filter((descriptor) => descriptor !== eventType && matches(descriptor, eventType))
    .sort((a, b) => b.length - a.length);
  return [eventType, ...wildcards].flatMap((descriptor) => node.transitions.get(descriptor) ?? []) as Definition[];
}

/** `*` matches everything; `a.*` matches `a` and all that begins with `a.`. */
function matches(descriptor: string, eventType: string): boolean {
  if (descriptor === '*') return true;
  if (!descriptor.endsWith('.*')) return false;
  return `${eventType}.`.startsWith(descriptor.slice(0, -1));
}
