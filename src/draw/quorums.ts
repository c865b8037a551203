/** Draws places in quorums as small rings on the upper edge of a card: dashed while asked, full once it has answered. */
import type { Easing } from '#scene/between';
import type { FrameReplica } from '#scene/frame';
import { disc, roundRect, type Brush, type Pixel, type Rect } from './brush';
import { mono, sans, versionColour, type Theme } from './theme';

type Seat = FrameReplica['seats'][number];
type Quorum = FrameReplica['gathers'][number];

/** Places that a card shows at most. */
const SEATS = 3;

interface Row {
  /** The middle of the first. */
  readonly first: Pixel;
  readonly radius: number;
  readonly easing: Easing | undefined;
}

/** On the upper edge of a card, from its left end on; so many that end at the right one where a number is given. */
export function seatsOnEdge({ x, y, width }: Rect, scale: number, fromRight?: number): Pick<Row, 'first' | 'radius'> {
  if (fromRight === undefined) {
    const radius = Math.max(6.5, 7.5 * scale);
    return { radius, first: { x: x + radius + 5 * scale, y: y - 2 } };
  }
  const radius = Math.max(4.5, 5.5 * scale);
  const count = Math.min(SEATS, fromRight);
  return { radius, first: { x: x + width - 5 * scale - radius - (count - 1) * (radius * 2 + 2), y: y - 1 } };
}

/** Where a read's set meets the write's, one ring holds both. */
export function drawSeats(brush: Brush, replica: FrameReplica, { first, radius, easing }: Row): void {
  const { ctx, theme } = brush;
  const seats = seatsShown(replica);
  const at = (index: number): Pixel => ({ x: first.x + index * (radius * 2 + 2), y: first.y });
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
  const [reach, last] = [radius + 3, at(meeting.length - 1)];
  roundRect(
    ctx,
    { x: first.x - reach, y: first.y - reach, width: last.x - first.x + 2 * reach, height: 2 * reach },
    reach,
  );
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** Overlaps first. */
const seatsShown = ({ seats }: FrameReplica): Seat[] =>
  [...seats].sort((a, b) => Number(b.overlaps) - Number(a.overlaps)).slice(0, SEATS);

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

/** How far a coordinator has come, from the right: `W 1/2`. Returns the width used. */
export function drawProgress(
  brush: Brush,
  { gathers }: FrameReplica,
  { right, y, least }: { right: number; y: number; least: number },
): number {
  const { ctx, theme, scale, say } = brush;
  const px = Math.max(9, 9.5 * scale) * theme.type;
  let end = right;
  for (const quorum of gathers) {
    const { id, answered, needed, version, fade } = quorum;
    ctx.font = mono(px, 600);
    const letter = say({ id: LETTERS[id], args: {} });
    const text = say({ id: 'quorum.progress', args: { letter, answered: Math.min(answered, needed), needed } });
    const width = ctx.measureText(text).width + px;
    if (end - width < least) break;
    drawCount(brush, quorum, { text, px, colour: seatColour(theme, { id, version }), x: end - width, y, width, fade });
    end -= width + 3;
  }
  return right - end;
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
