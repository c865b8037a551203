/** The lanes of the diagram: replicas in the script's order, clients beside theirs, each with the version it held when. */
import type { Interval } from '#sim/trace';
import { shownVersions } from './answers';
import type { Scene } from './scene';
import type { Version } from './versions';

export interface Stretch {
  readonly fromUs: number;
  /** The end of the run where it is the last. */
  readonly toUs: number;
  readonly version: Version;
  /** What it is made of while nobody has decided; else empty. */
  readonly siblings: readonly Version[];
}

export interface Lane {
  /** `replica:Frankfurt`, `client:Ana`. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'replica' | 'client';
  readonly node: number;
  /** Its middle and its height, in shares of the diagram's. */
  readonly at: number;
  readonly height: number;
  /** Ascending, without gaps; empty for clients. */
  readonly stretches: readonly Stretch[];
  readonly downs: readonly Interval[];
  readonly pauses: readonly Interval[];
}

/** Clients stand above the replicas of the upper half and below those of the lower, so that their arrows are short. */
export function lanesOf(scene: Scene): Lane[] {
  const { nodes, replicas } = scene.trace;
  const clientsOf = (replica: number) =>
    scene.nearest.flatMap((near, client) => (near === replica ? [replicas + client] : []));
  const order = nodes
    .slice(0, replicas)
    .flatMap((_, replica) =>
      replica * 2 < replicas - 1 || replica === 0 ? [...clientsOf(replica), replica] : [replica, ...clientsOf(replica)],
    );
  const heights = heightsOf(order.map((node) => node >= replicas));
  let top = 0;
  return order.map((node, index) => {
    const height = heights[index]!;
    top += height;
    return { ...laneOf(scene, node), at: top - height / 2, height };
  });
}

/** Where lanes are many, those of clients are higher than the others: operations are named there. */
const CLIENT_HEIGHTS = [
  { from: 20, times: 3 },
  { from: 9, times: 1.6 },
] as const;

function heightsOf(areClients: readonly boolean[]): number[] {
  const times = CLIENT_HEIGHTS.find(({ from }) => areClients.length >= from)?.times ?? 1;
  const sum = areClients.reduce((total, isClient) => total + (isClient ? times : 1), 0);
  return areClients.map((isClient) => (isClient ? times : 1) / sum);
}

function laneOf(scene: Scene, node: number): Omit<Lane, 'at' | 'height'> {
  const { nodes, replicas, downs, pauses } = scene.trace;
  const kind = node < replicas ? 'replica' : 'client';
  return {
    id: `${kind}:${nodes[node]}`,
    name: nodes[node]!,
    kind,
    node,
    stretches: kind === 'replica' ? stretchesOf(scene, node) : [],
    downs: downs[node]!,
    pauses: pauses[node]!,
  };
}

/** The lane's colour is the version of the run's first key. */
function stretchesOf(scene: Scene, node: number): Stretch[] {
  const { trace, versions } = scene;
  const key = versions.keys[0];
  if (key === undefined) return [];
  const { atUs, states } = trace.timelines[node]!;
  const stretches: (Stretch & { toUs: number })[] = [];
  states.forEach((state, index) => {
    const siblings = shownVersions(scene, scene.marks(state), key);
    const version = versions.together(siblings);
    const last = stretches.at(-1);
    if (!version || last?.version === version) return;
    const fromUs = atUs[index]!;
    if (last) last.toUs = fromUs;
    if (last?.fromUs === fromUs) stretches.pop();
    stretches.push({ fromUs, toUs: trace.endsUs, version, siblings: siblings.length > 1 ? siblings : [] });
  });
  return stretches;
}
