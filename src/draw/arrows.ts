/** Draws messages as arrows between lanes: dashed where a cut held them, with a bar where it holds them still, broken off with a cross where they were lost. */
import type { Arrow } from '#scene/diagram';
import { apart, cross, disc, segment, type Pixel } from './brush';
import type { DiagramBrush } from './diagram-brush';
import { arrowEnds } from './diagram-space';
import { versionColour } from './theme';

export function drawArrows(brush: DiagramBrush): void {
  const { fromUs, toUs } = brush.window;
  apart(brush.ctx, () => {
    for (const arrow of brush.diagram.arrows) if (arrow.toUs >= fromUs && arrow.fromUs <= toUs) drawArrow(brush, arrow);
  });
}

/** Questions and acknowledgements carry no value: they stay in the background. */
function colourOf({ theme }: DiagramBrush, { facts: { kind, version, refuses } }: Arrow): string {
  if (refuses) return theme.violated;
  return kind === 'acknowledgement' || kind === 'heartbeat' ? theme.muted : versionColour(theme, version);
}

function drawArrow(brush: DiagramBrush, arrow: Arrow): void {
  const { ctx, theme, diagram, selection, hover, witness } = brush;
  const { tail, head } = arrowEnds(diagram, arrow, brush);
  const marked = arrow.id === selection || arrow.id === hover;
  const lit = witness?.has(arrow.id) ?? false;
  const isBeat = arrow.facts.kind === 'heartbeat' && !arrow.facts.refuses;
  if (isBeat && !marked) return drawBeat(brush, { tail, head });
  const colour = lit ? theme.violated : arrow.id === selection ? theme.accent : colourOf(brush, arrow);
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.lineWidth = (marked || lit ? 2.4 : 1.4) * theme.stroke;
  ctx.setLineDash(arrow.holds.length > 0 ? [4, 3] : arrow.facts.twin ? [1.5, 3] : []);
  segment(ctx, tail, head);
  ctx.setLineDash([]);
  if (arrow.outcome === 'lost') {
    ctx.strokeStyle = theme.violated;
    ctx.lineWidth = 2 * theme.stroke;
    cross(ctx, head, 4.5);
    return;
  }
  if (arrow.stuck) drawStop(ctx, { tail, head, wing: 4.5 * Math.sqrt(theme.stroke) });
  else drawHead(ctx, { tail, head, length: (marked ? 11 : 8.5) * Math.sqrt(theme.stroke) });
  if (arrow.edited) drawPin(brush, head);
}

/** Heartbeats are the ground against which the rest happens. */
function drawBeat({ ctx, theme }: DiagramBrush, { tail, head }: { tail: Pixel; head: Pixel }): void {
  ctx.strokeStyle = theme.hairline;
  ctx.lineWidth = theme.stroke;
  segment(ctx, tail, head);
}

function drawHead(
  ctx: CanvasRenderingContext2D,
  { tail, head, length }: { tail: Pixel; head: Pixel; length: number },
): void {
  const [dx, dy] = [head.x - tail.x, head.y - tail.y];
  const way = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / way, dy / way];
  const wing = length * 0.42;
  const foot = { x: head.x - ux * length, y: head.y - uy * length };
  ctx.beginPath();
  ctx.moveTo(head.x, head.y);
  ctx.lineTo(foot.x - uy * wing, foot.y + ux * wing);
  ctx.lineTo(foot.x + uy * wing, foot.y - ux * wing);
  ctx.closePath();
  ctx.fill();
}

/** Where a message still stands at the end of the run: a bar, and no head that would say that it has arrived. */
function drawStop(
  ctx: CanvasRenderingContext2D,
  { tail, head, wing }: { tail: Pixel; head: Pixel; wing: number },
): void {
  const way = Math.hypot(head.x - tail.x, head.y - tail.y) || 1;
  const [x, y] = [((head.y - tail.y) / way) * wing, ((head.x - tail.x) / way) * wing];
  segment(ctx, { x: head.x - x, y: head.y + y }, { x: head.x + x, y: head.y - y });
}

/** A message that the learner has moved. */
function drawPin({ ctx, theme }: DiagramBrush, head: Pixel): void {
  ctx.strokeStyle = theme.accent;
  ctx.lineWidth = 1.8 * theme.stroke;
  disc(ctx, head, 7);
  ctx.stroke();
}
