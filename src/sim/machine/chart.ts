/** A machine's statechart as plain data, read from XState's own definition: for whoever draws it or tells it. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { checks } from './guards';

export interface ChartState {
  /** Keys from the outside in, joined by dots: `primary.replicating`. The root's is ''. */
  readonly id: string;
  readonly key: string;
  readonly type: 'atomic' | 'compound' | 'parallel' | 'final';
  /** The id of the state around it; undefined for the root. */
  readonly parent: string | undefined;
  readonly children: readonly string[];
  /** The child that is entered with it, of a compound state. */
  readonly initial: string | undefined;
}

export interface ChartTransition {
  readonly id: string;
  readonly source: string;
  /** Empty for a reaction that leaves every state as it is. */
  readonly targets: readonly string[];
  /** What it waits for; '' where it is taken as soon as its guard allows. */
  readonly event: string;
  /** The guard's name, combined guards spelled out; '' without one. */
  readonly guard: string;
  readonly reenter: boolean;
}

export interface Chart {
  readonly machine: string;
  /** The root first, then in document order. */
  readonly states: readonly ChartState[];
  /** In the order in which they are asked, by state. */
  readonly transitions: readonly ChartTransition[];
}

type Definition = NonNullable<AnyStateNode['always']>[number];

const charts = new WeakMap<AnyStateMachine, Chart>();

/** The same machine gives the same chart. */
export function chartOf(machine: AnyStateMachine): Chart {
  let chart = charts.get(machine);
  if (!chart) charts.set(machine, (chart = readChart(machine)));
  return chart;
}

function readChart(machine: AnyStateMachine): Chart {
  const nodes = nodesOf(machine.root);
  return {
    machine: machine.id,
    states: nodes.map(stateOf),
    transitions: nodes.flatMap((node) =>
      definitionsOf(node).map((definition, index) => transitionOf(node, definition, index)),
    ),
  };
}

/** Ids of a machine's transitions by XState's own objects for them. */
export const transitionIds = (machine: AnyStateMachine): ReadonlyMap<object, string> =>
  new Map(
    nodesOf(machine.root).flatMap((node) =>
      definitionsOf(node).map((definition, index) => [definition, transitionOf(node, definition, index).id] as const),
    ),
  );

const nodesOf = (node: AnyStateNode): AnyStateNode[] => [node, ...Object.values(node.states).flatMap(nodesOf)];

const idOf = (node: AnyStateNode): string => node.path.join('.');

/** By event in the order of the definition, then those without one. */
const definitionsOf = (node: AnyStateNode): Definition[] =>
  [...node.transitions.values(), node.always ?? []].flat() as Definition[];

function stateOf(node: AnyStateNode): ChartState {
  const initial = node.type === 'compound' ? node.initial.target[0] : undefined;
  return {
    id: idOf(node),
    key: node.key,
    type: node.type as ChartState['type'],
    parent: node.parent && idOf(node.parent),
    children: Object.values(node.states).map(idOf),
    initial: initial && idOf(initial),
  };
}

function transitionOf(node: AnyStateNode, definition: Definition, index: number): ChartTransition {
  const { target, guard, eventType, reenter } = definition;
  return {
    id: `${idOf(node)}/${index}`,
    source: idOf(node),
    targets: (target ?? []).map(idOf),
    event: eventType.startsWith('xstate.done.state.') ? 'done' : eventType,
    guard: guard === undefined ? '' : guardText(guard),
    reenter,
  };
}

/** What `and`, `or`, `not` and `stateIn` return carries its parts. */
interface Combined {
  readonly check?: unknown;
  readonly guards?: readonly unknown[];
  readonly stateValue?: unknown;
}

/** `isA`, `isA and not isB`; a function without a name is `…`. */
function guardText(guard: unknown, isInside = false): string {
  if (typeof guard === 'string') return guard;
  if (typeof guard !== 'function') return (guard as { type: string }).type;
  const { check, guards = [], stateValue } = guard as Combined;
  if (stateValue !== undefined) return `in ${JSON.stringify(stateValue).replaceAll('"', '')}`;
  const parts = guards.map((part) => guardText(part, true));
  if (check === checks.not) return `not ${parts[0] ?? '…'}`;
  if (parts.length === 0) return '…';
  const text = parts.join(check === checks.or ? ' or ' : ' and ');
  return isInside && parts.length > 1 ? `(${text})` : text;
}
