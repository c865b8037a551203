/** Draws places in quorums as small rings on the upper edge of a card: dashed while asked, full once it has answered. */
import type { Easing } from '#scene/between';
import type { FrameReplica } from '#scene/frame';
import { disc, roundRect, type Brush, type Pixel, type Rect } from './brush';
import { mono, sans, versionColour, type Theme } from './theme';

type Seat = FrameReplica['seats'][number];
type Quorum = FrameReplica['gathers'][number];

/** Places that a card shows at most. */
const SEATS = 3;

export const seatRadius = (scale: number): number => Math.max(6.5, 7.5 * scale);

/** Where a read's set meets the write's, one ring holds both. */
export function drawSeats(
  brush: Brush,
  replica: FrameReplica,
  { rect, easing }: { rect: Rect; easing: Easing | undefined },
): void {
  const { ctx, theme, scale } = brush;
  const radius = seatRadius(scale);
  const step = radius * 2 + 2;
  const seats = [...replica.seats].sort((a, b) => Number(b.overlaps) - Number(a.overlaps)).slice(0, SEATS);
  const at = (index: number): Pixel => ({ x: rect.x + radius + 5 * scale + index * step, y: rect.y - 2 });
  seats.forEach((seat, index) => {
    const kind = seat.state === 'asked' ? 'seat' : 'answer';
    const came = easing?.arrival(replica.id, kind, `${seat.id} ${seat.operation}`) ?? 1;
    drawSeat(brush, seat, { ...at(index), radius: radius * (0.5 + 0.5 * came) });
  });
  const meeting = seats.filter(({ overlaps }) => overlaps);
  if (meeting.length === 0) return;
  ctx.globalAlpha = 1 - Math.min(...meeting.map(({ fade }) => fade));
  ctx.strokeStyle = theme.accent;
  ctx.lineWidth = 2 * theme.stroke;
  const [reach, first, last] = [radius + 3, at(0), at(meeting.length - 1)];
  roundRect(
    ctx,
    { x: first.x - reach, y: first.y - reach, width: last.x - first.x + 2 * reach, height: 2 * reach },
    reach,
  );
  ctx.stroke();
  ctx.globalAlpha = 1;
}

const LETTERS = { 'quorum.read': 'seat.read', 'quorum.write': 'seat.write', 'quorum.repair': 'seat.repair' } as const;

function drawSeat(
  brush: Brush,
  { id, state, version, past, fade }: Seat,
  { x, y, radius }: Pixel & { radius: number },
): void {
  const { ctx, theme, say } = brush;
  const colour = seatColour(theme, { id, version });
  ctx.globalAlpha = 1 - fade;
  const isHollow = past || state === 'asked';
  ctx.fillStyle = isHollow ? theme.panel : colour;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5 * theme.stroke;
  if (state === 'standIn') roundRect(ctx, { x: x - radius, y: y - radius, width: radius * 2, height: radius * 2 }, 2.5);
  else disc(ctx, { x, y }, radius);
  ctx.fill();
  ctx.setLineDash(state === 'asked' ? [2.5, 2] : []);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillStyle = isHollow ? colour : theme.onVersion;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.font = sans(radius * 1.25, 700);
  ctx.fillText(say({ id: state === 'standIn' ? 'seat.hint' : LETTERS[id], args: {} }), x, y + 0.5);
  ctx.globalAlpha = 1;
}

const seatColour = (theme: Theme, { id, version }: Pick<Seat, 'id' | 'version'>): string =>
  id === 'quorum.read' ? theme.accent : id === 'quorum.write' ? versionColour(theme, version) : theme.muted;

/** How far a coordinator has come, at the right end of its card's upper edge: `W 1/2`. */
export function drawProgress(brush: Brush, { gathers }: FrameReplica, rect: Rect): void {
  const { ctx, theme, scale, say } = brush;
  const px = Math.max(9, 9.5 * scale) * theme.type;
  let right = rect.x + rect.width - 6 * scale;
  const least = rect.x + rect.width * 0.4;
  for (const quorum of gathers) {
    const { id, answered, needed, version, fade } = quorum;
    ctx.font = mono(px, 600);
    const text = say({
      id: 'quorum.progress',
      args: { letter: say({ id: LETTERS[id], args: {} }), answered: Math.min(answered, needed), needed },
    });
    const width = ctx.measureText(text).width + px;
    if (right - width < least) return;
    drawCount(brush, quorum, {
      text,
      px,
      colour: seatColour(theme, { id, version }),
      x: right - width,
      y: rect.y,
      width,
      fade,
    });
    right -= width + 3;
  }
}

function drawCount(
  { ctx, theme }: Brush,
  { answered, needed }: Quorum,
  {
    text,
    px,
    colour,
    x,
    y,
    width,
    fade,
  }: { text: string; px: number; colour: string; fade: number; width: number } & Pixel,
): void {
  const full = answered >= needed;
  const height = px * 1.55;
  ctx.globalAlpha = 1 - fade;
  ctx.fillStyle = full ? colour : theme.panel;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.3 * theme.stroke;
  roundRect(ctx, { x, y: y - height / 2, width, height }, height / 2);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = full ? theme.onVersion : colour;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, x + width / 2, y + 0.5);
  ctx.globalAlpha = 1;
}
