/** Draws operations as bars from call to answer, and says where what was asked and told may stand. */
import type { Bar } from '#scene/diagram';
import { apart, fit, roundRect } from './brush';
import { inPlot, type Caption, type Spot } from './captions';
import type { DiagramBrush } from './diagram-brush';
import { barReach, laneHeight, laneY, plotOf, xAt } from './diagram-space';
import { mono, versionColour } from './theme';

export function drawBars(brush: DiagramBrush): void {
  apart(brush.ctx, () => {
    for (const bar of brush.diagram.bars)
      if (bar.toUs >= brush.window.fromUs && bar.fromUs <= brush.window.toUs) drawBar(brush, bar);
  });
}

/** Below this a bar has no room for words. */
const LEAST_REACH = 5.5;

const LEAST_WIDTH = 5;

function drawBar(brush: DiagramBrush, bar: Bar): void {
  const { ctx, theme, size, window, diagram, selection, hover, witness } = brush;
  const { id, lane, fromUs, toUs, version, state } = bar;
  const reach = barReach(diagram, size, lane);
  const x = xAt(size, window, fromUs);
  const width = Math.max(LEAST_WIDTH, xAt(size, window, toUs) - x);
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
}

/** What was asked and told: in the bar, or behind or before it where its lane is free, or outside of the outermost lanes. */
export function barCaptions(brush: DiagramBrush): Caption[] {
  const { ctx, theme, size, window, diagram, say } = brush;
  const px = 11 * Math.min(1.25, theme.type);
  const font = mono(px, 550);
  ctx.font = font;
  const ends = new Map<number, number>(); // Of the bar before, by lane.
  return diagram.bars.flatMap((bar) => {
    const [x, end] = [xAt(size, window, bar.fromUs), xAt(size, window, bar.toUs)];
    const before = ends.get(bar.lane) ?? -Infinity;
    ends.set(bar.lane, end);
    const seen = inPlot(brush, x, Math.max(end, x + LEAST_WIDTH));
    if (!seen || bar.toUs < window.fromUs || barReach(diagram, size, bar.lane) <= LEAST_REACH) return [];
    const text = say(bar.label);
    const spots = spotsFor(brush, bar, { text, seen, before, needed: ctx.measureText(text).width, px });
    return [{ font, px, colour: bar.version ? versionColour(theme, bar.version) : theme.muted, spots }];
  });
}

function spotsFor(
  { ctx, size, window, diagram }: DiagramBrush,
  { lane, nextUs }: Bar,
  {
    text,
    seen: [from, to],
    before,
    needed,
    px,
  }: { text: string; seen: [number, number]; before: number; needed: number; px: number },
): Spot[] {
  const { left, right } = plotOf(size);
  const y = laneY(diagram, size, lane) + 0.5;
  const next = Math.min(right, xAt(size, window, nextUs));
  const spots: Spot[] = [];
  if (needed <= to - from - 8) spots.push({ text, x: (from + to - needed) / 2, y });
  if (needed + 12 <= next - to) spots.push({ text, x: to + 6, y, isLined: true });
  if (needed + 12 <= from - Math.max(left, before)) spots.push({ text, x: from - 6 - needed, y, isLined: true });
  const outside = lane === 0 ? -1 : lane === diagram.lanes.length - 1 ? 1 : 0;
  const off = barReach(diagram, size, lane) + px * 0.8;
  const hasRoom = laneHeight(diagram, size, lane) / 2 > off + px * 0.4;
  if (outside !== 0 && hasRoom && needed <= next - from) spots.push({ text, x: from, y: y + outside * off });
  if (spots.length > 0) return spots;
  const shown = fit(ctx, text, to - from - 8);
  if (shown !== text && shown.length * 3 > text.length * 2)
    // A stump says nothing.
    spots.push({ text: shown, x: (from + to - ctx.measureText(shown).width) / 2, y });
  return spots;
}
