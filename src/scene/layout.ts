/** Where replicas and clients stand: decided by the scenario's nodes alone, so that nothing moves while a run is edited. */
import type { Scenario } from '#sim/scenario';
import { groupsOf, type Group } from './groups';
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

/** No two boxes of replicas overlap, whatever their number; beyond some, one box holds a group. */
export function layOut(scenario: Scenario, shape: Shape): Layout {
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

/** Rows of replicas below the first, and the size of a card, by number and shape. */
interface Plan {
  readonly perRow: number;
  readonly width: number;
  readonly height: number;
  readonly rows: readonly number[];
}

function planOf(count: number, shape: Shape): Plan {
  const others = count - 1;
  if (shape === 'wide') {
    if (others <= 4) return { perRow: 4, width: 0.2, height: 0.255, rows: [0.2, 0.775] };
    return { perRow: 4, width: 0.19, height: 0.2, rows: [0.14, 0.5, 0.84] };
  }
  if (others <= 2) return { perRow: 2, width: 0.46, height: 0.215, rows: [0.13, 0.63] };
  if (others <= 4) return { perRow: 2, width: 0.46, height: 0.15, rows: [0.1, 0.5, 0.87] };
  return { perRow: 3, width: 0.315, height: 0.125, rows: [0.08, 0.43, 0.657, 0.885] };
}

function placeReplicas(count: number, shape: Shape, clients: number): Box[] {
  if (count > 9) return placeGrid(count, shape, clients);
  const { perRow, width, height, rows } = planOf(count, shape);
  const others = count - 1;
  const rowCount = Math.ceil(others / perRow);
  const longest = Math.ceil(others / Math.max(1, rowCount));
  const first = { x: 0.5, y: count === 1 ? 0.5 : rows[0]!, width, height };
  const rest = Array.from({ length: others }, (_, index) => {
    const row = Math.floor(index / longest);
    const inRow = Math.min(longest, others - row * longest);
    return { x: columnAt(index - row * longest, inRow, { shape, width }), y: rows[row + 1]!, width, height };
  });
  return [first, ...rest];
}

/** Centres spread over the row: close together while few, edge to edge when many. */
function columnAt(index: number, count: number, { shape, width }: { shape: Shape; width: number }): number {
  if (count === 1) return 0.5;
  const loose = shape === 'wide' ? 0.42 : 0.5;
  const step = Math.min(loose, (0.985 - width) / (count - 1));
  return 0.5 + (index - (count - 1) / 2) * step;
}

/** Clients that have room in one row below a grid. */
const IN_A_ROW = 5;

/** Many replicas: a plain grid of small cards. Few clients stand below it; many need both sides. */
function placeGrid(count: number, shape: Shape, clients: number): Box[] {
  const below = shape === 'tall' || clients <= IN_A_ROW;
  const [left, right, top, bottom, across] =
    shape === 'tall'
      ? [0.01, 0.99, 0.02, 0.8, 2.2]
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
const ROWS = 21;

/** Each client takes the free spot that suits its replica best; ties go to the first spot, so the order is the script's. */
function placeClients(
  nearest: readonly number[],
  { replicas, cards, shape }: { replicas: readonly Box[]; cards: readonly Box[]; shape: Shape },
): Box[] {
  const crowded = nearest.length > 8 || cards.length > (shape === 'wide' ? 5 : 3);
  const size = clientSize(shape, crowded);
  const spots = spotsFor(size, shape);
  const taken: Box[] = [...cards];
  return nearest.map((replica) => {
    let best = spots[0]!;
    let least = Infinity;
    for (const spot of spots) {
      const cost = costOf(spot, { home: replicas[replica]!, replicas: cards, taken, shape });
      if (cost >= least) continue;
      least = cost;
      best = spot;
    }
    taken.push(best);
    return best;
  });
}

const clientSize = (shape: Shape, crowded: boolean): Pick<Box, 'width' | 'height'> =>
  shape === 'wide'
    ? { width: crowded ? 0.15 : 0.17, height: crowded ? 0.12 : 0.13 }
    : { width: crowded ? 0.24 : 0.26, height: crowded ? 0.19 : 0.215 };

function spotsFor({ width, height }: Pick<Box, 'width' | 'height'>, shape: Shape): Box[] {
  const margin = shape === 'wide' ? 0.025 : 0.02;
  const [left, right] = [margin + width / 2, 1 - margin - width / 2];
  const [top, bottom] = [0.03 + height / 2, 0.98 - height / 2];
  return Array.from({ length: COLUMNS * ROWS }, (_, index) => ({
    x: left + ((right - left) * (index % COLUMNS)) / (COLUMNS - 1),
    y: top + ((bottom - top) * Math.floor(index / COLUMNS)) / (ROWS - 1),
    width,
    height,
  }));
}

/** The way from a client to its replica that looks best, in shares of the stage's height. */
const IDEAL_WAY: Readonly<Record<Shape, number>> = { wide: 0.7, tall: 0.45 };

function costOf(
  spot: Box,
  { home, replicas, taken, shape }: { home: Box; replicas: readonly Box[]; taken: readonly Box[]; shape: Shape },
): number {
  const across = (spot.x - home.x) * ASPECT[shape];
  const down = spot.y - home.y;
  const way = Math.sqrt(across * across + down * down);
  let cost = Math.abs(way - IDEAL_WAY[shape]);
  cost += (0.5 - Math.abs(spot.x - 0.5)) * 1.4; // The middle belongs to the replicas' own links.
  // Beside or above reads better than below; but where there is little width, the lower cards' clients stand below.
  const stands = shape === 'tall' && home !== replicas[0] ? 'below' : 'beside';
  cost += stands === 'below' ? Math.max(0, -down) * 2 : Math.max(0, down) * 0.2 + Math.abs(spot.y - 0.32) * 0.7;
  const side = Math.sign(home.x - 0.5);
  if (side !== 0 && Math.sign(spot.x - 0.5) !== side) cost += 0.6;
  for (const box of taken) if (overlaps(padded(spot), box)) cost += 10;
  for (const box of taken) if (box !== home && crosses(spot, home, box)) cost += 2;
  for (const box of replicas)
    if (
      box !== replicas[0] &&
      crosses(replicas[0]!, box, { ...spot, width: spot.width + 0.06, height: spot.height + 0.08 })
    )
      cost += 1.5;
  for (const box of taken.slice(replicas.length))
    cost += 0.15 / (0.2 + Math.abs(box.x - spot.x) + Math.abs(box.y - spot.y));
  return cost;
}

const padded = (box: Box): Box => ({ ...box, width: box.width + 0.01, height: box.height + 0.02 });

/** True when the straight way passes over a box. */
function crosses(from: Point, to: Point, box: Box): boolean {
  for (let step = 1; step < 8; step += 1) {
    const u = step / 8;
    const point = { x: from.x + (to.x - from.x) * u, y: from.y + (to.y - from.y) * u, width: 0, height: 0 };
    if (overlaps(point, box)) return true;
  }
  return false;
}
