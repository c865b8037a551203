/** Draws links: thin curves, faint while nothing uses them, dashed where cut, sparser where slow. */
import type { Frame, FrameLink } from '#scene/frame';
import { apart, clearText, type Brush } from './brush';
import { toPixel } from './stage-space';
import { sans } from './theme';

export function drawLinks(
  brush: Brush,
  { links }: Frame,
  {
    selection,
    focus,
    witness,
  }: { selection?: string | undefined; focus?: string | undefined; witness?: ReadonlySet<string> | undefined },
): void {
  const faint = isThicket(links);
  apart(brush.ctx, () => {
    for (const link of links)
      drawLink(brush, link, {
        faint,
        marked: link.id === selection || link.id === focus,
        lit: witness?.has(link.id) ?? false,
      });
  });
}

/** Beyond so many links each is fainter, and nothing can keep clear of them all. */
const MANY = 40;

export const isThicket = (links: readonly FrameLink[]): boolean => links.length > MANY;

function drawLink(
  brush: Brush,
  { curve, used, cut, slow, delay }: FrameLink,
  { marked, lit, faint }: { marked: boolean; lit: boolean; faint: boolean },
): void {
  const { ctx, theme, size, say, scale } = brush;
  const [from, control, to] = [toPixel(size, curve.from), toPixel(size, curve.control), toPixel(size, curve.to)];
  ctx.strokeStyle = lit ? theme.violated : marked ? theme.accent : theme.muted;
  ctx.globalAlpha = marked || lit ? 1 : used && !faint ? 0.55 : 0.22;
  ctx.lineWidth = (marked || lit ? 2.4 : 1.3) * theme.stroke;
  ctx.setLineDash(cut ? [5, 5] : slow ? [2, 7] : []);
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.quadraticCurveTo(control.x, control.y, to.x, to.y);
  ctx.stroke();
  if (!delay || !(slow || marked)) return;
  ctx.globalAlpha = 1;
  ctx.fillStyle = theme.muted;
  ctx.font = sans(Math.max(10, 11 * scale) * theme.type);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  clearText(brush, say(delay), { x: (from.x + 2 * control.x + to.x) / 4, y: (from.y + 2 * control.y + to.y) / 4 });
}
