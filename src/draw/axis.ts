/** Draws the axis of virtual time, and the cursor that all views share. */
import type { TimeMark } from '#scene/diagram';
import { apart, clearText, disc, segment } from './brush';
import type { DiagramBrush } from './diagram-brush';
import { plotOf, xAt } from './diagram-space';
import { mono, sans } from './theme';

export function drawAxis({ ctx, theme, size, say, window }: DiagramBrush): void {
  const { left, right, bottom } = plotOf(size);
  apart(ctx, () => {
    ctx.fillStyle = theme.muted;
    ctx.font = mono(10 * Math.min(1.25, theme.type));
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    for (const atUs of ticksOf(window.fromUs, window.toUs, Math.max(2, (right - left) / 150))) {
      const text = say({ id: 'diagram.time', args: { atUs } });
      const reach = ctx.measureText(text).width / 2;
      const x = xAt(size, window, atUs);
      ctx.fillText(text, Math.min(size.width - reach - 8, x), bottom + 11);
    }
  });
}

/** Steps that divide a unit well: tens of µs, ms and s; then minutes, hours and days. */
const LONG_STEPS = [6e7, 12e7, 3e8, 6e8, 18e8, 36e8, 72e8, 216e8, 432e8, 864e8, 1728e8, 4320e8];

/** Round times (µs) in the window, about `count` of them. */
export function ticksOf(fromUs: number, toUs: number, count: number): number[] {
  const least = (toUs - fromUs) / count;
  const step = stepFrom(least);
  const ticks: number[] = [];
  for (let at = Math.ceil(fromUs / step) * step; at <= toUs; at += step) ticks.push(at);
  return ticks;
}

function stepFrom(least: number): number {
  for (let unit = 1; unit <= 1e7; unit *= 10)
    for (const factor of [1, 2, 5]) if (unit * factor >= least && unit * factor < 6e7) return unit * factor;
  return LONG_STEPS.find((step) => step >= least) ?? LONG_STEPS.at(-1)!;
}

/** A dashed line through all lanes, named at its foot. */
export function drawMark({ ctx, theme, size, window, say }: DiagramBrush, { atUs, name }: TimeMark): void {
  if (atUs < window.fromUs || atUs > window.toUs) return;
  const x = xAt(size, window, atUs);
  const { bottom } = plotOf(size);
  apart(ctx, () => {
    ctx.strokeStyle = ctx.fillStyle = theme.accent;
    ctx.lineWidth = 1.5 * theme.stroke;
    ctx.setLineDash([5, 4]);
    segment(ctx, { x, y: 4 }, { x, y: bottom });
    ctx.font = sans(10.5 * theme.type, 600);
    ctx.textBaseline = 'bottom';
    ctx.textAlign = x > size.width / 2 ? 'right' : 'left';
    clearText({ ctx, theme }, say(name), { x: x + (x > size.width / 2 ? -5 : 5), y: bottom - 2 });
  });
}

export function drawCursor({ ctx, theme, size, window }: DiagramBrush, atUs: number): void {
  if (atUs < window.fromUs || atUs > window.toUs) return;
  const x = xAt(size, window, atUs);
  const { bottom } = plotOf(size);
  apart(ctx, () => {
    ctx.strokeStyle = ctx.fillStyle = theme.ink;
    ctx.lineWidth = 1.5 * theme.stroke;
    segment(ctx, { x, y: 6 }, { x, y: bottom });
    disc(ctx, { x, y: 6 }, 4.5);
    ctx.fill();
  });
}
