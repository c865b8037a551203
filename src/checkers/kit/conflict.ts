/** The ways in which reads and writes can contradict a model of memory, once it is settled who read what. */
import { closeOrder, comesBefore, createGrounds, type Derived, type Order } from '#checkers/kit/order';
import { FIRST, lastWithin, type Run, writesBeside } from '#checkers/kit/run';

/**
 * `unwritten`: nobody wrote the value; `first`: the first value was read though a write came before; `overwritten`: an
 * old value was read though a newer write came before; `future`: what was read came from its own consequences;
 * `orders`: the writes would have to come in two orders at once; `contradiction`: whoever read what, one of these.
 */
export type Shape = 'unwritten' | 'first' | 'overwritten' | 'future' | 'orders' | 'contradiction';

export interface Conflict {
  readonly shape: Shape;
  /** Positions in the program: the read, the write that it missed, and all that show the conflict. */
  readonly read?: number;
  readonly missed?: number;
  readonly culprits: readonly number[];
}

/** Program order and who read what: cyclic where an operation depends on its own consequences. */
export function causalOrder(run: Run): Order | Conflict {
  const order = closeOrder(run, []);
  return order.isCyclic ? cycleConflict(run, [], order.cycle) : order;
}

export const isConflict = (value: Order | Conflict): value is Conflict => 'shape' in value;

function cycleConflict(run: Run, derived: readonly Derived[], cycle: readonly number[]): Conflict {
  const grounds = createGrounds(run, derived);
  grounds.addCycle(cycle);
  return { shape: derived.length > 0 ? 'orders' : 'future', culprits: grounds.ops() };
}

/** A read that misses a write which comes before it: the write, where some other must be, or that must come later. */
function missedWrite(run: Run, order: Order, read: number): number | undefined {
  const source = run.source[read]!;
  for (const writes of writesBeside(run, read)) {
    const last = lastWithin(writes, order.clocks[read * run.chains + writes.chain]!);
    if (last < 0) continue;
    if (source === FIRST || comesBefore(order, run, source, last)) return last;
  }
  return undefined;
}

interface Missed {
  readonly read: number;
  readonly missed: number;
}

function missedConflict(run: Run, derived: readonly Derived[], { read, missed }: Missed): Conflict {
  const grounds = createGrounds(run, derived);
  grounds.addWay(missed, read);
  const source = run.source[read]!;
  if (source >= 0) grounds.addWay(source, missed);
  const shape = source === FIRST ? 'first' : 'overwritten';
  return { shape, read: run.ops[read]!, missed: run.ops[missed]!, culprits: grounds.ops() };
}

/** Weak causal consistency (CC): no read misses a write that is causally before it and after, or instead of, the one it read. */
export const findMissed = (run: Run, order: Order): Conflict | undefined => findMissedAmong(run, order, [], run.reads);

function findMissedAmong(
  run: Run,
  order: Order,
  derived: readonly Derived[],
  reads: readonly number[],
): Conflict | undefined {
  for (const read of reads) {
    const missed = missedWrite(run, order, read);
    if (missed !== undefined) return missedConflict(run, derived, { read, missed });
  }
  return undefined;
}

/** Every write that a read knew of and did not read must come before the one that it read. */
function putBeforeSources(run: Run, order: Order, reads: readonly number[]): Derived[] {
  const found: Derived[] = [];
  for (const read of reads) {
    const source = run.source[read]!;
    if (source < 0) continue;
    for (const writes of writesBeside(run, read)) {
      const last = lastWithin(writes, order.clocks[read * run.chains + writes.chain]!);
      if (last < 0 || last === source || comesBefore(order, run, last, source)) continue;
      found.push({ from: last, to: source, read, premise: [last, read] });
    }
  }
  return found;
}

/** Causal convergence (CCv): all such demands of all reads fit one order of the writes. */
export function findDisagreement(run: Run, order: Order): Conflict | undefined {
  const derived = putBeforeSources(run, order, run.reads);
  if (derived.length === 0) return undefined;
  const closed = closeOrder(run, derived);
  return closed.isCyclic ? cycleConflict(run, derived, closed.cycle) : undefined;
}

/**
 * A view of one process: all writes and its own reads in one order. What its reads demand is added, and what follows
 * from that, until nothing new does. The process reads in one order, so without a conflict then there is such a view
 * (A. Bouajjani and others, POPL 2017, §5: CyclicHB and WriteHBInitRead).
 */
export function findViewConflict(run: Run, base: Order, reads: readonly number[]): Conflict | undefined {
  const derived: Derived[] = [];
  for (let order = base; ;) {
    const missed = findMissedAmong(run, order, derived, reads);
    if (missed) return missed;
    const more = putBeforeSources(run, order, reads);
    if (more.length === 0) return undefined;
    derived.push(...more);
    const closed = closeOrder(run, derived);
    if (closed.isCyclic) return cycleConflict(run, derived, closed.cycle);
    order = closed;
  }
}

/** One order of everything: besides, what a read's source precedes must also come after the read. */
export function saturate(run: Run): { readonly derived: readonly Derived[] } | Conflict {
  const derived: Derived[] = [];
  for (;;) {
    const order = closeOrder(run, derived);
    if (order.isCyclic) return cycleConflict(run, derived, order.cycle);
    const missed = findMissedAmong(run, order, derived, run.reads);
    if (missed) return missed;
    const more = [...putBeforeSources(run, order, run.reads), ...putAfterReads(run, order)];
    if (more.length === 0) return { derived };
    derived.push(...more);
  }
}

function putAfterReads(run: Run, order: Order): Derived[] {
  const found: Derived[] = [];
  for (const read of run.reads) {
    const source = run.source[read]!;
    for (const { nodes } of writesBeside(run, read)) {
      const next = source === FIRST ? nodes[0]! : firstAfter(run, order, source, nodes);
      if (next === undefined || comesBefore(order, run, read, next)) continue;
      found.push({ from: read, to: next, read, premise: source === FIRST ? undefined : [source, next] });
    }
  }
  return found;
}

/** The first of a chain's writes that must come after the source; if one does, all later ones do. */
function firstAfter(run: Run, order: Order, source: number, nodes: readonly number[]): number | undefined {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comesBefore(order, run, source, nodes[middle]!)) high = middle;
    else low = middle + 1;
  }
  return nodes[low];
}

/** Writes follow reads: whatever a process wrote after a read comes after what was read, for everyone. */
export function findReversal(run: Run): Conflict | undefined {
  const derived: Derived[] = [];
  for (const read of run.reads) {
    const source = run.source[read]!;
    if (source < 0) continue;
    for (let node = read + 1; node < run.size; node++) {
      if (!followsRead(run, read, node) || node === source) continue;
      derived.push({ from: source, to: node, read, premise: undefined });
    }
  }
  const free = { ...run, previous: run.previous.map(() => -1) };
  const closed = closeOrder(free, derived);
  if (!closed.isCyclic) return undefined;
  const { culprits } = cycleConflict(free, derived, closed.cycle);
  return { shape: 'orders', culprits };
}

/** A write that is held to nothing has no predecessor. */
const followsRead = ({ program, ops, previous }: Run, read: number, node: number): boolean =>
  previous[node]! >= read &&
  program.isWrite[ops[node]!] === 1 &&
  program.process[ops[node]!] === program.process[ops[read]!];
