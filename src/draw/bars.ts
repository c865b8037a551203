/** Draws operations as bars from call to answer, with what was asked and told. */
import type { Bar } from '#scene/diagram';
import { apart, clearText, fit, roundRect } from './brush';
import type { DiagramBrush } from './diagram-brush';
import { barReach, laneY, plotOf, xAt } from './diagram-space';
import { mono, versionColour } from './theme';

export function drawBars(brush: DiagramBrush): void {
  apart(brush.ctx, () => {
    for (const bar of brush.diagram.bars)
      if (bar.toUs >= brush.window.fromUs && bar.fromUs <= brush.window.toUs) drawBar(brush, bar);
  });
}

/** Below this a bar has no room for words. */
const LEAST_REACH = 5.5;

function drawBar(brush: DiagramBrush, bar: Bar): void {
  const { ctx, theme, size, window, diagram, selection, hover, witness } = brush;
  const { id, lane, fromUs, toUs, version, state } = bar;
  const reach = barReach(diagram, size);
  const x = xAt(size, window, fromUs);
  const width = Math.max(5, xAt(size, window, toUs) - x);
  const y = laneY(diagram, size, lane);
  const colour = version ? versionColour(theme, version) : theme.muted;
  const lit = witness?.has(id) ?? false;
  roundRect(ctx, { x, y: y - reach, width, height: reach * 2 }, 5);
  ctx.fillStyle = theme.panel;
  ctx.fill();
  ctx.fillStyle = colour;
  ctx.globalAlpha = id === hover || id === selection ? 0.26 : 0.15;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = id === selection ? theme.accent : colour;
  ctx.lineWidth = (lit || id === selection ? 2.4 : 1.5) * theme.stroke;
  ctx.setLineDash(state === 'ok' ? [] : [4, 3]); // Not known to have happened, or known not to have.
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.font = mono(11 * Math.min(1.25, theme.type), 550);
  ctx.fillStyle = colour;
  if (reach > LEAST_REACH) drawLabel(brush, bar, { x, y: y + 0.5, width });
}

/** In the bar, or behind it where that is too short and the lane is free. */
function drawLabel(
  brush: DiagramBrush,
  { label, nextUs }: Bar,
  { x, y, width }: { x: number; y: number; width: number },
): void {
  const { ctx, say, size, window } = brush;
  const text = say(label);
  const needed = ctx.measureText(text).width;
  const free = Math.min(plotOf(size).right, xAt(size, window, nextUs)) - x - width;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  if (needed > width - 8 && needed + 12 <= free) return clearText(brush, text, { x: x + width + 6, y });
  ctx.textAlign = 'center';
  const shown = fit(ctx, text, width - 8);
  if (shown.length * 3 > text.length * 2) ctx.fillText(shown, x + width / 2, y); // A stump says nothing.
}
