/** Draws cuts: a torn line across each link that is cut, with its name and how much it holds back. */
import type { Frame, FrameRift } from '#scene/frame';
import { apart, clearText, fit, polyline, type Brush, type Pixel } from './brush';
import { RIFT_REACH, toPixel } from './stage-space';
import { sans } from './theme';

const TEETH = 4;
const TOOTH = 7;

export function drawRifts(brush: Brush, { rifts }: Frame, selection?: string): void {
  apart(brush.ctx, () => {
    for (const rift of rifts) drawTear(brush, rift, rift.id === selection);
    for (const rift of rifts) if (rift.name) drawName(brush, rift);
  });
}

function drawTear({ ctx, theme, size, scale }: Brush, rift: FrameRift, selected: boolean): void {
  const points = tear(rift, size, scale);
  ctx.lineJoin = 'miter';
  ctx.strokeStyle = theme.panel;
  ctx.lineWidth = 12 * scale;
  polyline(ctx, points);
  ctx.strokeStyle = theme.violated;
  ctx.globalAlpha = selected ? 0.32 : 0.16;
  ctx.lineWidth = 9 * scale;
  polyline(ctx, points);
  ctx.globalAlpha = 1;
  ctx.lineWidth = 2 * theme.stroke;
  polyline(ctx, points);
}

/** A zigzag across the link: upright over a level one, level over a steep one, since a slanting tear looks like stairs. */
function tear({ at, along }: FrameRift, size: Brush['size'], scale: number): Pixel[] {
  const middle = toPixel(size, at);
  const isSteep = Math.abs(along.y * size.height) > 1.6 * Math.abs(along.x * size.width);
  return Array.from({ length: TEETH + 1 }, (_, index) => {
    const across = ((index / TEETH) * 2 - 1) * RIFT_REACH * scale;
    const tooth = (index % 2 === 0 ? -1 : 1) * TOOTH * scale;
    return isSteep ? { x: middle.x + across, y: middle.y + tooth } : { x: middle.x + tooth, y: middle.y + across };
  });
}

/** Beside the tear's right end, or its left one where the stage ends. */
function drawName(brush: Brush, rift: FrameRift): void {
  const { ctx, theme, size, say, scale } = brush;
  const px = Math.max(10, 11.5 * scale) * theme.type;
  const points = tear(rift, size, scale).sort((a, b) => a.x - b.x);
  const [name, held] = [say(rift.name!), rift.held > 0 ? say(rift.heldWords) : ''];
  ctx.font = sans(px, 650);
  const width = Math.max(ctx.measureText(name).width, ctx.measureText(held).width);
  const right = points.at(-1)!.x + 10 + width <= size.width;
  const end = right ? points.at(-1)! : points[0]!;
  const at = { x: end.x + (right ? 10 : -10), y: toPixel(size, rift.at).y - (held ? px * 0.6 : 0) };
  ctx.textAlign = right ? 'left' : 'right';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = theme.ink;
  clearText(brush, fit(ctx, name, size.width), at);
  ctx.fillStyle = theme.muted;
  ctx.font = sans(px * 0.95);
  if (held) clearText(brush, fit(ctx, held, size.width), { x: at.x, y: at.y + px * 1.28 });
}
