/** Linearizability of one register whose read values tell which write they saw: by zones, in O(n log n). */
import type { Value } from '#history/operation';
import type { Spec } from '#history/spec';
import { valueKey } from '#history/value';
import { type Item, touchingPredecessors } from '#checkers/kit/item';

export type ZonesAnswer =
  | { readonly answer: 'order' }
  /** Some value that was read has several writes, or some operation is more than a read or a write. */
  | { readonly answer: 'inapplicable' }
  /** No order; these items alone contradict each other as long as no other write has their values. */
  | { readonly answer: 'contradiction'; readonly culprits: readonly Item[] };

interface Cluster {
  readonly write: Item | undefined;
  /** The first return, and whose it is; the last call, and whose. -Infinity for the register's first value. */
  from: number;
  fromItem: Item | undefined;
  till: number;
  tillItem: Item | undefined;
}

/**
 * Gibbons and Korach, "Testing shared memories", SIAM J. Comput. 26(4), 1997, §4, with program order where times touch,
 * unknown writes, and a first value.
 *
 * A write and its reads form a cluster, and stand together in any order that explains them. Cluster X must come before
 * Y when some operation of X ended before some operation of Y began, that is when X's first return (`from`) is before
 * Y's last call (`till`). An order exists exactly when that relation has no cycle. A write that may not have happened
 * needs no care: unread, it comes after everything and before nothing.
 *
 * Items must be of one register and in program order; `init` is its first value.
 */
export function judgeByZones(spec: Spec, items: readonly Item[], init: Value): ZonesAnswer {
  const gathered = gather(spec, items, init);
  if ('answer' in gathered) return gathered;
  const misplaced = readBeforeItsWrite(items, gathered);
  if (misplaced) return { answer: 'contradiction', culprits: misplaced };
  const stuck = orderClusters(items, gathered);
  return stuck.length === 0
    ? { answer: 'order' }
    : { answer: 'contradiction', culprits: culpritsAmong(stuck, items, gathered) };
}

/** The cluster of each item, or the answer where that is plain from the values alone. */
function gather(spec: Spec, items: readonly Item[], init: Value): readonly Cluster[] | ZonesAnswer {
  const byValue = new Map<unknown, Cluster | 'several'>([[mapKey(init), cluster(undefined)]]);
  const clusters: Cluster[] = [];
  for (const [at, item] of items.entries()) {
    const access = spec.access?.(item.op);
    if (!access) return { answer: 'inapplicable' };
    if (access.f !== 'write') continue;
    const key = mapKey(access.value);
    clusters[at] = cluster(item);
    byValue.set(key, byValue.has(key) ? 'several' : clusters[at]);
  }
  let ambiguous = false;
  for (const [at, item] of items.entries()) {
    if (clusters[at]) continue;
    const own = byValue.get(mapKey(spec.access!(item.op)!.value));
    if (own === undefined) return { answer: 'contradiction', culprits: [item] };
    if (own === 'several') ambiguous = true;
    else clusters[at] = widen(own, item);
  }
  return ambiguous ? { answer: 'inapplicable' } : clusters;
}

function cluster(write: Item | undefined): Cluster {
  const from = write?.return ?? -Infinity;
  const till = write?.call ?? -Infinity;
  return { write, from, fromItem: write, till, tillItem: write };
}

function widen(own: Cluster, read: Item): Cluster {
  if (read.return < own.from) [own.from, own.fromItem] = [read.return, read];
  if (read.call > own.till) [own.till, own.tillItem] = [read.call, read];
  return own;
}

const mapKey = (value: Value): unknown =>
  typeof value === 'object' && value !== null ? `object ${valueKey(value)}` : value;

function readBeforeItsWrite(items: readonly Item[], clusters: readonly Cluster[]): readonly Item[] | undefined {
  for (const [at, item] of items.entries()) {
    const { write } = clusters[at]!;
    if (write && item.return < write.call) return [item, write];
  }
  return undefined;
}

/** Takes clusters away as long as one has none before it (Kahn 1962); returns those that are left, which hold a cycle. */
function orderClusters(items: readonly Item[], clusters: readonly Cluster[]): readonly Cluster[] {
  const all = [...new Set(clusters)];
  const touching = touchingClusters(items, clusters);
  const byTill = [...all].sort((a, b) => compare(a.till, b.till));
  const left = queueByFrom(all);
  const open = new Set<Cluster>();
  const ready: Cluster[] = [];
  let at = 0;
  for (let first = left.first(); first; first = left.first()) {
    for (; at < byTill.length && byTill[at]!.till <= first.from; at++) {
      open.add(byTill[at]!);
      if (!touching.blocks(byTill[at]!)) ready.push(byTill[at]!);
    }
    const next = ready.pop() ?? (!touching.blocks(first) && first.till <= left.secondFrom() ? first : undefined);
    if (!next) break;
    if (!left.remove(next)) continue; // It went as the first before its turn came.
    for (const freed of touching.release(next)) if (open.has(freed)) ready.push(freed);
  }
  return left.rest();
}

// Infinity - Infinity is not a number, so no subtraction.
const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/** The clusters that are left, by their first return. */
function queueByFrom(all: readonly Cluster[]) {
  const sorted = [...all].sort((a, b) => compare(a.from, b.from));
  const gone = new Set<Cluster>();
  const skip = (from: number): number => {
    let at = from;
    while (at < sorted.length && gone.has(sorted[at]!)) at++;
    return at;
  };
  let head = 0;
  return {
    first: (): Cluster | undefined => sorted[(head = skip(head))],
    secondFrom: (): number => sorted[skip(head + 1)]?.from ?? Infinity,
    remove: (each: Cluster): boolean => !gone.has(each) && gone.add(each).has(each),
    rest: (): readonly Cluster[] => sorted.filter((each) => !gone.has(each)),
  };
}

/** The order between clusters that only program order gives, since the operations' times touch. */
function touchingClusters(items: readonly Item[], clusters: readonly Cluster[]) {
  const after = new Map<Cluster, Cluster[]>();
  const blocked = new Map<Cluster, number>();
  for (const [at, before] of touchingPredecessors(items).entries()) {
    const [from, to] = [clusters[before], clusters[at]!];
    if (!from || (from === to && items[at] !== to.write)) continue;
    after.set(from, [...(after.get(from) ?? []), to]);
    blocked.set(to, (blocked.get(to) ?? 0) + 1); // A write after a read of its own value so blocks itself for ever.
  }
  return {
    blocks: (each: Cluster): boolean => (blocked.get(each) ?? 0) > 0,
    release: (done: Cluster): readonly Cluster[] =>
      (after.get(done) ?? []).filter((each) => {
        blocked.set(each, blocked.get(each)! - 1);
        return blocked.get(each) === 0;
      }),
  };
}

/** Two clusters that must each come before the other are enough; a cycle that needs touching times keeps all of its items. */
function culpritsAmong(
  stuck: readonly Cluster[],
  items: readonly Item[],
  clusters: readonly Cluster[],
): readonly Item[] {
  const [first] = stuck;
  const other = stuck.find((each) => each !== first && each.from < first!.till && first!.from < each.till);
  if (!other) {
    const involved = new Set(stuck);
    return items.filter((_, at) => involved.has(clusters[at]!));
  }
  const ends = [first!, other].flatMap(({ write, fromItem, tillItem }) => [write, fromItem, tillItem]);
  return [...new Set(ends)].filter((item) => item !== undefined);
}
