/** Draws replicas as cards: value, name, place, role, log. Small cards leave out what can be missed. */
import type { EasedFrame, Easing } from '#scene/between';
import type { FrameReplica } from '#scene/frame';
import type { Phrase } from '#scene/words';
import { anatomyOf, type Anatomy } from './anatomy';
import { badgeWidth, drawBadges, type Slide } from './badges';
import { apart, fit, hatch, roundRect, type Brush, type Marks, type Rect } from './brush';
import { drawChip, drawPills } from './chips';
import { drawLog, drawStanding } from './logs';
import { drawProgress, drawSeats, seatsOnEdge } from './quorums';
import { cardRect } from './stage-space';
import { drawStrip } from './strips';
import { mono, sans } from './theme';
import { drawTray, trayOf, type Tray } from './trays';

const RADIUS = 10;

export function drawCards(brush: Brush, frame: EasedFrame, marks: Marks): void {
  for (const replica of inFront(frame)) {
    apart(brush.ctx, () => {
      const { scale, size } = brush;
      const rect = cardRect(replica, size, scale);
      const shape = anatomyOf(brush, replica, rect);
      const tray = trayOf(brush, frame, replica);
      if (tray) drawTray(brush, replica, { ...tray, easing: frame.easing });
      drawFace(brush, replica, { rect, marks });
      if (replica.status === 'down') brush.ctx.globalAlpha = 0.55;
      drawFaceWords(brush, replica, { rect, frame, shape, tray });
      if (replica.status === 'down') return;
      drawOnEdge(brush, replica, { rect, full: shape.full, easing: frame.easing });
    });
  }
}

/** Places in quorums, and how far its own have come, on the upper edge; small cards have both at the right, clear of the chip. */
function drawOnEdge(
  brush: Brush,
  replica: FrameReplica,
  { rect, full, easing }: { rect: Rect; full: boolean; easing: Easing | undefined },
): void {
  const { scale } = brush;
  const right = rect.x + rect.width - 6 * scale;
  const seats = seatsOnEdge(rect, scale, full ? undefined : replica.seats.length);
  drawSeats(brush, replica, { ...seats, easing });
  const end = full || replica.seats.length === 0 ? right : seats.first.x - seats.radius - 3;
  drawProgress(brush, replica, {
    right: end,
    y: full ? rect.y : rect.y - 3,
    least: rect.x + rect.width * (full ? 0.4 : 0),
  });
}

/** Whose badge is on its way to it comes last: the badge passes over the other cards. */
const inFront = ({ replicas, easing }: EasedFrame): readonly FrameReplica[] => {
  const to = easing?.badge?.to;
  return to ? [...replicas.filter(({ id }) => id !== to), ...replicas.filter(({ id }) => id === to)] : replicas;
};

function drawFace(
  { ctx, theme, scale }: Brush,
  { id, stale, status, rival }: FrameReplica,
  { rect, marks: { selection, focus, witness } }: { rect: Rect; marks: Marks },
): void {
  const lit = witness?.has(id) ?? false;
  ctx.fillStyle = status === 'down' ? theme.sunken : theme.panel;
  ctx.shadowColor = theme.shadow;
  ctx.shadowBlur = 14;
  ctx.shadowOffsetY = 3;
  roundRect(ctx, rect, RADIUS * scale);
  ctx.fill();
  ctx.shadowColor = 'transparent';
  if (status === 'down') {
    ctx.strokeStyle = theme.hairline;
    ctx.lineWidth = 1.5 * theme.stroke;
    hatch(ctx, { x: rect.x + 2, y: rect.y + 2, width: rect.width - 4, height: rect.height - 4 }, 9);
    roundRect(ctx, rect, RADIUS * scale);
  }
  const ring = status !== 'down' && (stale || lit || rival);
  ctx.strokeStyle = ring ? theme.violated : theme.hairline;
  ctx.lineWidth = (ring ? 2 : 1.3) * theme.stroke;
  ctx.stroke();
  if (id !== selection && id !== focus) return;
  ctx.strokeStyle = theme.accent;
  ctx.lineWidth = 2.2 * theme.stroke;
  roundRect(
    ctx,
    { x: rect.x - 4, y: rect.y - 4, width: rect.width + 8, height: rect.height + 8 },
    (RADIUS + 4) * scale,
  );
  ctx.stroke();
}

function drawFaceWords(
  brush: Brush,
  replica: FrameReplica,
  { rect, frame, shape, tray }: { rect: Rect; frame: EasedFrame; shape: Anatomy; tray: Tray | undefined },
): void {
  const { ctx, theme, scale } = brush;
  const { full, logged, pad, head, radius, middle } = shape;
  drawChip(brush, replica, { x: rect.x + pad + radius, y: middle, radius });
  const left = rect.x + pad + radius * 2 + 8 * scale;
  const end = rect.x + rect.width - pad * 0.75;
  drawHead(brush, replica, { left, right: end, middle, full, frame });
  if (!logged && replica.status === 'down')
    drawStanding(brush, replica, {
      left,
      right: end,
      middle: rect.y + rect.height * 0.76,
      px: Math.max(9.5, 10.5 * scale) * theme.type,
      full,
    });
  if (!logged) return;
  if (full) {
    ctx.fillStyle = theme.hairline;
    ctx.fillRect(rect.x + pad, rect.y + head, rect.width - 2 * pad, theme.stroke);
  }
  const row = {
    left: rect.x + pad,
    right: rect.x + rect.width - pad,
    middle: rect.y + (head + rect.height) / 2,
    full,
    easing: frame.easing,
  };
  if (replica.log) drawLog(brush, replica, row);
  else drawStrip(brush, replica, { ...row, tray: tray?.rule.length === 0 ? tray.rect : undefined });
}

interface Head {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
  readonly full: boolean;
  readonly frame: EasedFrame;
}

/** How far away a new leader's badge still is. */
function slideOf({ size, scale }: Brush, replica: FrameReplica, { replicas, easing }: EasedFrame): Slide | undefined {
  const badge = easing?.badge;
  const from = badge && badge.to === replica.id ? replicas.find(({ id }) => id === badge.from) : undefined;
  if (!badge || !from) return undefined;
  const [a, b] = [cardRect(from, size, scale), cardRect(replica, size, scale)];
  return { x: (a.x - b.x) * (1 - badge.u), y: (a.y - b.y) * (1 - badge.u), alpha: from === replica ? badge.u : 1 };
}

/** Name and role in one line where both fit; else the role goes down beside the place. The epoch stands on every card. */
function drawHead(brush: Brush, replica: FrameReplica, { left, right, middle, full, frame }: Head): void {
  const { ctx, theme, scale } = brush;
  const type = scale * theme.type;
  const px = Math.max(10.5, (full ? 14.5 : 12.5) * scale) * theme.type;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.font = sans(px, 620);
  const nameWidth = ctx.measureText(replica.name).width;
  const [upper, lower] = full ? [middle - 7.5 * type, middle + 9 * type] : [middle, middle];
  const end = full
    ? right
    : right - drawEpochAside(brush, replica, { right, y: middle, room: right - left - nameWidth });
  const beside = { right: end, y: full ? upper + 3 * type : upper, room: end - left - nameWidth - 8 * scale };
  const below = { right, y: lower, room: full ? right - left - 8 : 0 };
  const { used, line } = drawBadges(brush, replica, { beside, below, slide: slideOf(brush, replica, frame) });
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.fillStyle = theme.ink;
  ctx.font = sans(px, 620);
  ctx.fillText(fit(ctx, replica.name, end - left - (line === 'beside' ? used : 0)), left, upper);
  const isClear = line === 'beside' && replica.chips.length < 2; // Pills reach up to the badge, plain words do not.
  if (full) drawPlace(brush, replica, { left, y: lower, right: right - (isClear ? 0 : used) });
}

/** At the right end of a small card's only line, in full where that leaves room for the name and the role. Returns the width used. */
function drawEpochAside(
  brush: Brush,
  replica: FrameReplica,
  { right, y, room }: { right: number; y: number; room: number },
): number {
  const epoch = replica.badges.find(({ isEpoch }) => isEpoch);
  if (!epoch) return 0;
  const beside = badgeWidth(brush, replica) + 5;
  const { ctx, theme, scale, say } = brush;
  ctx.font = mono(Math.max(9, 10 * scale) * theme.type, 550);
  const text = [say(epoch.phrase), shortEpoch(brush, epoch.phrase)].find(
    (each, index) => index === 1 || ctx.measureText(each).width + beside <= room,
  )!;
  ctx.fillStyle = theme.muted;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, right, y + 0.5);
  return ctx.measureText(text).width + 5;
}

/** Below the name: where it stands and its epoch, or the values of further keys with the epoch before them. */
function drawPlace(
  brush: Brush,
  { place, badges, chips }: FrameReplica,
  { left, right, y }: { left: number; right: number; y: number },
): void {
  const { ctx, theme, scale, say } = brush;
  const epoch = badges.find(({ isEpoch }) => isEpoch)?.phrase;
  const isCrowded = chips.length > 1;
  ctx.fillStyle = theme.muted;
  ctx.font = sans(Math.max(9.5, 11.5 * scale) * theme.type);
  const choices = epoch
    ? [
        isCrowded ? [] : [`${place ?? ''} · ${say(epoch)}`.replace(/^ · /, ''), say(epoch)],
        shortEpoch(brush, epoch),
      ].flat()
    : [];
  const told = choices.find((each) => ctx.measureText(each).width <= right - left) ?? choices.at(-1);
  const words = isCrowded ? '' : (place ?? '');
  const fitted = fit(ctx, words, right - left);
  const text = told ?? (fitted.length * 3 > words.length * 2 ? fitted : ''); // A stump says nothing.
  ctx.fillText(text, left, y);
  const start = left + (text === '' ? 0 : ctx.measureText(text).width + 6 * scale);
  if (isCrowded) drawPills(brush, chips.slice(1), { left: start, y, room: right - start });
}

/** `e1` for `epoch 1`. */
const shortEpoch = ({ say }: Brush, { args }: Phrase): string => say({ id: 'badge.epoch.short', args });
