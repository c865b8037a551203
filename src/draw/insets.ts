/** Finds room on the stage for a drawing besides the cards: near what it belongs to, over as little as possible. */
import type { Frame } from '#scene/frame';
import type { Brush, Pixel, Rect, Size } from './brush';
import { cardRect, clientPlace, groupRect, trayRect } from './stage-space';
import { trayOf } from './trays';

export interface Inset {
  readonly rect: Rect;
  /** It lies over nothing. */
  readonly clear: boolean;
}

const COLUMNS = 24;
const ROWS = 12;
const MARGIN = 5;

/** What nothing else should lie over: cards with their trays and what stands on their upper edge, and clients with their words. */
export const obstaclesOf = (brush: Brush, frame: Frame): Rect[] => [
  ...frame.groups.map((group) => groupRect(group, brush.size)),
  ...(frame.groups.length > 0 ? [] : frame.replicas).flatMap((replica) => {
    const card = cardRect(replica, brush.size, brush.scale);
    const edge = replica.seats.length + replica.gathers.length > 0 ? 8 * brush.scale : 0;
    const tray = trayOf(brush, frame, replica);
    return [{ ...card, y: card.y - edge, height: card.height + edge }, ...(tray ? [tray.rect] : [])];
  }),
  ...frame.clients.map((client) => clientPlace(client, brush.size).rect),
];

/** Where cards, their trays and clients may stand, whatever the instant. */
export const fixedObstacles = ({ size, scale, theme: { type } }: Brush, frame: Frame): Rect[] => [
  ...frame.groups.map((group) => groupRect(group, size)),
  ...(frame.groups.length > 0 ? [] : frame.replicas).map((replica) => {
    const card = cardRect(replica, size, scale);
    return { ...card, height: card.height + trayRect(card, { scale, type }).height };
  }),
  ...frame.clients.map((client) => clientPlace(client, size).rect),
];

/** The same stage and things give the same place: of equally good ones the first. */
export function placeInset(
  stage: Size,
  { width, height }: Size,
  { near, obstacles }: { near: Pixel; obstacles: readonly Rect[] },
): Inset {
  const [roomX, roomY] = [
    Math.max(0, stage.width - width - 2 * MARGIN),
    Math.max(0, stage.height - height - 2 * MARGIN),
  ];
  let best: Inset | undefined;
  let least = Infinity;
  for (let index = 0; index < COLUMNS * ROWS; index += 1) {
    const x = MARGIN + (roomX * (index % COLUMNS)) / (COLUMNS - 1);
    const y = MARGIN + (roomY * Math.floor(index / COLUMNS)) / (ROWS - 1);
    const rect = { x: Math.round(x), y: Math.round(y), width, height };
    const covered = obstacles.reduce((sum, other) => sum + overlapOf(rect, other), 0);
    const cost = Math.hypot(x + width / 2 - near.x, y + height / 2 - near.y) + covered * 2;
    if (cost >= least) continue;
    least = cost;
    best = { rect, clear: covered === 0 };
  }
  return best!;
}

/** Square pixels that two rectangles share, with a margin around the second. */
function overlapOf(a: Rect, b: Rect): number {
  const across = Math.min(a.x + a.width, b.x + b.width + 4) - Math.max(a.x, b.x - 4);
  const down = Math.min(a.y + a.height, b.y + b.height + 4) - Math.max(a.y, b.y - 4);
  return across > 0 && down > 0 ? across * down : 0;
}
