/** Draws operations as bars from call to answer, with what was asked and told. */
import type { Bar } from '#scene/diagram';
import { apart, fit, roundRect } from './brush';
import type { DiagramBrush } from './diagram';
import { barReach, laneY, xAt } from './diagram-space';
import { mono, versionColour } from './theme';

export function drawBars(brush: DiagramBrush): void {
  apart(brush.ctx, () => {
    for (const bar of brush.diagram.bars) if (bar.toUs >= brush.window.fromUs && bar.fromUs <= brush.window.toUs) drawBar(brush, bar);
  });
}

function drawBar({ ctx, theme, size, say, window, diagram, selection, hover, witness }: DiagramBrush, { id, lane, fromUs, toUs, label, version, state }: Bar): void {
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
  ctx.font = mono(Math.min(11, reach * 1.15) * Math.min(1.25, theme.type), 550);
  ctx.fillStyle = colour;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(fit(ctx, say(label), width - 8), x + width / 2, y + 0.5);
}
