/** What must come before what: the closure of program order, of who read what, and of what follows from it, as vector clocks. */
import type { Run } from '#checkers/kit/run';

/** Follows because `read` reads as it does, and because there is a way from `premise[0]` to `premise[1]` already. */
export interface Derived {
  readonly from: number;
  readonly to: number;
  readonly read: number;
  readonly premise: readonly [number, number] | undefined;
}

export interface Order {
  readonly isCyclic: false;
  /** How many of chain `c` come before node `v` or are it: at `v * chains + c`. */
  readonly clocks: Int32Array;
}

export interface Cyclic {
  readonly isCyclic: true;
  /** Each comes before the next, and the last before the first. */
  readonly cycle: readonly number[];
}

/** Kahn (1962) over all edges, each node's clock the maximum of those before it. */
export function closeOrder(run: Run, derived: readonly Derived[]): Order | Cyclic {
  const { size, chains, chain, place } = run;
  const edges = edgesOf(run, derived);
  const clocks = new Int32Array(size * chains);
  const ready: number[] = [];
  for (let node = size - 1; node >= 0; node--) if (edges.waits[node] === 0) ready.push(node);
  let done = 0;
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    done++;
    clocks[node * chains + chain[node]!] = place[node]!;
    for (let edge = edges.start[node]!; edge < edges.start[node + 1]!; edge++) {
      const to = edges.to[edge]!;
      for (let c = 0; c < chains; c++)
        if (clocks[node * chains + c]! > clocks[to * chains + c]!) clocks[to * chains + c] = clocks[node * chains + c]!;
      edges.waits[to]!--;
      if (edges.waits[to] === 0) ready.push(to);
    }
  }
  return done === size ? { isCyclic: false, clocks } : { isCyclic: true, cycle: cycleAmong(run, derived, edges.waits) };
}

/** Whether `a` must come before `b`. */
export const comesBefore = ({ clocks }: Order, { chains, chain, place }: Run, a: number, b: number): boolean =>
  a !== b && clocks[b * chains + chain[a]!]! >= place[a]!;

function edgesOf({ size, previous, source }: Run, derived: readonly Derived[]) {
  const start = new Int32Array(size + 2);
  const waits = new Int32Array(size);
  const each = (use: (from: number, to: number) => void): void => {
    for (let node = 0; node < size; node++) {
      if (previous[node]! >= 0) use(previous[node]!, node);
      if (source[node]! >= 0) use(source[node]!, node);
    }
    for (const edge of derived) use(edge.from, edge.to);
  };
  each((from, to) => {
    start[from + 2]!++;
    waits[to]!++;
  });
  for (let node = 2; node < start.length; node++) start[node]! += start[node - 1]!;
  const to = new Int32Array(start[size + 1]!);
  each((from, into) => (to[start[from + 1]!++] = into));
  return { start, waits, to };
}

function cycleAmong(run: Run, derived: readonly Derived[], waits: Int32Array): readonly number[] {
  const before = (node: number): number => {
    const candidates = [run.previous[node]!, run.source[node]!, ...incoming(derived, node).map(({ from }) => from)];
    return candidates.find((from) => from >= 0 && waits[from]! > 0)!;
  };
  const way: number[] = [];
  const met = new Map<number, number>();
  let node = waits.findIndex((count) => count > 0);
  for (; !met.has(node); node = before(node)) {
    met.set(node, way.length);
    way.push(node);
  }
  return way.slice(met.get(node)).reverse();
}

const incoming = (derived: readonly Derived[], node: number): readonly Derived[] =>
  derived.filter(({ to }) => to === node);

/** All nodes that a cycle, or a way from one node to another, rests on: its own, and those of every premise. */
export function createGrounds(run: Run, derived: readonly Derived[]) {
  const grounds = new Set<number>();
  const into = new Map<number, number[]>();
  for (const [at, { to }] of derived.entries()) into.set(to, [...(into.get(to) ?? []), at]);
  const explained = new Set<number>();

  /** The derived edge is as good as its read and its premise, which rests on earlier edges only. */
  const explain = (edge: number): void => {
    if (explained.has(edge)) return;
    explained.add(edge);
    const { read, premise } = derived[edge]!;
    grounds.add(read);
    if (premise) addWay(premise[0], premise[1], edge);
  };
  const addWay = (from: number, to: number, limit = derived.length): void => {
    grounds.add(from);
    const cameBy = new Map<number, { next: number; edge: number }>();
    const queue = [to];
    for (let at = 0; at < queue.length && !cameBy.has(from); at++) {
      const node = queue[at]!;
      const visit = (before: number, edge: number): void => {
        if (before < 0 || cameBy.has(before)) return;
        cameBy.set(before, { next: node, edge });
        queue.push(before);
      };
      visit(run.source[node]!, -1);
      visit(run.previous[node]!, -1);
      for (const edge of into.get(node) ?? []) if (edge < limit) visit(derived[edge]!.from, edge);
    }
    for (let step = cameBy.get(from); step; step = step.next === to ? undefined : cameBy.get(step.next)) {
      grounds.add(step.next);
      if (step.edge >= 0) explain(step.edge);
    }
  };
  return {
    addWay,
    addCycle: (cycle: readonly number[]): void => {
      for (const [at, node] of cycle.entries()) addWay(node, cycle[(at + 1) % cycle.length]!);
    },
    /** The operations of the program that were gathered. */
    ops: (): readonly number[] => [...grounds].map((node) => run.ops[node]!),
  };
}
