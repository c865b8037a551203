/** The way between two nodes as a curve: links are drawn on it, messages travel along it, rifts stand across it. */
import type { Layout } from './layout';
import { ASPECT, clamp, contains, eased, pointOn, type Box, type Curve, type Point, type Shape } from './unit';

/** A curve between two nodes with the parameters at which it leaves the first and enters the second. */
export interface Way {
  readonly curve: Curve;
  readonly start: number;
  readonly end: number;
  /** Share of the way that a message needs for itself while it waits at a rift. */
  readonly gap: number;
}

/** Room of a waiting message, in shares of the stage's height: it is wider than high, so more of them have room on a steep way. */
const WAITING = { across: 0.155, down: 0.078 } as const;

/** Ways by directed pair of nodes (`from * nodes + to`), made when first asked for; both directions share one curve. */
export interface Ways extends Record<number, Way | undefined> {
  readonly layout: Layout;
  readonly shape: Shape;
}

export const createWays = (layout: Layout, shape: Shape): Ways => ({ layout, shape });

export function wayOf(ways: Ways, pair: number): Way {
  return (ways[pair] ??= makeWay(ways, pair));
}

function makeWay(ways: Ways, pair: number): Way {
  const { layout, shape } = ways;
  const nodes = layout.replicas.length + layout.rings.length;
  const [from, to] = [Math.floor(pair / nodes), pair % nodes];
  if (from > to) return reverse(wayOf(ways, to * nodes + from));
  const [a, b] = [edgeOf(layout, from, shape), edgeOf(layout, to, shape)];
  const curve = bend(a, b, { shape, others: othersOf(layout, from, to) });
  const start = leaving(curve, a);
  const end = 1 - leaving(flip(curve), b);
  const [first, last] = start < end ? [start, end] : [0.45, 0.55];
  return { curve, start: first, end: last, gap: gapOn(curve, { start: first, end: last, shape }) };
}

const flip = ({ from, control, to }: Curve): Curve => ({ from: to, control, to: from });

const reverse = ({ curve, start, end, gap }: Way): Way => ({ curve: flip(curve), start: 1 - end, end: 1 - start, gap });

function gapOn(curve: Curve, { start, end, shape }: { start: number; end: number; shape: Shape }): number {
  const [from, to] = [pointOn(curve, start), pointOn(curve, end)];
  const [across, down] = [(to.x - from.x) * ASPECT[shape], to.y - from.y];
  const room = Math.min(WAITING.across / Math.abs(across || 1e-9), WAITING.down / Math.abs(down || 1e-9));
  return clamp(room, 0.03, 0.36);
}

/** The parameter of a way's curve at a share (0 to 1) of the time on it. */
export const parameterAt = ({ start, end }: Way, share: number): number => start + (end - start) * eased(share);

function edgeOf({ replicas, rings, ring }: Layout, node: number, shape: Shape): Box {
  const card = replicas[node];
  if (card) return card;
  const centre = rings[node - replicas.length]!;
  return { ...centre, width: (2 * ring) / ASPECT[shape], height: 2 * ring };
}

/** Boxes that a way should go around; a grid of many leaves no room for that. */
function othersOf({ replicas, clients }: Layout, from: number, to: number): Box[] {
  if (replicas.length > AROUND) return [];
  return [...replicas, ...clients].filter((_, node) => node !== from && node !== to);
}

/** Replicas that stand around the stage; more stand in a grid. */
const AROUND = 9;

/** How far a curve may bow, in shares of its length: as little as lets it pass around what stands between. */
const BOWS = [0, 0.08, 0.16, 0.24, 0.34, 0.44] as const;

/** Curves bow away from the middle of the stage, more where they run level; further, or inwards, where something stands between. */
function bend(from: Point, to: Point, { shape, others }: { shape: Shape; others: readonly Box[] }): Curve {
  const aspect = ASPECT[shape];
  const [across, down] = [(to.x - from.x) * aspect, to.y - from.y];
  const length = Math.sqrt(across * across + down * down) || 1;
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const level = Math.abs(across) / length;
  const least = 0.05 + 0.07 * level * level;
  const normal = { x: -down / length, y: across / length };
  const outward = normal.x * (middle.x - 0.5) * aspect + normal.y * (middle.y - 0.5) >= 0 ? 1 : -1;
  const bowed = (bow: number): Curve => {
    const control = {
      x: middle.x + (normal.x * length * bow * 2 * outward) / aspect,
      y: middle.y + normal.y * length * bow * 2 * outward,
    };
    return { from, control: { x: clamp(control.x, 0, 1), y: clamp(control.y, 0.01, 0.99) }, to };
  };
  let best = bowed(least);
  let fewest = covered(best, others);
  for (const more of BOWS) {
    for (const bow of [least + more, -least - more]) {
      if (fewest === 0) return best;
      const curve = bowed(bow);
      const hits = covered(curve, others);
      if (hits >= fewest) continue;
      [best, fewest] = [curve, hits];
    }
  }
  return best;
}

/** Points of a curve that lie in one of the boxes. */
function covered(curve: Curve, boxes: readonly Box[]): number {
  let count = 0;
  for (let step = 1; step < PROBES; step += 1) {
    const point = pointOn(curve, step / PROBES);
    for (const box of boxes) if (contains(box, point)) count += 1;
  }
  return count;
}

const PROBES = 24;

/** Where a curve that begins in a box's centre leaves the box; halving finds it to 1/1000. */
function leaving(curve: Curve, box: Box): number {
  let [inside, outside] = [0, 0.5];
  for (let step = 0; step < 10; step += 1) {
    const middle = (inside + outside) / 2;
    if (contains(box, pointOn(curve, middle))) inside = middle;
    else outside = middle;
  }
  return outside;
}
