/** What a set of transitions does from a configuration: never dependent on the context, so worked out once and kept. */
import type { AnyStateNode } from 'xstate';
import type { Operation } from './actions';
import type { Configuration, Tables, Transition } from './configuration';
import { childrenOf, entrySet, exitSet, isComplete, withoutConflicts, type Entries } from './moves';

export interface Plan {
  /** In XState's order: exit from the inside out, transition, entry from the outside in. */
  readonly operations: readonly Operation[];
  readonly next: Configuration;
  readonly done: boolean;
  /** The transitions that it takes, those in conflict left out; none at the start. */
  readonly moves: readonly Transition[];
}

/** Plans by the transitions that run together, as a tree: one level for each transition, almost always one. */
export interface PlanTree {
  plan?: Plan;
  readonly children: Map<Transition, PlanTree>;
}

export function planFor(tables: Tables, from: Configuration, transitions: readonly Transition[]): Plan {
  let tree = from.plans;
  for (const transition of transitions) {
    let child = tree.children.get(transition);
    if (!child) tree.children.set(transition, (child = { children: new Map() }));
    tree = child;
  }
  return (tree.plan ??= makePlan(tables, from, transitions));
}

function makePlan(tables: Tables, from: Configuration, transitions: readonly Transition[]): Plan {
  const moves = withoutConflicts(transitions, from.active);
  const exits = exitSet(moves, from.active);
  const kept = from.nodes.filter((node) => !exits.has(node));
  const left = [...exits].sort(innerFirst).flatMap((node) => tables.exit(node));
  const acted = moves.flatMap((move) => move.operations);
  return enter(tables, { kept, moves, entries: entrySet(moves), before: [...left, ...acted] });
}

/** From nowhere: the plan of a machine's start, in which every entered state also runs its initial transition's actions. */
export function initialPlan(tables: Tables): Plan {
  const { root } = tables.machine;
  const nodes = new Set(initialNodes(root));
  return enter(tables, { kept: [], moves: [], entries: { nodes, byDefault: nodes }, before: [] });
}

/** A state and all that is active when it is entered by default. */
export function initialNodes(node: AnyStateNode): AnyStateNode[] {
  switch (node.type) {
    case 'compound':
      return [node, ...initialNodes(node.initial.target[0]!)];
    case 'parallel':
      return [node, ...childrenOf(node).flatMap(initialNodes)];
    default:
      return [node];
  }
}

interface Entrance extends Pick<Plan, 'moves'> {
  readonly kept: readonly AnyStateNode[];
  readonly entries: Entries;
  readonly before: readonly Operation[];
}

function enter(tables: Tables, { kept, moves, entries, before }: Entrance): Plan {
  const active = new Set(kept);
  const completed = new Set<AnyStateNode>();
  const operations = [...before];
  let done = false;
  for (const node of [...entries.nodes].sort(outerFirst)) {
    active.add(node);
    operations.push(...tables.entry(node));
    if (entries.byDefault.has(node)) operations.push(...tables.initial(node));
    if (node.type !== 'final') continue;
    const completion = complete(node, active, completed);
    operations.push(...completion.operations);
    done ||= completion.done;
  }
  const nodes = [...active];
  if (done) operations.push(...nodes.sort(innerFirst).flatMap((node) => tables.exit(node)));
  return { operations, next: tables.configuration(nodes), done, moves };
}

/** The events that entering a final state raises: its parent is done, and every parallel state that this completes. */
function complete(node: AnyStateNode, active: ReadonlySet<AnyStateNode>, completed: Set<AnyStateNode>) {
  const operations: Operation[] = [];
  const parent = node.parent;
  let ancestor = parent?.type === 'parallel' ? parent : parent?.parent;
  if (parent?.type === 'compound') operations.push(completion(parent, node.output));
  while (ancestor?.type === 'parallel' && !completed.has(ancestor) && isComplete(ancestor, active)) {
    completed.add(ancestor);
    operations.push(completion(ancestor, undefined));
    ancestor = ancestor.parent;
  }
  return { operations, done: ancestor === undefined };
}

function completion(node: AnyStateNode, output: unknown): Operation {
  return { kind: 'complete', type: `xstate.done.state.${node.id}`, output };
}

const outerFirst = (a: AnyStateNode, b: AnyStateNode) => a.order - b.order;
const innerFirst = (a: AnyStateNode, b: AnyStateNode) => b.order - a.order;
