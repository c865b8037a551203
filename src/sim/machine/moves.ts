/**
 * Which states a set of transitions leaves and enters: set arithmetic over the tree of states, free of context.
 * After SCXML (W3C Recommendation, 2015), appendix D, in the variant that XState 5 implements, without history states.
 */
import type { AnyStateNode } from 'xstate';

/** The parts of XState's transition definition that moving needs; `target` is resolved. */
export interface Move {
  readonly source: AnyStateNode;
  readonly target?: readonly AnyStateNode[] | undefined;
  readonly reenter: boolean;
}

/** Everything is below `undefined`, the root too: the domain of a transition that re-enters the root. */
function isBelow(node: AnyStateNode, ancestor: AnyStateNode | undefined): boolean {
  let parent = node.parent;
  while (parent && parent !== ancestor) parent = parent.parent;
  return parent === ancestor;
}

/** Proper ancestors from the inside out, up to and without `end`. */
export function ancestorsOf(node: AnyStateNode, end?: AnyStateNode): AnyStateNode[] {
  const ancestors: AnyStateNode[] = [];
  if (node === end) return ancestors;
  for (let parent = node.parent; parent && parent !== end; parent = parent.parent) ancestors.push(parent);
  return ancestors;
}

export function childrenOf(node: AnyStateNode): AnyStateNode[] {
  return Object.values(node.states);
}

/** The state within which a transition happens: all active states below it are left. */
function domainOf({ source, target = [], reenter }: Move): AnyStateNode | undefined {
  if (!reenter && target.every((node) => node === source || isBelow(node, source))) return source;
  const [head, ...tail] = [...target, source];
  const common = ancestorsOf(head!).find((ancestor) => tail.every((node) => isBelow(node, ancestor)));
  if (common) return common;
  return reenter ? undefined : source.machine.root;
}

export function exitSet(moves: readonly Move[], active: Iterable<AnyStateNode>): Set<AnyStateNode> {
  const exits = new Set<AnyStateNode>();
  for (const move of moves) {
    if (!move.target?.length) continue;
    const domain = domainOf(move);
    for (const node of active) if (isBelow(node, domain)) exits.add(node);
  }
  return exits;
}

/**
 * Of two transitions that would leave the same state the first wins. SCXML prefers the one from the inner source, but
 * ours come from different regions, none below another: the tables refuse eventless transitions within regions.
 */
export function withoutConflicts<M extends Move>(moves: readonly M[], active: ReadonlySet<AnyStateNode>): readonly M[] {
  if (moves.length < 2) return moves;
  const kept: M[] = [];
  for (const move of moves) {
    const exits = exitSet([move], active);
    if (!kept.some((other) => intersects(exitSet([other], active), exits))) kept.push(move);
  }
  return kept;
}

function intersects(a: ReadonlySet<AnyStateNode>, b: ReadonlySet<AnyStateNode>): boolean {
  return [...a].some((node) => b.has(node));
}

export interface Entries {
  readonly nodes: ReadonlySet<AnyStateNode>;
  /** Those that were targeted, or entered because a parent was: only their initial transition's actions run. */
  readonly byDefault: ReadonlySet<AnyStateNode>;
}

interface Entering {
  readonly nodes: Set<AnyStateNode>;
  readonly byDefault: Set<AnyStateNode>;
}

export function entrySet(moves: readonly Move[]): Entries {
  const entering: Entering = { nodes: new Set(), byDefault: new Set() };
  for (const move of moves) {
    const targets = move.target ?? [];
    if (targets.length > 0) enterTargets(move, targets, entering);
  }
  return entering;
}

function enterTargets(move: Move, targets: readonly AnyStateNode[], entering: Entering): void {
  const domain = domainOf(move);
  for (const target of targets) {
    // A transition from a state to itself that does not re-enter leaves it standing and only resets what is below.
    if (move.source !== target || move.source !== domain || move.reenter) enterByDefault(target, entering);
    enterBelow(target, entering);
  }
  const limit = !move.source.parent && move.reenter ? undefined : domain;
  for (const target of targets) {
    const above = ancestorsOf(target, domain);
    if (domain?.type === 'parallel') above.push(domain);
    enterAbove(above, limit, entering);
  }
}

function enterByDefault(node: AnyStateNode, { nodes, byDefault }: Entering): void {
  nodes.add(node);
  byDefault.add(node);
}

function enterBelow(node: AnyStateNode, entering: Entering): void {
  switch (node.type) {
    case 'compound': {
      const initial = node.initial.target[0]!;
      enterByDefault(initial, entering);
      return enterBelow(initial, entering);
    }
    case 'parallel':
      for (const region of childrenOf(node)) {
        if (isEntered(region, entering)) continue;
        enterByDefault(region, entering);
        enterBelow(region, entering);
      }
      return;
    default:
      return;
  }
}

function enterAbove(above: readonly AnyStateNode[], limit: AnyStateNode | undefined, entering: Entering): void {
  for (const node of above) {
    if (!limit || isBelow(node, limit)) entering.nodes.add(node);
    if (node.type !== 'parallel') continue;
    for (const region of childrenOf(node)) {
      if (isEntered(region, entering)) continue;
      entering.nodes.add(region);
      enterBelow(region, entering);
    }
  }
}

function isEntered(region: AnyStateNode, { nodes }: Entering): boolean {
  return [...nodes].some((node) => isBelow(node, region));
}

/** A compound state is complete in one of its final children, a parallel state when all its regions are. */
export function isComplete(node: AnyStateNode, active: ReadonlySet<AnyStateNode>): boolean {
  switch (node.type) {
    case 'compound':
      return childrenOf(node).some((child) => child.type === 'final' && active.has(child));
    case 'parallel':
      return childrenOf(node).every((region) => isComplete(region, active));
    default:
      return node.type === 'final';
  }
}
