/** Draws the quiet paper that everything stands on: a panel with a grid of dots. */
import type { Brush } from './brush';

const GAP = 23;

export function drawGround({ ctx, theme, size }: Brush): void {
  ctx.fillStyle = theme.panel;
  ctx.fillRect(0, 0, size.width, size.height);
  ctx.fillStyle = theme.faint;
  const dot = 1.2 * theme.stroke;
  for (let y = GAP / 2; y < size.height; y += GAP)
    for (let x = GAP / 2; x < size.width; x += GAP) ctx.fillRect(x, y, dot, dot);
}
