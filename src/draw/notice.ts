/** Draws what nobody may miss as a pill in the upper corner of the stage, or the nearest place that is free: two primaries at once. */
import type { Frame } from '#scene/frame';
import { apart, roundRect, type Brush, type Rect } from './brush';
import { obstaclesOf, placeInset } from './insets';
import { riftNames } from './rifts';
import { sans } from './theme';

interface Notice {
  readonly text: string;
  readonly rect: Rect;
  readonly px: number;
}

/** In as many words as have room clear of everything else; else in the fewest. */
function noticeOf(brush: Brush, frame: Frame): Notice | undefined {
  const { ctx, theme, scale, say, size } = brush;
  if (frame.notice.length === 0) return undefined;
  const px = Math.max(11, 12.5 * scale) * theme.type;
  const obstacles = [...obstaclesOf(brush, frame), ...riftNames(brush, frame).map(({ rect }) => rect)];
  ctx.font = sans(px, 650);
  const places = frame.notice.map((phrase) => {
    const text = say(phrase);
    const needed = { width: ctx.measureText(text).width + px * 1.8, height: px * 2 };
    return { text, px, ...placeInset(size, needed, { near: { x: needed.width / 2, y: px }, obstacles }) };
  });
  return places.find(({ clear, rect }) => clear && rect.x + rect.width <= size.width) ?? places.at(-1);
}

export const noticeRect = (brush: Brush, frame: Frame): Rect | undefined => noticeOf(brush, frame)?.rect;

export function drawNotice(brush: Brush, frame: Frame): void {
  const { ctx, theme } = brush;
  const notice = noticeOf(brush, frame);
  if (!notice) return;
  const { text, rect, px } = notice;
  apart(ctx, () => {
    ctx.font = sans(px, 650);
    ctx.fillStyle = theme.violated;
    roundRect(ctx, rect, px);
    ctx.fill();
    ctx.fillStyle = theme.onViolated;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(text, rect.x + rect.width / 2, rect.y + px + 0.5);
  });
}
