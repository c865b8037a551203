/** Where replicas and clients stand: decided by the scenario's nodes alone, so that nothing moves while a run is edited. */
import type { Scenario } from '#sim/scenario';
import { groupsOf, type Group } from './groups';
import { cardsFor } from './spots';
import { ASPECT, overlaps, type Box, type Point, type Shape } from './unit';

export type WordSide = 'left' | 'right' | 'above' | 'below';

export interface Layout {
  /** One box a replica, in the script's order; those of a group have the same. */
  readonly replicas: readonly Box[];
  /** Empty where each replica has a card of its own. */
  readonly groups: readonly Group[];
  /** One box a client: its ring and its words. */
  readonly clients: readonly Box[];
  /** The centres of the clients' rings. */
  readonly rings: readonly Point[];
  /** On which side of the ring the words stand: away from the replica, so that the link does not cross them. */
  readonly sides: readonly WordSide[];
  /** Radius of a ring, as a share of the stage's height. */
  readonly ring: number;
}

/** The replica (by number) that each client is next to: the one it names, or the first at the place it names. */
export function nearestReplicas({ replicas, clients }: Scenario): number[] {
  return clients.map(({ at }) => {
    const named = replicas.findIndex(({ name }) => name === at);
    const placed = named >= 0 ? named : replicas.findIndex(({ place }) => place === at);
    return Math.max(0, placed);
  });
}

const known = new WeakMap<Scenario['replicas'], WeakMap<Scenario['clients'], Partial<Record<Shape, Layout>>>>();

/** No two boxes of replicas overlap, whatever their number; beyond some, one box holds a group. Worked out once for the same nodes. */
export function layOut(scenario: Scenario, shape: Shape): Layout {
  const byClients = known.get(scenario.replicas) ?? new WeakMap<Scenario['clients'], Partial<Record<Shape, Layout>>>();
  known.set(scenario.replicas, byClients);
  const layouts = byClients.get(scenario.clients) ?? {};
  byClients.set(scenario.clients, layouts);
  return (layouts[shape] ??= makeLayout(scenario, shape));
}

function makeLayout(scenario: Scenario, shape: Shape): Layout {
  const groups = groupsOf(scenario);
  const boxes = placeReplicas(groups.length || scenario.replicas.length, shape, scenario.clients.length);
  const replicas = groups.length > 0 ? sharedBoxes(groups, boxes) : boxes;
  const ring = shape === 'wide' ? 0.043 : 0.04;
  const nearest = nearestReplicas(scenario);
  const clients = placeClients(nearest, { replicas, cards: boxes, shape });
  const sides = clients.map((box, client) => sideOf(box, replicas[nearest[client]!]!, shape));
  const rings = clients.map((box, client) => ringIn(box, sides[client]!, { ring, shape }));
  return { replicas, groups, clients, rings, sides, ring };
}

function sharedBoxes(groups: readonly Group[], boxes: readonly Box[]): Box[] {
  const shared: Box[] = [];
  groups.forEach(({ members }, index) => {
    for (const member of members) shared[member] = boxes[index]!;
  });
  return shared;
}

function sideOf(client: Box, home: Box, shape: Shape): WordSide {
  if (shape === 'wide') return client.x < home.x ? 'left' : 'right';
  return client.y < home.y - home.height ? 'above' : 'below';
}

function ringIn({ x, y, width, height }: Box, side: WordSide, { ring, shape }: { ring: number; shape: Shape }): Point {
  const reach = ring / ASPECT[shape];
  switch (side) {
    case 'left':
      return { x: x + width / 2 - reach, y };
    case 'right':
      return { x: x - width / 2 + reach, y };
    case 'above':
      return { x, y: y + height / 2 - ring * 1.1 };
    case 'below':
      return { x, y: y - height / 2 + ring * 1.1 };
  }
}

function placeReplicas(count: number, shape: Shape, clients: number): Box[] {
  const known = cardsFor(count, shape);
  if (!known) return placeGrid(count, shape, clients);
  const { spots, ...size } = known;
  return spots.map(([x, y]) => ({ x, y, ...size }));
}

/** Clients that have room in one row below a grid. */
const IN_A_ROW = 5;

/** Many replicas: a plain grid of small cards. Few clients stand below it; many need both sides. */
function placeGrid(count: number, shape: Shape, clients: number): Box[] {
  const below = shape === 'tall' || clients <= IN_A_ROW;
  const [left, right, top, bottom, across] =
    shape === 'tall'
      ? [0.01, 0.99, 0.02, 0.75, 2.6]
      : below
        ? [0.015, 0.985, 0.03, 0.84, 1.75]
        : [0.15, 0.85, 0.03, 0.97, 2.2];
  const aspect = ((right - left) * ASPECT[shape]) / (bottom - top) / across;
  const columns = Math.max(1, Math.ceil(Math.sqrt(count * aspect)));
  const rows = Math.ceil(count / columns);
  const [cellWidth, cellHeight] = [(right - left) / columns, (bottom - top) / rows];
  return Array.from({ length: count }, (_, index) => ({
    x: left + ((index % columns) + 0.5) * cellWidth,
    y: top + (Math.floor(index / columns) + 0.5) * cellHeight,
    width: cellWidth * 0.82,
    height: cellHeight * 0.62,
  }));
}

const COLUMNS = 25;
/** Where there is little width, heights matter more. */
const ROWS: Readonly<Record<Shape, number>> = { wide: 21, tall: 31 };

/** Each client takes the free spot that suits its replica best; ties go to the first spot, so the order is the script's. */
function placeClients(
  nearest: readonly number[],
  { replicas, cards, shape }: { replicas: readonly Box[]; cards: readonly Box[]; shape: Shape },
): Box[] {
  const crowded = nearest.length > 8 || cards.length > (shape === 'wide' ? 5 : 3);
  const size = clientSize(shape, { crowded, below: cards.length > 9 ? nearest.length : 0 });
  const isRow = cards.length > 9 && nearest.length <= IN_A_ROW;
  const spots = isRow ? rowOf(nearest.length, size) : spotsFor(size, shape);
  const hanging = cards.map((card) => hung(card, shape));
  const placed: Box[] = [];
  return nearest.map((replica) => {
    let best = spots[0]!;
    let least = Infinity;
    for (const spot of spots) {
      const crowd = crowdOf(spot, [...cards, ...placed]) + closeness(spot, [...hanging, ...placed]);
      if (crowd >= least) continue;
      const cost = crowd + costOf(spot, { home: replicas[replica]!, cards, placed, shape });
      if (cost >= least) continue;
      least = cost;
      best = spot;
    }
    placed.push(best);
    return best;
  });
}

/** What it costs to stand on something: more than any way there is worth. */
const crowdOf = (spot: Box, boxes: readonly Box[]): number =>
  boxes.reduce((cost, box) => (overlaps(spot, box) ? cost + 1000 : cost), 0);

/** What it costs to stand too near to something, or where something may hang from a card. */
const closeness = (spot: Box, boxes: readonly Box[]): number =>
  boxes.reduce((cost, box) => (overlaps(padded(spot), box) ? cost + 40 : cost), 0);

/** `below`: how many stand in one row below a grid. */
const clientSize = (
  shape: Shape,
  { crowded, below }: { crowded: boolean; below: number },
): Pick<Box, 'width' | 'height'> =>
  shape === 'wide'
    ? { width: crowded ? 0.145 : 0.17, height: 0.14 }
    : { width: Math.min(crowded ? 0.25 : 0.27, 0.975 / Math.min(IN_A_ROW, below) - 0.014), height: 0.22 };

/** Places side by side below a grid. */
const rowOf = (count: number, { width, height }: Pick<Box, 'width' | 'height'>): Box[] =>
  Array.from({ length: count }, (_, index) => ({ x: (index + 0.5) / count, y: 0.99 - height / 2, width, height }));

function spotsFor({ width, height }: Pick<Box, 'width' | 'height'>, shape: Shape): Box[] {
  const margin = 0.008;
  const [left, right] = [margin + width / 2, 1 - margin - width / 2];
  const [top, bottom] = [0.02 + height / 2, 0.99 - height / 2];
  return Array.from({ length: COLUMNS * ROWS[shape] }, (_, index) => ({
    x: left + ((right - left) * (index % COLUMNS)) / (COLUMNS - 1),
    y: top + ((bottom - top) * Math.floor(index / COLUMNS)) / (ROWS[shape] - 1),
    width,
    height,
  }));
}

/** The way from a client to its replica that looks best, in shares of the stage's height. */
const IDEAL_WAY: Readonly<Record<Shape, number>> = { wide: 0.7, tall: 0.45 };

function costOf(
  spot: Box,
  { home, cards, placed, shape }: { home: Box; cards: readonly Box[]; placed: readonly Box[]; shape: Shape },
): number {
  const across = (spot.x - home.x) * ASPECT[shape];
  const down = spot.y - home.y;
  const way = Math.sqrt(across * across + down * down);
  const [first] = cards;
  let cost = Math.abs(way - IDEAL_WAY[shape]);
  cost += (0.5 - Math.abs(spot.x - 0.5)) * 1.4; // The middle belongs to the replicas' own links.
  // Beside or above reads better than below; but where there is little width, the lower cards' clients stand below.
  const stands = shape === 'tall' && home !== first ? 'below' : 'beside';
  cost += stands === 'below' ? Math.max(0, -down) * 2 : Math.max(0, down) * 0.2 + Math.abs(spot.y - 0.32) * 0.7;
  const side = Math.sign(home.x - 0.5);
  if (side !== 0 && Math.sign(spot.x - 0.5) !== side) cost += 0.6;
  for (const box of [...cards, ...placed]) if (box !== home && crosses(spot, home, box)) cost += 2;
  const wide = { ...spot, width: spot.width + 0.06, height: spot.height + 0.08 };
  for (const box of cards) if (box !== first && crosses(first!, box, wide)) cost += 1.5;
  for (const box of placed) cost += 0.15 / (0.2 + Math.abs(box.x - spot.x) + Math.abs(box.y - spot.y));
  return cost;
}

const padded = (box: Box): Box => ({ ...box, width: box.width + 0.01, height: box.height + 0.02 });

/** A card with what may stand on its upper edge and hang from its lower one. */
function hung({ x, y, width, height }: Box, shape: Shape): Box {
  const [above, below] = [Math.min(0.03, height * 0.2), Math.min(shape === 'wide' ? 0.055 : 0.046, height * 0.5)];
  return { x, y: y + (below - above) / 2, width, height: height + above + below };
}

/** True when the straight way passes over a box. */
function crosses(from: Point, to: Point, box: Box): boolean {
  for (let step = 1; step < 8; step += 1) {
    const u = step / 8;
    const point = { x: from.x + (to.x - from.x) * u, y: from.y + (to.y - from.y) * u, width: 0, height: 0 };
    if (overlaps(point, box)) return true;
  }
  return false;
}
