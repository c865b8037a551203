/** Draws what nobody may miss as a pill in the upper corner of the stage: two primaries at once. */
import type { Frame } from '#scene/frame';
import { apart, roundRect, type Brush } from './brush';
import { cardRect } from './stage-space';
import { sans } from './theme';

const INSET = 8;

export function drawNotice(brush: Brush, frame: Frame): void {
  const { ctx, theme, scale, say } = brush;
  if (frame.notice.length === 0) return;
  apart(ctx, () => {
    const px = Math.max(11, 12.5 * scale) * theme.type;
    ctx.font = sans(px, 650);
    const room = roomBelow(brush, frame, INSET + px * 2) - px * 1.8;
    const texts = frame.notice.map(say);
    const text = texts.find((each) => ctx.measureText(each).width <= room) ?? texts.at(-1)!;
    const width = ctx.measureText(text).width + px * 1.8;
    const rect = { x: INSET, y: INSET, width, height: px * 2 };
    ctx.fillStyle = theme.violated;
    roundRect(ctx, rect, px);
    ctx.fill();
    ctx.fillStyle = theme.onViolated;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(text, rect.x + width / 2, rect.y + px + 0.5);
  });
}

/** How far the pill may reach before it meets a card. */
function roomBelow({ size, scale }: Brush, { replicas }: Frame, bottom: number): number {
  const cards = replicas.map((replica) => cardRect(replica, size, scale)).filter(({ y }) => y < bottom);
  return Math.min(size.width, ...cards.map(({ x }) => x)) - INSET * 2;
}
