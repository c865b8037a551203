/** Draws cuts: a torn line across each link that is cut, with its name and how much it holds back. */
import { line } from 'd3-shape';
import type { Frame, FrameRift } from '#scene/frame';
import { apart, fit, type Brush, type Pixel } from './brush';
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
  const path = line<Pixel>(({ x }) => x, ({ y }) => y).context(ctx);
  ctx.lineJoin = 'miter';
  ctx.strokeStyle = theme.panel;
  ctx.lineWidth = 12 * scale;
  trace(ctx, path, points);
  ctx.strokeStyle = theme.violated;
  ctx.globalAlpha = selected ? 0.32 : 0.16;
  ctx.lineWidth = 9 * scale;
  trace(ctx, path, points);
  ctx.globalAlpha = 1;
  ctx.lineWidth = 2 * theme.stroke;
  trace(ctx, path, points);
}

function trace(ctx: CanvasRenderingContext2D, path: (points: Pixel[]) => void, points: Pixel[]): void {
  ctx.beginPath();
  path(points);
  ctx.stroke();
}

/** A zigzag across the link: from one side of it to the other, teeth along it. */
function tear({ at, along }: FrameRift, size: Brush['size'], scale: number): Pixel[] {
  const middle = toPixel(size, at);
  const [dx, dy] = [along.x * size.width, along.y * size.height];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  return Array.from({ length: TEETH + 1 }, (_, index) => {
    const across = ((index / TEETH) * 2 - 1) * RIFT_REACH * scale;
    const tooth = (index % 2 === 0 ? -1 : 1) * TOOTH * scale;
    return { x: middle.x - uy * across + ux * tooth, y: middle.y + ux * across + uy * tooth };
  });
}

function drawName({ ctx, theme, size, say, scale }: Brush, { at, name, held, heldWords }: FrameRift): void {
  const { x, y } = toPixel(size, at);
  const px = Math.max(10, 11.5 * scale) * theme.type;
  const left = x + 24 * scale;
  const room = size.width - left - 6;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.fillStyle = theme.ink;
  ctx.font = sans(px, 650);
  ctx.fillText(fit(ctx, say(name!), room), left, y - 2);
  if (held === 0) return;
  ctx.fillStyle = theme.muted;
  ctx.font = sans(px * 0.95);
  ctx.fillText(fit(ctx, say(heldWords), room), left, y + px * 1.25);
}
