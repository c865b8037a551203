/** Draws a replica's role and modes as pills; where there is no room for a leader's pill, a dot remains. */
import type { FrameReplica } from '#scene/frame';
import { disc, roundRect, type Brush } from './brush';
import { sans } from './theme';

type Badge = FrameReplica['badges'][number];

/** Pixels from its place, while it comes from another card; and how much of it is to be seen. */
export interface Slide {
  readonly x: number;
  readonly y: number;
  readonly alpha: number;
}

interface Line {
  readonly right: number;
  readonly y: number;
  readonly room: number;
}

/** The one that is shown: modes push out the role, since "catching up" says more than "replica". Epochs stand elsewhere. */
function shownOf({ badges: all }: FrameReplica): Badge | undefined {
  const badges = all.filter(({ isEpoch }) => !isEpoch);
  return badges.find(({ leads }) => leads) ?? badges.find(({ tone }) => tone !== 'role') ?? badges[0];
}

const sizeOf = ({ theme, scale }: Brush): number => Math.max(8.5, 9.5 * scale) * theme.type;

/** A badge's words, and how wide its pill is. */
function pillOf(brush: Brush, badge: Badge): { text: string; px: number; width: number } {
  const px = sizeOf(brush);
  brush.ctx.font = sans(px, 600);
  const text = brush.say(badge.phrase);
  return { text, px, width: brush.ctx.measureText(text).width + px * 1.5 };
}

/** How wide its pill is, with the room beside it; nothing where it has none. */
export function badgeWidth(brush: Brush, replica: FrameReplica): number {
  const badge = shownOf(replica);
  return badge ? pillOf(brush, badge).width + 8 * brush.scale : 0;
}

/** Returns the width used, and in which line. */
export function drawBadges(
  brush: Brush,
  replica: FrameReplica,
  { beside, below, slide }: { beside: Line; below: Line; slide: Slide | undefined },
): { used: number; line: 'beside' | 'below' } {
  const { ctx } = brush;
  const { rival } = replica;
  const badge = shownOf(replica);
  if (!badge) return { used: 0, line: 'beside' };
  const { text, px, width } = pillOf(brush, badge);
  const line = width <= beside.room ? 'beside' : 'below';
  const { right, y, room } = line === 'beside' ? beside : below;
  const shift = badge.leads && slide ? slide : { x: 0, y: 0, alpha: 1 };
  ctx.globalAlpha *= shift.alpha;
  if (width > room) {
    if (badge.leads) drawDot(brush, { x: beside.right - 5 + shift.x, y: beside.y + shift.y }, rival);
    return { used: badge.leads ? 14 : 0, line: 'beside' };
  }
  drawPill(brush, { ...badge, rival }, { text, x: right - width + shift.x, y: y + shift.y, width, px });
  return { used: width + 6, line };
}

function drawPill(
  { ctx, theme }: Brush,
  { leads, tone, rival }: Badge & { rival: boolean },
  { text, x, y, width, px }: { text: string; x: number; y: number; width: number; px: number },
): void {
  const height = px * 1.85;
  const alarms = leads ? rival : tone === 'warn';
  ctx.fillStyle = alarms ? theme.violated : leads ? theme.accent : theme.pill;
  roundRect(ctx, { x, y: y - height / 2, width, height }, height / 2);
  ctx.fill();
  ctx.fillStyle = alarms ? theme.onViolated : leads ? theme.onAccent : theme.muted;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, x + width / 2, y + 0.5);
}

function drawDot({ ctx, theme }: Brush, at: { x: number; y: number }, rival: boolean): void {
  ctx.fillStyle = rival ? theme.violated : theme.accent;
  disc(ctx, at, 4);
  ctx.fill();
}
