/** What is to be seen at one instant, in unit space: a function of the run and the time alone. */
import type { Phrase } from '#history/phrase';
import { intervalAt } from '#sim/lookup';
import { sideOf } from './abreast';
import { clientsAt, type FrameClient } from './clients';
import { parameterAt, wayOf } from './curves';
import { flyingAt, travel, type Progress } from './flights';
import { factsOf, type MessageFacts } from './labels';
import { groupsAt, type FrameGroup } from './groups';
import { cutPairsAt, linkStateAt, type SceneLink } from './links';
import { quorumsAt, seatsOf } from './quorums';
import { bundled, bundlesOf } from './bundles';
import { marksAt, replicasAt, type FrameReplica } from './replicas';
import { ringOf, type FrameRing } from './rings';
import type { Scene } from './scene';
import { pointOn, tangentOf, type Curve, type Point, type Shape } from './unit';
import { listOf, words } from './words';

export type { FrameClient } from './clients';
export type { FrameGroup } from './groups';
export type { FrameReplica } from './replicas';

export interface FrameLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly curve: Curve;
  readonly used: boolean;
  readonly cut: boolean;
  readonly slow: boolean;
  readonly delay: Phrase | undefined;
  /** Messages in flight there, and how many of them are held at a cut. */
  readonly flying: number;
  readonly held: number;
}

export interface FrameMessage extends Point {
  readonly id: string;
  readonly facts: MessageFacts;
  readonly state: 'travelling' | 'held' | 'lost';
  /** Share of the way behind it. */
  readonly progress: number;
  /** The curve that it travels on, from its sender, and its place there. */
  readonly curve: Curve;
  readonly u: number;
  /** 0 on its link; 1, -1, 2, -2 beside it, where others travel the same stretch. */
  readonly side: number;
  /** 0 until it is lost, 1 when nothing is left to be seen. */
  readonly fade: number;
}

/** A cut where it crosses one link. */
export interface FrameRift {
  readonly id: string;
  readonly link: string;
  readonly at: Point;
  /** The link's direction there, not normalised: the rift stands across it. */
  readonly along: Point;
  /** On the first link of a cut only, so that its name stands once. */
  readonly name: Phrase | undefined;
  readonly oneWay: boolean;
  /** Messages that the whole cut holds. */
  readonly held: number;
  readonly heldWords: Phrase;
}

export interface Frame {
  readonly atUs: number;
  readonly shape: Shape;
  /** What nobody may miss, in full and in short; the picture says what it has room for. */
  readonly notice: readonly Phrase[];
  readonly replicas: readonly FrameReplica[];
  /** Instead of a card for each replica, where there are too many; else empty. */
  readonly groups: readonly FrameGroup[];
  /** Where keys live by consistent hashing. */
  readonly ring: FrameRing | undefined;
  readonly clients: readonly FrameClient[];
  readonly links: readonly FrameLink[];
  readonly messages: readonly FrameMessage[];
  readonly rifts: readonly FrameRift[];
}

/** The same scene, time (µs) and shape give the same frame, whatever was asked before. */
export function frameAt(scene: Scene, atUs: number, shape: Shape = 'wide'): Frame {
  const { layout } = scene.stage(shape);
  const cuts = cutPairsAt(scene, atUs);
  const traffic = createTraffic(scene);
  const messages = messagesAt(scene, { atUs, shape, traffic });
  const marks = marksAt(scene, atUs);
  const isDown = marks.map((_, node) => intervalAt(scene.trace.downs[node]!, atUs) !== undefined);
  const quorums = quorumsAt(scene, atUs, marks);
  const seats = seatsOf(scene, quorums);
  const replicas = replicasAt(scene, { atUs, boxes: layout.replicas, marks, isDown, quorums, seats });
  return {
    atUs,
    shape,
    notice: noticeOf(replicas),
    replicas,
    groups: groupsAt(layout.groups, replicas),
    ring: ringOf(scene.trace.nodes, marks, isDown),
    clients: clientsAt(scene, atUs, layout),
    links: bundled(
      scene.links.map((link) => linkAt(scene, link, { atUs, shape, cuts, traffic })),
      bundlesOf(scene, shape),
    ),
    messages,
    rifts: riftsAt(scene, { shape, cuts, traffic }),
  };
}

/** Several replicas lead at once. */
function noticeOf(replicas: readonly FrameReplica[]): readonly Phrase[] {
  const rivals = replicas.filter(({ rival }) => rival);
  if (rivals.length === 0) return [];
  const named = rivals.map(({ name, badges }) => {
    const epoch = badges.find(({ isEpoch }) => isEpoch)?.phrase;
    return epoch ? words('notice.primary', { name, epoch }) : words('label.version', { label: name });
  });
  const count = rivals.length;
  return [words('notice.primaries', { count, names: listOf(named) }), words('notice.primaries.short', { count })];
}

/** Messages by directed pair of nodes. */
interface Traffic {
  readonly flying: Int32Array;
  readonly held: Int32Array;
}

const createTraffic = ({ trace: { nodes } }: Scene): Traffic => ({
  flying: new Int32Array(nodes.length ** 2),
  held: new Int32Array(nodes.length ** 2),
});

/** More messages than this are dots, which may lie on one another. */
const ABREAST = 240;

/** Columns and plain numbers in the loop: there may be thousands of messages a frame. */
function messagesAt(
  scene: Scene,
  { atUs, shape, traffic }: { atUs: number; shape: Shape; traffic: Traffic },
): FrameMessage[] {
  const { trace, flights, facts } = scene;
  const { pair: pairs, endedUs, goneUs, leftUs, spanUs, queues } = flights;
  const { ways } = scene.stage(shape);
  const stops: Progress = { share: 0, held: false };
  const flying = flyingAt(flights, atUs);
  const areFew = flying.length <= ABREAST;
  return flying.map((number) => {
    const pair = pairs[number]!;
    const way = ways[pair] ?? wayOf(ways, pair);
    const lost = atUs >= endedUs[number]!;
    const untilUs = lost ? endedUs[number]! : atUs;
    let progress = Math.min(1, Math.max(0, (untilUs - leftUs[number]!) / spanUs[number]!));
    let held = false;
    if (Number.isNaN(progress)) {
      travel(stops, trace.messages[number]!, { queue: queues.get(number), gap: way.gap, atUs: untilUs });
      progress = stops.share;
      held = !lost && stops.held;
    }
    if (!lost) traffic.flying[pair]! += 1;
    if (held) traffic.held[pair]! += 1;
    const { curve } = way;
    const u = parameterAt(way, progress);
    const [a, b, c] = [(1 - u) * (1 - u), 2 * (1 - u) * u, u * u];
    const known = facts[number] ?? factsOf(scene, number);
    return {
      id: known.id,
      facts: known,
      state: lost ? 'lost' : held ? 'held' : 'travelling',
      progress,
      x: a * curve.from.x + b * curve.control.x + c * curve.to.x,
      y: a * curve.from.y + b * curve.control.y + c * curve.to.y,
      curve,
      u,
      side: areFew ? sideOf(flights, number) : 0,
      fade: lost ? (atUs - endedUs[number]!) / (goneUs[number]! - endedUs[number]!) : 0,
    };
  });
}

type Cuts = ReturnType<typeof cutPairsAt>;

function linkAt(
  scene: Scene,
  link: SceneLink,
  { atUs, shape, cuts, traffic }: { atUs: number; shape: Shape; cuts: Cuts; traffic: Traffic },
): FrameLink {
  const { nodes } = scene.trace;
  const [there, back] = [link.from * nodes.length + link.to, link.to * nodes.length + link.from];
  return {
    id: link.id,
    from: nodes[link.from]!,
    to: nodes[link.to]!,
    curve: wayOf(scene.stage(shape).ways, there).curve,
    used: link.used,
    cut: cuts.has(there) || cuts.has(back),
    ...linkStateAt(link, atUs),
    flying: traffic.flying[there]! + traffic.flying[back]!,
    held: traffic.held[there]! + traffic.held[back]!,
  };
}

function riftsAt(scene: Scene, { shape, cuts, traffic }: { shape: Shape; cuts: Cuts; traffic: Traffic }): FrameRift[] {
  if (cuts.size === 0) return [];
  const { ways } = scene.stage(shape);
  const nodes = scene.trace.nodes.length;
  const held = new Map<number, number>();
  for (const [pair, { cut }] of cuts) held.set(cut, (held.get(cut) ?? 0) + traffic.held[pair]!);
  const named = new Set<number>();
  const bundles = bundlesOf(scene, shape);
  const torn = new Set<number>();
  return scene.links.flatMap((link, number) => {
    const bundle = bundles ? bundles[number]! : number;
    if (bundle < 0 || torn.has(bundle)) return [];
    const there = link.from * nodes + link.to;
    const back = link.to * nodes + link.from;
    const pair = cuts.has(there) && (cuts.get(there)!.first || !cuts.has(back)) ? there : back;
    const stop = cuts.get(pair);
    if (!stop) return [];
    torn.add(bundle);
    const way = wayOf(ways, pair);
    const u = parameterAt(way, stop.position);
    const isFirst = !named.has(stop.cut);
    named.add(stop.cut);
    const count = held.get(stop.cut)!;
    return {
      id: `cut:${scene.trace.cuts[stop.cut]!.step}`,
      link: link.id,
      at: pointOn(way.curve, u),
      along: tangentOf(way.curve, u),
      name: isFirst ? words('rift.partition') : undefined,
      oneWay: !cuts.has(there) || !cuts.has(back),
      held: count,
      heldWords: words('rift.held', { count }),
    };
  });
}
