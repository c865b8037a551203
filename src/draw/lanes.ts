/** Draws lanes: a line in the colour of the version that a replica held, broken and hatched while it was down. */
import type { Lane } from '#scene/diagram';
import { apart, fit, hatch, segment } from './brush';
import type { DiagramBrush } from './diagram-brush';
import { barReach, laneHeight, laneY, plotOf, xAt } from './diagram-space';
import { sans, versionColour } from './theme';

/** px. */
const LEAST_NAME = 8;

export function drawLaneNames({ ctx, theme, size, diagram, selection }: DiagramBrush): void {
  const { left } = plotOf(size);
  const wanted = (size.width < 480 ? 11 : 12) * Math.min(1.25, theme.type);
  const px = Math.min(wanted, Math.max(LEAST_NAME, laneHeight(diagram, size) * 1.15)); // Names may touch, but not overlap.
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  diagram.lanes.forEach(({ id, name, kind }, lane) => {
    ctx.fillStyle = id === selection ? theme.accent : kind === 'replica' ? theme.ink : theme.muted;
    ctx.font = sans(px, kind === 'replica' ? 620 : 450);
    ctx.fillText(fit(ctx, name, left - (left < 90 ? 16 : 26)), left < 90 ? 8 : 14, laneY(diagram, size, lane));
  });
}

export function drawLanes(brush: DiagramBrush): void {
  apart(brush.ctx, () => {
    brush.diagram.lanes.forEach((lane, index) => {
      const y = laneY(brush.diagram, brush.size, index);
      drawLane(brush, lane, y);
      drawStops(brush, lane, y);
    });
  });
}

function drawLane({ ctx, theme, size, window, diagram }: DiagramBrush, { stretches, kind }: Lane, y: number): void {
  const end = Math.min(plotOf(size).right, xAt(size, window, diagram.endsUs));
  const start = Math.max(plotOf(size).left, xAt(size, window, 0));
  ctx.strokeStyle = theme.hairline;
  ctx.lineWidth = 1.2 * theme.stroke;
  segment(ctx, { x: start, y }, { x: end, y });
  if (kind === 'client') return;
  ctx.lineWidth = 4 * Math.sqrt(theme.stroke);
  for (const { fromUs, toUs, version } of stretches) {
    if (toUs < window.fromUs || fromUs > window.toUs) continue;
    ctx.strokeStyle = versionColour(theme, version);
    segment(
      ctx,
      { x: Math.max(start, xAt(size, window, fromUs)), y },
      { x: Math.min(end, xAt(size, window, toUs)), y },
    );
  }
}

/** Down time hides the lane behind a hatch; a pause leaves the lane and frames it. */
function drawStops(brush: DiagramBrush, { downs, pauses }: Lane, y: number): void {
  const { ctx, theme, size, window, diagram, say } = brush;
  const reach = barReach(diagram, size);
  const stops = [
    ...downs.map((stop) => ({ ...stop, id: 'diagram.down' })),
    ...pauses.map((stop) => ({ ...stop, id: 'diagram.paused' })),
  ];
  for (const { fromUs, toUs, id } of stops) {
    const x = Math.max(plotOf(size).left, xAt(size, window, fromUs));
    const width = Math.min(plotOf(size).right, xAt(size, window, Math.min(toUs, diagram.endsUs))) - x;
    if (width <= 0) continue;
    const rect = { x, y: y - reach, width, height: reach * 2 };
    ctx.fillStyle = theme.sunken;
    if (id === 'diagram.down') ctx.fillRect(rect.x, rect.y, rect.width, rect.height);
    ctx.strokeStyle = theme.muted;
    ctx.globalAlpha = 0.55;
    ctx.lineWidth = theme.stroke;
    if (id === 'diagram.down') hatch(ctx, rect, 7);
    else ctx.strokeRect(rect.x, rect.y, rect.width, rect.height);
    ctx.globalAlpha = 1;
    drawStopName(brush, say({ id, args: {} }), { x, y, width });
  }
}

function drawStopName(
  { ctx, theme }: DiagramBrush,
  text: string,
  { x, y, width }: { x: number; y: number; width: number },
): void {
  const px = 10.5 * Math.min(1.25, theme.type);
  ctx.font = sans(px, 600);
  const room = ctx.measureText(text).width + 10;
  if (room > width) return;
  ctx.fillStyle = theme.panel;
  ctx.fillRect(x + 5, y - px * 0.75, room, px * 1.5);
  ctx.fillStyle = theme.muted;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, x + 10, y + 0.5);
}
