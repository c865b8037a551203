/** Draws what stands on the stage besides cards: the ring of keys, trees that are compared, the details of what is selected. */
import type { Frame, FrameReplica } from '#scene/frame';
import { apart, segment, type Brush, type Marks, type Pixel, type Rect } from './brush';
import { detailRows, detailSize, drawDetails } from './details';
import { obstaclesOf, placeInset } from './insets';
import { drawRing, ringSize, type RingShape } from './rings';
import { cardRect } from './stage-space';
import { drawTree, treeSize } from './trees';

/** Radii of the ring that are tried, the largest first. */
const RADII = [58, 46, 36] as const;

/** A replica's name by its id, where that is what is selected or focused. */
const chosenOf = ({ replicas }: Frame, { selection, focus }: Marks): FrameReplica | undefined =>
  replicas.find(({ id }) => id === focus) ?? replicas.find(({ id }) => id === selection);

/** Below all that moves, so that nothing of it is hidden; left out where nothing has room. */
export function drawRingBelow(brush: Brush, frame: Frame, marks: Marks): void {
  const placed = ringPlace(brush, frame);
  if (!placed) return;
  const marked = chosenOf(frame, marks)?.name;
  apart(brush.ctx, () => drawRing(brush, frame.ring!, { ...placed, marked }));
}

function ringPlace(brush: Brush, frame: Frame): (RingShape & { rect: Rect }) | undefined {
  const { ring } = frame;
  if (!ring) return undefined;
  const { width, height } = brush.size;
  const obstacles = obstaclesOf(brush, frame);
  for (const each of RADII)
    for (const list of ['beside', 'below'] as const) {
      const shape = { radius: each * brush.scale, list };
      const near = { x: width / 2, y: height * 0.6 };
      const { rect, clear } = placeInset(brush.size, ringSize(brush, ring, shape), { near, obstacles });
      if (clear) return { rect, ...shape };
    }
  return undefined;
}

interface PlacedTree {
  readonly tree: FrameReplica['trees'][number];
  readonly owner: FrameReplica;
  readonly rect: Rect;
  readonly clear: boolean;
}

/** A place for each tree; one that finds no room takes none from the others. */
function placeTrees(brush: Brush, frame: Frame): PlacedTree[] {
  const comparing = frame.replicas.filter(({ trees }) => trees.length > 0);
  if (comparing.length === 0) return [];
  const taken = takenBy(brush, frame);
  return comparing.flatMap((owner) =>
    owner.trees.map((tree) => {
      const near = middleOf(brush, owner);
      const { rect, clear } = placeInset(brush.size, treeSize(brush, tree), { near, obstacles: taken });
      if (clear) taken.push(rect);
      return { tree, owner, rect, clear };
    }),
  );
}

function takenBy(brush: Brush, frame: Frame): Rect[] {
  const ring = ringPlace(brush, frame);
  return [...obstaclesOf(brush, frame), ...(ring ? [ring.rect] : [])];
}

/** What the ring and the trees take of the stage: words there are not to be covered. */
export function insetRects(brush: Brush, frame: Frame): Rect[] {
  const ring = ringPlace(brush, frame);
  const trees = placeTrees(brush, frame).filter(({ clear }) => clear);
  return [...(ring ? [ring.rect] : []), ...trees.map(({ rect }) => rect)];
}

/** Trees that have room, below the messages. */
export function drawTreesBelow(brush: Brush, frame: Frame): void {
  apart(brush.ctx, () => {
    for (const { tree, rect, clear } of placeTrees(brush, frame)) if (clear) drawTree(brush, tree, rect);
  });
}

/** On top of everything, of the replica that is selected: trees that found no room, and its details. */
export function drawBesides(brush: Brush, frame: Frame, marks: Marks): void {
  const chosen = chosenOf(frame, marks);
  if (!chosen) return;
  const trees = placeTrees(brush, frame);
  apart(brush.ctx, () => {
    for (const { tree, owner, rect, clear } of trees) if (owner === chosen && !clear) drawTree(brush, tree, rect);
    drawDetailsOf(brush, chosen, [...takenBy(brush, frame), ...trees.map(({ rect }) => rect)]);
  });
}

function drawDetailsOf(brush: Brush, replica: FrameReplica, obstacles: readonly Rect[]): void {
  const rows = detailRows(brush, replica);
  if (rows.length === 0) return;
  const size = detailSize(brush, replica, rows, brush.size.width * 0.45);
  const { rect } = placeInset(brush.size, size, { near: middleOf(brush, replica), obstacles });
  drawLeader(brush, cardRect(replica, brush.size, brush.scale), rect);
  drawDetails(brush, replica, { rows, rect });
}

/** From the card to its details, which may stand further off. */
function drawLeader({ ctx, theme }: Brush, card: Rect, details: Rect): void {
  const from = nearestIn(card, { x: details.x + details.width / 2, y: details.y + details.height / 2 });
  ctx.strokeStyle = theme.accent;
  ctx.lineWidth = 1.3 * theme.stroke;
  ctx.setLineDash([2, 3]);
  segment(ctx, from, nearestIn(details, from));
  ctx.setLineDash([]);
}

const nearestIn = ({ x, y, width, height }: Rect, to: Pixel): Pixel => ({
  x: clamp(to.x, x, x + width),
  y: clamp(to.y, y, y + height),
});

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

function middleOf({ size, scale }: Brush, replica: FrameReplica): Pixel {
  const { x, y, width, height } = cardRect(replica, size, scale);
  return { x: x + width / 2, y: y + height / 2 };
}
