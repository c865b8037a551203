/** Draws cuts as hatched bands above the lanes that they set apart, with the cut's name where it has room. */
import type { Band } from '#scene/diagram';
import { apart, clearText, fit, hatch } from './brush';
import type { DiagramBrush } from './diagram-brush';
import { laneHeight, laneY, plotOf, xAt } from './diagram-space';
import { sans } from './theme';

export function drawBands(brush: DiagramBrush): void {
  apart(brush.ctx, () => {
    for (const band of brush.diagram.bands)
      if (band.toUs >= brush.window.fromUs && band.fromUs <= brush.window.toUs) drawBand(brush, band);
  });
}

function drawBand(brush: DiagramBrush, { id, fromUs, toUs, lanes, name }: Band): void {
  const { ctx, theme, size, window, diagram, selection, hover, say } = brush;
  const { left, right } = plotOf(size);
  const x = Math.max(left, xAt(size, window, fromUs));
  const width = Math.min(right, xAt(size, window, toUs)) - x;
  const height = laneHeight(diagram, size) * 0.52;
  lanes.forEach((lane, index) => {
    const y = laneY(diagram, size, lane) - 3 - height;
    ctx.strokeStyle = theme.violated;
    ctx.globalAlpha = id === selection || id === hover ? 0.6 : 0.28;
    ctx.lineWidth = 1.1 * theme.stroke;
    hatch(ctx, { x, y, width, height }, 8);
    ctx.globalAlpha = 1;
    if (index === 0)
      drawName(brush, say(name), { x: x + width, y: y + height / 2, room: right - x - width, inside: width });
  });
}

/** Behind the band where there is room, else in its right end. */
function drawName(
  brush: DiagramBrush,
  text: string,
  { x, y, room, inside }: { x: number; y: number; room: number; inside: number },
): void {
  const { ctx, theme } = brush;
  ctx.font = sans(10.5 * Math.min(1.25, theme.type));
  ctx.textBaseline = 'middle';
  const width = ctx.measureText(text).width;
  ctx.fillStyle = theme.muted;
  ctx.textAlign = 'left';
  if (width + 8 <= room) return clearText(brush, text, { x: x + 6, y });
  const shown = fit(ctx, text, inside - 12);
  if (shown === '') return;
  ctx.textAlign = 'right';
  clearText(brush, shown, { x: x - 4, y });
}
