/** Which pairs of nodes are joined by a line, how long a message takes there, and which of them are cut or slow at a time. */
import type { Phrase } from '#history/phrase';
import type { Latency } from '#sim/latency';
import type { LinkSpec } from '#sim/scenario';
import type { Trace } from '#sim/trace';
import type { Scene } from './scene';
import { nearestReplicas } from './layout';
import { words } from './words';

export interface SceneLink {
  readonly id: string;
  /** Node numbers. */
  readonly from: number;
  readonly to: number;
  /** Whether anything travels there in this run. */
  readonly used: boolean;
  /** What its latency was from when on; the first row is the start. */
  readonly latencies: readonly { readonly fromUs: number; readonly latency: Latency | undefined }[];
}

/** Up to so many replicas all pairs are drawn; beyond it only those that are declared or used. */
const ALL_PAIRS = 4;

export function linksOf(trace: Trace): SceneLink[] {
  const { nodes, replicas, scenario } = trace;
  const count = nodes.length;
  const key = (a: number, b: number) => Math.min(a, b) * count + Math.max(a, b);
  const used = new Set(trace.messages.map(({ from, to }) => key(from, to)));
  const shown = new Set(used);
  const numberOf = new Map(nodes.map((name, number) => [name, number]));
  for (const { ends } of scenario.links)
    if (typeof ends === 'object') shown.add(key(numberOf.get(ends.from)!, numberOf.get(ends.to)!));
  nearestReplicas(scenario).forEach((replica, client) => shown.add(key(replica, replicas + client)));
  if (replicas <= ALL_PAIRS)
    for (let a = 0; a < replicas; a += 1) for (let b = a + 1; b < replicas; b += 1) shown.add(key(a, b));
  const changes = changesOf(trace);
  return [...shown]
    .sort((a, b) => a - b)
    .map((pair) => {
      const [low, high] = [Math.floor(pair / count), pair % count];
      const [from, to] = high >= replicas ? [high, low] : [low, high];
      const ends = { from: nodes[from]!, to: nodes[to]! };
      return {
        id: `link:${ends.from}-${ends.to}`,
        from,
        to,
        used: used.has(pair),
        latencies: latenciesOf(changes, { ...ends, local: high >= replicas }),
      };
    });
}

interface Change {
  readonly fromUs: number;
  readonly spec: LinkSpec;
}

function changesOf({ scenario, steps }: Trace): Change[] {
  const changes: Change[] = scenario.links.map((spec) => ({ fromUs: 0, spec }));
  for (const { atUs, index } of steps) {
    const { action } = scenario.steps[index]!;
    if (action.do === 'link') changes.push({ fromUs: atUs, spec: action.link });
  }
  return changes.filter(({ spec }) => spec.latency !== undefined);
}

function latenciesOf(
  changes: readonly Change[],
  { from, to, local }: { from: string; to: string; local: boolean },
): SceneLink['latencies'] {
  const own = changes.filter(({ spec: { ends } }) => {
    if (typeof ends === 'string') return ends === (local ? 'local' : 'default');
    return (ends.from === from && ends.to === to) || (ends.from === to && ends.to === from);
  });
  const declared = own.some(({ spec }) => typeof spec.ends === 'object');
  const mine = declared ? own.filter(({ spec }) => typeof spec.ends === 'object') : own;
  const rows = mine.map(({ fromUs, spec }) => ({ fromUs, latency: spec.latency }));
  return rows[0]?.fromUs === 0 ? rows : [{ fromUs: 0, latency: undefined }, ...rows];
}

export interface LinkState {
  readonly slow: boolean;
  readonly delay: Phrase | undefined;
}

/** A link is slow while a step of the script has made it take longer than at the start. */
export function linkStateAt({ latencies }: SceneLink, atUs: number): LinkState {
  const now = latencies.findLast(({ fromUs }) => fromUs <= atUs)?.latency;
  const first = latencies[0]?.latency;
  const slow = now !== undefined && now !== first && (first === undefined || middleUs(now) > middleUs(first));
  return { slow, delay: now && delayOf(now) };
}

function middleUs(latency: Latency): number {
  switch (latency.kind) {
    case 'constant':
      return latency.us;
    case 'uniform':
      return (latency.lowUs + latency.highUs) / 2;
    case 'long-tail':
      return latency.medianUs;
    case 'table':
      return latency.rows[latency.rows.length >> 1]![1];
  }
}

function delayOf(latency: Latency): Phrase {
  switch (latency.kind) {
    case 'constant':
      return words('link.delay', { delayUs: latency.us });
    case 'uniform':
      return words('link.delay.range', { lowUs: latency.lowUs, highUs: latency.highUs });
    case 'long-tail':
      return words('link.delay.tail', { medianUs: latency.medianUs, tailUs: latency.p99Us });
    case 'table':
      return words('link.delay', { delayUs: middleUs(latency) });
  }
}

/** The directed pairs that a cut stops now, each with the cut's number and the share of the way at which it stands. */
export function cutPairsAt(
  { trace }: Scene,
  atUs: number,
): Map<number, { cut: number; position: number; first: boolean }> {
  const pairs = new Map<number, { cut: number; position: number; first: boolean }>();
  trace.cuts.forEach(({ fromUs, toUs, pairs: stopped, position }, cut) => {
    if (atUs < fromUs || atUs >= toUs) return;
    const nodes = trace.nodes.length;
    for (const pair of stopped) {
      const opposite = pairs.get((pair % nodes) * nodes + Math.floor(pair / nodes));
      const first = opposite?.cut !== cut;
      pairs.set(pair, { cut, position: first ? position : 1 - position, first });
    }
  });
  return pairs;
}
