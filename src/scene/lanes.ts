/** The lanes of the diagram: replicas in the script's order, clients beside theirs, each with the version it held when. */
import type { Interval } from '#sim/trace';
import { shownVersion } from './answers';
import type { Scene } from './scene';
import type { Version } from './versions';

export interface Stretch {
  readonly fromUs: number;
  /** The end of the run where it is the last. */
  readonly toUs: number;
  readonly version: Version;
}

export interface Lane {
  /** `replica:Frankfurt`, `client:Ana`. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'replica' | 'client';
  readonly node: number;
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
  return order.map((node) => laneOf(scene, node));
}

function laneOf(scene: Scene, node: number): Lane {
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
  const stretches: { fromUs: number; toUs: number; version: Version }[] = [];
  states.forEach((state, index) => {
    const version = shownVersion(scene, scene.marks(state), key);
    const last = stretches.at(-1);
    if (!version || last?.version === version) return;
    const fromUs = atUs[index]!;
    if (last) last.toUs = fromUs;
    if (last?.fromUs === fromUs) stretches.pop();
    stretches.push({ fromUs, toUs: trace.endsUs, version });
  });
  return stretches;
}
