/** Draws what nobody may miss as a pill in the upper corner of the stage: two primaries at once. */
import type { Frame } from '#scene/frame';
import { apart, fit, roundRect, type Brush } from './brush';
import { sans } from './theme';

export function drawNotice({ ctx, theme, size, scale, say }: Brush, { notice }: Frame): void {
  if (!notice) return;
  apart(ctx, () => {
    const px = Math.max(11, 12.5 * scale) * theme.type;
    ctx.font = sans(px, 650);
    const text = fit(ctx, say(notice), size.width - px * 4);
    const width = ctx.measureText(text).width + px * 1.8;
    const rect = { x: 8, y: 8, width, height: px * 2 };
    ctx.fillStyle = theme.violated;
    roundRect(ctx, rect, px);
    ctx.fill();
    ctx.fillStyle = theme.onViolated;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(text, rect.x + width / 2, rect.y + px + 0.5);
  });
}
