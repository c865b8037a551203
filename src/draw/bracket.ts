/** Draws the bracket of a violated guarantee: it joins the operations that contradict each other and says why. */
import type { Bracket } from '#scene/diagram';
import { apart, fit, polyline, roundRect, type Pixel } from './brush';
import type { DiagramBrush } from './diagram-brush';
import { barReach, laneY, plotOf, xAt } from './diagram-space';
import { sans } from './theme';

const TOP = 13;

/** Where it begins and ends, within the plot. */
function endsOf({ size, window }: DiagramBrush, { from, to }: Bracket): [number, number] {
  const { left, right } = plotOf(size);
  const within = (atUs: number) => Math.min(right, Math.max(left, xAt(size, window, atUs)));
  return [within(from.atUs), within(to.atUs)];
}

/** Up from one operation, along above all lanes, and down to the other. */
function cornersOf(brush: DiagramBrush, bracket: Bracket): [Pixel, Pixel, Pixel, Pixel] {
  const { size, diagram } = brush;
  const [x1, x2] = endsOf(brush, bracket);
  const foot = (lane: number) => laneY(diagram, size, lane) - barReach(diagram, size, lane);
  return [
    { x: x1, y: foot(bracket.from.lane) },
    { x: x1, y: TOP },
    { x: x2, y: TOP },
    { x: x2, y: foot(bracket.to.lane) },
  ];
}

/** Its upright lines, which pass through lanes. */
export function bracketLines(brush: DiagramBrush, bracket: Bracket): [Pixel, Pixel][] {
  const [first, above, beside, last] = cornersOf(brush, bracket);
  return [
    [first, above],
    [beside, last],
  ];
}

export function drawBracketLine(brush: DiagramBrush, bracket: Bracket): void {
  const { ctx, theme } = brush;
  apart(ctx, () => {
    ctx.strokeStyle = theme.violated;
    ctx.lineWidth = 1.6 * theme.stroke;
    ctx.setLineDash([2, 3]);
    polyline(ctx, cornersOf(brush, bracket));
    ctx.setLineDash([]);
  });
}

export function drawBracketWords(brush: DiagramBrush, bracket: Bracket): void {
  const { ctx, theme, size, say } = brush;
  const { left, right } = plotOf(size);
  const [x1, x2] = endsOf(brush, bracket);
  apart(ctx, () => {
    const px = 10.5 * Math.min(1.25, theme.type);
    ctx.font = sans(px, 650);
    const text = fit(ctx, say(bracket.phrase), right - left - 20);
    const width = ctx.measureText(text).width + 18;
    const x = Math.min(right - width, Math.max(left, (x1 + x2 - width) / 2));
    ctx.fillStyle = theme.violated;
    roundRect(ctx, { x, y: TOP - px * 0.86, width, height: px * 1.72 }, px);
    ctx.fill();
    ctx.fillStyle = theme.onViolated;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(text, x + width / 2, TOP + 0.5);
  });
}
