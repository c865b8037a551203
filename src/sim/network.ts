/** The network's present shape: the traits of every link, the cuts that stand, and what they mean for one directed pair of nodes. */
import { draw, happens } from '#sim/draws';
import { sampleLatency, type Latency } from '#sim/latency';
import type { Plan } from '#sim/plan';
import type { LinkSpec, LinkTraits, Side } from '#sim/scenario';

export type Traits = Required<LinkTraits>;

const BASE = {
  lossPercent: 0,
  duplicatePercent: 0,
  reorderPercent: 0,
  bandwidthBitsPerS: Infinity,
  transport: 'connection',
} as const;

/** What holds where a script says nothing: 10 ms between replicas, 1 ms from a client to its own place. */
const LINK_DEFAULTS: { readonly between: Latency; readonly local: Latency } = {
  between: { kind: 'constant', us: 10_000 },
  local: { kind: 'constant', us: 1_000 },
};

export interface Cut {
  readonly step: number;
  /** Directed pairs `from * nodes + to` with the share of the way at which the cut stands. */
  readonly riftByPair: Map<number, number>;
}

export interface Network {
  readonly plan: Plan;
  between: Traits;
  local: Traits;
  /** Declared links by directed pair. */
  readonly declared: Map<number, Traits>;
  cuts: Cut[];
}

export function createNetwork(plan: Plan): Network {
  const network: Network = {
    plan,
    between: { ...BASE, latency: LINK_DEFAULTS.between },
    local: { ...BASE, latency: LINK_DEFAULTS.local },
    declared: new Map(),
    cuts: [],
  };
  for (const link of plan.scenario.links) setLink(network, link);
  return network;
}

/** Applies what a statement says of a link; what it leaves out stays as it was. */
export function setLink(network: Network, { ends, remarks: _, ...traits }: LinkSpec): void {
  if (ends === 'default') network.between = { ...network.between, ...traits };
  else if (ends === 'local') network.local = { ...network.local, ...traits };
  else {
    const { numbers, nodes } = network.plan;
    const [from, to] = [numbers.get(ends.from)!, numbers.get(ends.to)!];
    const pairs = ends.oneWay ? [from * nodes.length + to] : [from * nodes.length + to, to * nodes.length + from];
    for (const pair of pairs)
      network.declared.set(pair, {
        ...hops(network, Math.floor(pair / nodes.length), pair % nodes.length)[0]!,
        ...traits,
      });
  }
}

/** The links of the way, in order: one, or a client's own place and then the link between replicas. */
function hops(network: Network, from: number, to: number): readonly Traits[] {
  const { plan, declared } = network;
  const own = declared.get(from * plan.nodes.length + to);
  if (own) return [own];
  const isReplica = (node: number) => node < plan.replicas.length;
  if (isReplica(from) && isReplica(to)) return [network.between];
  const [start, end] = [plan.nearest[from]!, plan.nearest[to]!];
  return start === end ? [network.local] : [network.local, ...hops(network, start, end)];
}

/** What the draws decide for one message. */
export interface Fate {
  readonly latencyUs: number;
  readonly lost: boolean;
  readonly duplicated: boolean;
  readonly overtakes: boolean;
  readonly transport: 'connection' | 'datagram';
  readonly bandwidthBitsPerS: number;
}

export function drawFate(network: Network, { from, to, name }: { from: number; to: number; name: string }): Fate {
  const { seed } = network.plan.scenario;
  const way = hops(network, from, to);
  const some = (trait: 'lossPercent' | 'duplicatePercent' | 'reorderPercent', purpose: string) =>
    way.some((link, hop) => happens(link[trait], seed, name, hop === 0 ? purpose : `${purpose} ${hop}`));
  return {
    latencyUs: way.reduce(
      (us, { latency }, hop) => us + sampleLatency(latency, draw(seed, name, hop === 0 ? 'latency' : `latency ${hop}`)),
      0,
    ),
    lost: some('lossPercent', 'loss'),
    duplicated: some('duplicatePercent', 'duplicate'),
    overtakes: some('reorderPercent', 'reorder') || way.some(({ transport }) => transport === 'datagram'),
    transport: way.some(({ transport }) => transport === 'datagram') ? 'datagram' : 'connection',
    bandwidthBitsPerS: Math.min(...way.map(({ bandwidthBitsPerS }) => bandwidthBitsPerS)),
  };
}

/** A cut at the very end stands just before the receiver: 1 would be an open way. */
const LAST_RIFT = 0.999;

/** The nodes of one side of a cut: replicas bring the clients at their place along, unless a client is named on its own. */
function members({ plan }: Network, side: Side, other: Side): number[] {
  const named = (list: Side, node: number) => list.includes(plan.nodes[node]!);
  const placed = (list: Side, node: number) =>
    list.some((name) =>
      name.startsWith('@')
        ? plan.places[node] === name.slice(1) || plan.places[plan.nearest[node]!] === name.slice(1)
        : plan.nodes[plan.nearest[node]!] === name,
    );
  return [...plan.nodes.keys()].filter((node) => named(side, node) || (placed(side, node) && !named(other, node)));
}

export function addCut(
  network: Network,
  {
    left,
    right,
    oneWay,
    positionPercent,
    step,
  }: { left: Side; right: Side; oneWay: boolean; positionPercent: number; step: number },
): Cut {
  const nodes = network.plan.nodes.length;
  const riftByPair = new Map<number, number>();
  const [lefts, rights] = [members(network, left, right), members(network, right, left)];
  for (const a of lefts) {
    for (const b of rights) {
      if (a === b) continue;
      riftByPair.set(a * nodes + b, Math.min(LAST_RIFT, positionPercent / 100));
      if (!oneWay) riftByPair.set(b * nodes + a, Math.min(LAST_RIFT, 1 - positionPercent / 100));
    }
  }
  const cut = { step, riftByPair };
  if (riftByPair.size > 0) network.cuts = [...network.cuts, cut]; // A cut of a node from itself is none.
  return cut;
}

/** Takes away the cuts between two sides, or all where none are named; returns those that changed. */
export function heal(network: Network, { left, right }: { left: Side; right: Side }): Cut[] {
  if (left.length === 0) {
    const all = network.cuts;
    network.cuts = [];
    return all;
  }
  const nodes = network.plan.nodes.length;
  const [lefts, rights] = [members(network, left, right), members(network, right, left)];
  const changed = network.cuts.filter(({ riftByPair }) =>
    lefts.some((a) => rights.some((b) => riftByPair.has(a * nodes + b) || riftByPair.has(b * nodes + a))),
  );
  for (const { riftByPair } of changed) {
    for (const a of lefts) {
      for (const b of rights) {
        riftByPair.delete(a * nodes + b);
        riftByPair.delete(b * nodes + a);
      }
    }
  }
  network.cuts = network.cuts.filter(({ riftByPair }) => riftByPair.size > 0);
  return changed;
}

/** The first stop on the way from `progress` (0 to 1) on, or 1 where the way is open. */
export function riftAhead(network: Network, pair: number, progress: number): number {
  let rift = 1;
  for (const { riftByPair } of network.cuts) {
    const at = riftByPair.get(pair);
    if (at !== undefined && at >= progress && at < rift) rift = at;
  }
  return rift;
}
