/** Draws replicas as cards: value, name, place, role, log. Small cards leave out what can be missed. */
import type { EasedFrame, Easing } from '#scene/between';
import type { FrameReplica } from '#scene/frame';
import { drawBadges, type Slide } from './badges';
import { apart, fit, hatch, roundRect, type Brush, type Rect } from './brush';
import { drawChip, drawPills } from './chips';
import { drawLog } from './logs';
import type { Marks } from './messages';
import { drawProgress, drawSeats, seatsOnEdge } from './quorums';
import { drawFall, namesRule } from './resolutions';
import { cardRect, trayRect } from './stage-space';
import { drawStrip, hasStrip } from './strips';
import { sans } from './theme';
import { drawTray } from './trays';

const RADIUS = 10;

export function drawCards(brush: Brush, frame: EasedFrame, marks: Marks): void {
  for (const replica of inFront(frame)) {
    apart(brush.ctx, () => {
      const { scale, size, theme } = brush;
      const rect = cardRect(replica, size, scale);
      const shape = anatomyOf(brush, replica, rect);
      const tray = trayRect(rect, { scale, type: theme.type });
      const trayNames = ruleIsBelow(brush, replica, { rect, shape });
      if (replica.lost.length > 0 || trayNames)
        drawTray(brush, replica, { rect: tray, easing: frame.easing, namesRule: trayNames });
      drawFace(brush, replica, { rect, marks });
      if (replica.status === 'down') brush.ctx.globalAlpha = 0.55;
      drawFaceWords(brush, replica, { rect, frame, shape });
      if (replica.status === 'down') return;
      if (trayNames && !shape.logged)
        drawFall(brush, replica.resolution!, { left: rect.x + shape.pad, y: shape.middle, tray });
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

/** Heights from which a card has room for the place and a line of its own for the log. */
const FULL = 70;
const LOGGED = 46;

/** Whether the rule that decides just now is named below the card, since the card has no room for it. */
function ruleIsBelow(
  brush: Brush,
  { resolution, log, status }: FrameReplica,
  { rect, shape }: { rect: Rect; shape: Anatomy },
): boolean {
  if (!resolution || resolution.outcome === 'siblings' || log || status !== 'up') return false;
  return !(shape.logged && namesRule(brush, resolution, rect.width - 2 * shape.pad));
}

/** What a card has room for, and where its head stands. */
interface Anatomy {
  /** Room for the place, and for rings on the upper edge. */
  readonly full: boolean;
  /** Room for a line below the head, and something to put there. */
  readonly logged: boolean;
  readonly pad: number;
  readonly head: number;
  /** Of the chip. */
  readonly radius: number;
  readonly middle: number;
}

function anatomyOf({ scale, theme }: Brush, replica: FrameReplica, rect: Rect): Anatomy {
  const type = scale * theme.type;
  const full = rect.height >= FULL * type;
  const logged = rect.height >= LOGGED * type && (replica.log !== undefined || hasStrip(replica));
  const head = full ? rect.height * 0.55 : logged ? rect.height * 0.5 : rect.height;
  return {
    full,
    logged,
    pad: full ? 11 * scale : 8 * scale,
    head,
    radius: Math.min(13 * type, head / 2 - 3 * scale),
    middle: rect.y + head / 2 + (logged && !full ? 1 : 0),
  };
}

function drawFaceWords(
  brush: Brush,
  replica: FrameReplica,
  { rect, frame, shape }: { rect: Rect; frame: EasedFrame; shape: Anatomy },
): void {
  const { ctx, theme, scale } = brush;
  const { full, logged, pad, head, radius, middle } = shape;
  drawChip(brush, replica, { x: rect.x + pad + radius, y: middle, radius });
  const left = rect.x + pad + radius * 2 + 8 * scale;
  const end = rect.x + rect.width - pad * 0.75;
  drawHead(brush, replica, { left, right: end, middle, full, frame });
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
  else drawStrip(brush, replica, { ...row, tray: trayRect(rect, { scale, type: theme.type }) });
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

/** Name and role in one line where both fit; else the role goes down beside the place. */
function drawHead(brush: Brush, replica: FrameReplica, { left, right, middle, full, frame }: Head): void {
  const { ctx, theme, scale } = brush;
  const type = scale * theme.type;
  const px = Math.max(10.5, (full ? 14.5 : 12.5) * scale) * theme.type;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.font = sans(px, 620);
  const nameWidth = ctx.measureText(replica.name).width;
  const [upper, lower] = full ? [middle - 7.5 * type, middle + 9 * type] : [middle, middle];
  const beside = { right, y: full ? upper + 3 * type : upper, room: right - left - nameWidth - 8 * scale };
  const below = { right, y: lower, room: full ? right - left - 8 : 0 };
  const { used, line } = drawBadges(brush, replica, { beside, below, slide: slideOf(brush, replica, frame) });
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.fillStyle = theme.ink;
  ctx.font = sans(px, 620);
  ctx.fillText(fit(ctx, replica.name, right - left - (line === 'beside' ? used : 0)), left, upper);
  if (!full) return;
  const epoch = replica.badges.find(({ isEpoch }) => isEpoch);
  const room = right - left - (line === 'below' ? used : 0);
  if (replica.chips.length > 1)
    return drawPills(brush, replica.chips.slice(1), { left, y: lower, room: right - left - used }); // Clear of the badge.
  ctx.fillStyle = theme.muted;
  ctx.font = sans(Math.max(9.5, 11.5 * scale) * theme.type);
  const words = [replica.place ?? [], epoch ? brush.say(epoch.phrase) : []].flat().join(' · ');
  const place = fit(ctx, words, room);
  if (place.length * 3 > words.length * 2) ctx.fillText(place, left, lower); // A stump says nothing.
}
