/** Hides the part of the diagram that a prediction locks: what has not been predicted is not given away. */
import { apart, type Size } from './brush';
import { plotOf, xAt, type Window } from './diagram-space';
import type { Theme } from './theme';

export interface VeilLook {
  readonly theme: Theme;
  readonly size: Size;
  readonly window: Window;
  readonly fromUs: number;
}

export function paintVeil(ctx: CanvasRenderingContext2D, { theme, size, window, fromUs }: VeilLook): void {
  const { right, bottom } = plotOf(size);
  const left = Math.max(plotOf(size).left - 8, xAt(size, window, fromUs));
  if (left > right + 16) return;
  apart(ctx, () => {
    ctx.fillStyle = theme.panel;
    ctx.fillRect(left, 0, size.width - left, bottom);
    ctx.beginPath();
    ctx.rect(left, 0, size.width - left, bottom);
    ctx.clip();
    ctx.strokeStyle = theme.faint;
    ctx.lineWidth = theme.stroke;
    ctx.beginPath();
    for (let x = left; x < size.width + bottom; x += 10) {
      ctx.moveTo(x, 0);
      ctx.lineTo(x - bottom, bottom);
    }
    ctx.stroke();
  });
}
