/** Draws lanes: a line in the colour of the version that a replica held, broken and hatched while it was down. */
import type { Lane } from '#scene/diagram';
import type { Version } from './pills';
import { apart, fit, hatch, segment } from './brush';
import { inPlot, type Caption } from './captions';
import type { DiagramBrush } from './diagram-brush';
import { barReach, laneHeight, laneY, plotOf, xAt } from './diagram-space';
import { sans, versionColour } from './theme';

/** px. */
const LEAST_NAME = 8;

/** Names of lanes. Where they are too close for one column they stand in two, each with a line to its lane; where even that is too close, the selected one's, those of clients, and of as many others as have room. */
export function drawLaneNames(brush: DiagramBrush): void {
  const { theme, size, diagram, selection } = brush;
  const wanted = (size.width < 480 ? 11 : 12) * Math.min(1.25, theme.type);
  const least = Math.min(...diagram.lanes.map((_, lane) => laneHeight(diagram, size, lane)));
  const columns = least * 1.05 < LEAST_NAME ? 2 : 1;
  const px = Math.min(wanted, Math.max(LEAST_NAME, (columns === 2 ? 1.2 : 1.05) * least)); // Names may touch, but not overlap.
  const rank = ({ id, kind }: Lane) => (id === selection ? 0 : kind === 'client' ? 1 : 2);
  const lanes = diagram.lanes.map((lane, index) => ({ lane, y: laneY(diagram, size, index), column: index % columns }));
  const named: { y: number; column: number }[] = [];
  for (const { lane, y, column } of lanes.toSorted((a, b) => rank(a.lane) - rank(b.lane))) {
    if (named.some((other) => other.column === column && Math.abs(other.y - y) < px * 0.95)) continue;
    named.push({ y, column });
    drawLaneName(brush, lane, { y, px, column: columns === 2 ? column : undefined });
  }
}

/** `column`: of two, the second stands at the lanes. */
function drawLaneName(
  { ctx, theme, size, selection }: DiagramBrush,
  { id, kind, name }: Lane,
  { y, px, column }: { y: number; px: number; column: number | undefined },
): void {
  const { left } = plotOf(size);
  const edge = left < 90 ? 8 : 14;
  ctx.textBaseline = 'middle';
  ctx.textAlign = column === 1 ? 'right' : 'left';
  ctx.font = sans(px, kind === 'replica' ? 620 : 450);
  ctx.fillStyle = id === selection ? theme.accent : kind === 'replica' ? theme.ink : theme.muted;
  const end = left - (left < 90 ? 8 : 12);
  const text = fit(ctx, name, end - (column === undefined ? edge : edge / 2));
  ctx.fillText(text, column === undefined ? edge : column === 1 ? left - 5 : edge / 2, y);
  if (column !== 0) return;
  ctx.strokeStyle = theme.hairline;
  ctx.lineWidth = theme.stroke;
  segment(ctx, { x: edge / 2 + ctx.measureText(text).width + 3, y }, { x: left - 3, y });
}

export function drawLanes(brush: DiagramBrush): void {
  apart(brush.ctx, () => {
    brush.diagram.lanes.forEach((lane, index) => {
      const y = laneY(brush.diagram, brush.size, index);
      drawLane(brush, lane, y);
      drawStops(brush, lane, { y, reach: barReach(brush.diagram, brush.size, index) });
    });
  });
}

function drawLane(brush: DiagramBrush, { stretches, kind, height }: Lane, y: number): void {
  const { ctx, theme, size, window, diagram } = brush;
  const { left, right, top, bottom } = plotOf(size);
  const end = Math.min(right, xAt(size, window, diagram.endsUs));
  const start = Math.max(left, xAt(size, window, 0));
  ctx.strokeStyle = theme.hairline;
  ctx.lineWidth = 1.2 * theme.stroke;
  segment(ctx, { x: start, y }, { x: end, y });
  if (kind === 'client') return;
  const thick = Math.min(4 * Math.sqrt(theme.stroke), (bottom - top) * height * 0.6);
  for (const { fromUs, toUs, version, siblings } of stretches) {
    if (toUs < window.fromUs || fromUs > window.toUs) continue;
    const [from, to] = [Math.max(start, xAt(size, window, fromUs)), Math.min(end, xAt(size, window, toUs))];
    drawStrands(brush, siblings.length > 1 ? siblings : [version], { from, to, y, thick });
  }
}

/** One line in a version's colour; for siblings one each, side by side, as wide as they are many. */
function drawStrands(
  { ctx, theme }: DiagramBrush,
  versions: readonly Version[],
  { from, to, y, thick }: { from: number; to: number; y: number; thick: number },
): void {
  const whole = versions.length === 1 ? thick : thick * 1.5;
  const each = whole / versions.length;
  ctx.lineWidth = each;
  versions.forEach((version, index) => {
    const at = y - whole / 2 + each * (index + 0.5);
    ctx.strokeStyle = versionColour(theme, version);
    segment(ctx, { x: from, y: at }, { x: to, y: at });
  });
}

/** Down time hides the lane behind a hatch; a pause leaves the lane and frames it. */
function drawStops(brush: DiagramBrush, { downs, pauses }: Lane, { y, reach }: { y: number; reach: number }): void {
  const { ctx, theme, size, window, diagram } = brush;
  const stops = stopsOf({ downs, pauses });
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
  }
}

const stopsOf = ({ downs, pauses }: Pick<Lane, 'downs' | 'pauses'>) => [
  ...downs.map((stop) => ({ ...stop, id: 'diagram.down' })),
  ...pauses.map((stop) => ({ ...stop, id: 'diagram.paused' })),
];

/** The words of a stop: at its beginning, in its middle, at its end. */
export function stopCaptions(brush: DiagramBrush): Caption[] {
  const { ctx, theme, size, window, diagram, say } = brush;
  const px = 10.5 * Math.min(1.25, theme.type);
  const font = sans(px, 600);
  ctx.font = font;
  return diagram.lanes.flatMap((lane, index) =>
    stopsOf(lane).flatMap(({ fromUs, toUs, id }): Caption[] => {
      const seen = inPlot(brush, xAt(size, window, fromUs), xAt(size, window, Math.min(toUs, diagram.endsUs)));
      if (!seen) return [];
      const text = say({ id, args: {} });
      const needed = ctx.measureText(text).width;
      const [from, to] = [seen[0] + 6, seen[1] - 6 - needed];
      if (from > to) return [];
      const spots = [from, (from + to) / 2, to, (3 * from + to) / 4, (from + 3 * to) / 4];
      const y = laneY(diagram, size, index) + 0.5;
      return [{ font, px, colour: theme.muted, spots: spots.map((x) => ({ text, x, y, isLined: true })) }];
    }),
  );
}
