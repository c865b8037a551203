/** Draws the bracket of a violated guarantee: it joins the operations that contradict each other and says why. */
import type { Bracket } from '#scene/diagram';
import { apart, fit, polyline, roundRect } from './brush';
import type { DiagramBrush } from './diagram-brush';
import { barReach, laneY, plotOf, xAt } from './diagram-space';
import { sans } from './theme';

const TOP = 13;

export function drawBracket(brush: DiagramBrush, { from, to, phrase }: Bracket): void {
  const { ctx, theme, size, say, window, diagram } = brush;
  const { left, right } = plotOf(size);
  const within = (x: number) => Math.min(right, Math.max(left, x));
  const reach = barReach(diagram, size);
  const [x1, x2] = [within(xAt(size, window, from.atUs)), within(xAt(size, window, to.atUs))];
  const foot = (lane: number) => laneY(diagram, size, lane) - reach;
  apart(ctx, () => {
    ctx.strokeStyle = theme.violated;
    ctx.lineWidth = 1.6 * theme.stroke;
    ctx.setLineDash([2, 3]);
    polyline(ctx, [
      { x: x1, y: foot(from.lane) },
      { x: x1, y: TOP },
      { x: x2, y: TOP },
      { x: x2, y: foot(to.lane) },
    ]);
    ctx.setLineDash([]);
    const px = 10.5 * Math.min(1.25, theme.type);
    ctx.font = sans(px, 650);
    const text = fit(ctx, say(phrase), right - left - 20);
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
