/** Draws a replica's role and modes as pills; where there is no room for a leader's pill, a dot remains. */
import type { Easing } from '#scene/between';
import type { FrameReplica } from '#scene/frame';
import { disc, roundRect, type Brush } from './brush';
import { sans } from './theme';

type Badge = FrameReplica['badges'][number];

interface Line {
  readonly right: number;
  readonly y: number;
  readonly room: number;
}

/** Modes push out the role: "catching up" says more than "replica". Returns the width used, and in which line. */
export function drawBadges(
  brush: Brush,
  { id, badges }: FrameReplica,
  { beside, below, easing }: { beside: Line; below: Line; easing: Easing | undefined },
): { used: number; line: 'beside' | 'below' } {
  const { ctx, theme, scale } = brush;
  const px = Math.max(8.5, 9.5 * scale) * theme.type;
  const badge = badges.find(({ leads }) => leads) ?? badges.find(({ tone }) => tone !== 'role') ?? badges[0];
  if (!badge) return { used: 0, line: 'beside' };
  ctx.font = sans(px, 600);
  const text = brush.say(badge.phrase);
  const width = ctx.measureText(text).width + px * 1.5;
  const line = width <= beside.room ? 'beside' : 'below';
  const { right, y, room } = line === 'beside' ? beside : below;
  if (easing?.badge?.to === id && badge.leads) ctx.globalAlpha *= easing.badge.u;
  if (width > room) {
    if (badge.leads) drawDot(brush, { x: beside.right - 5, y: beside.y });
    return { used: badge.leads ? 14 : 0, line: 'beside' };
  }
  drawPill(brush, badge, { text, x: right - width, y, width, px });
  return { used: width + 6, line };
}

function drawPill(
  { ctx, theme }: Brush,
  { leads, tone }: Badge,
  { text, x, y, width, px }: { text: string; x: number; y: number; width: number; px: number },
): void {
  const height = px * 1.85;
  ctx.fillStyle = leads ? theme.accent : tone === 'warn' ? theme.violated : theme.pill;
  roundRect(ctx, { x, y: y - height / 2, width, height }, height / 2);
  ctx.fill();
  ctx.fillStyle = leads ? theme.onAccent : tone === 'warn' ? theme.onViolated : theme.muted;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, x + width / 2, y + 0.5);
}

function drawDot({ ctx, theme }: Brush, at: { x: number; y: number }): void {
  ctx.fillStyle = theme.accent;
  disc(ctx, at, 4);
  ctx.fill();
}
