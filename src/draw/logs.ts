/** Draws a replica's log as squares, solid once applied, framed while only stored, dashed while missing; and how far it is behind. */
import type { Easing } from '#scene/between';
import type { FrameReplica } from '#scene/frame';
import { fit, hatch, roundRect, type Brush, type Rect } from './brush';
import { mono, versionColour } from './theme';

type Square = NonNullable<FrameReplica['log']>['squares'][number];

interface Row {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
  readonly full: boolean;
  readonly easing: Easing | undefined;
}

export function drawLog(brush: Brush, replica: FrameReplica, { left, right, middle, full, easing }: Row): void {
  const { ctx, theme, scale, say } = brush;
  const { squares, hidden } = replica.log!;
  const px = Math.max(9.5, 10.5 * scale) * theme.type;
  ctx.textBaseline = 'middle';
  const standingWidth = drawStanding(brush, replica, { left, right, middle, px, full });
  let x = left;
  ctx.textAlign = 'left';
  ctx.font = mono(px * 0.95);
  ctx.fillStyle = theme.muted;
  if (full) {
    const name = say({ id: 'card.log', args: {} });
    ctx.fillText(name, x, middle + 0.5);
    x += ctx.measureText(name).width + 6 * scale;
  }
  ctx.font = mono(px, 600);
  const room = right - standingWidth - x;
  const widths = squares.map(({ version }) =>
    Math.min(40 * scale, Math.max(21 * scale, ctx.measureText(version.short).width + 8 * scale)),
  );
  const first = firstThatFits(widths, room);
  const before = hidden + squares.slice(0, first).filter(({ gate }) => gate !== 'missing').length;
  if (before > 0 && first < squares.length) x = drawHidden(brush, { count: before, x, middle });
  ctx.font = mono(px, 600);
  for (let index = first; index < squares.length; index += 1) {
    drawSquare(brush, squares[index]!, {
      x,
      middle,
      width: widths[index]!,
      height: px * 1.95,
      pop: easing?.squares.get(squares[index]!) ?? 1,
    });
    x += widths[index]! + 2;
  }
}

/** The newest entries matter most: the oldest give way, and a count stands for them. */
function firstThatFits(widths: readonly number[], room: number): number {
  let total = 0;
  for (const width of widths) total += width + 2;
  let first = 0;
  let left = room;
  while (first < widths.length && total > left) {
    if (first === 0) left -= 22;
    total -= widths[first]! + 2;
    first += 1;
  }
  return first;
}

function drawHidden(
  { ctx, theme, say }: Brush,
  { count, x, middle }: { count: number; x: number; middle: number },
): number {
  ctx.fillStyle = theme.muted;
  const text = say({ id: 'card.hidden', args: { count } });
  ctx.fillText(text, x, middle + 0.5);
  return x + ctx.measureText(text).width + 4;
}

function drawSquare(
  brush: Brush,
  { version, gate }: Square,
  { x, middle, width, height, pop }: { x: number; middle: number; width: number; height: number; pop: number },
): void {
  const { ctx, theme } = brush;
  const colour = versionColour(theme, version);
  const rect = {
    x: x + (width * (1 - pop)) / 2,
    y: middle - (height * pop) / 2,
    width: width * pop,
    height: height * pop,
  };
  roundRect(ctx, { x: rect.x + 0.75, y: rect.y + 0.75, width: rect.width - 1.5, height: rect.height - 1.5 }, 4.5);
  ctx.fillStyle = colour;
  const isStray = gate === 'divergent' || gate === 'aside';
  ctx.strokeStyle = isStray ? theme.violated : colour;
  ctx.lineWidth = 1.4 * theme.stroke;
  if (gate === 'applied') ctx.fill();
  if (gate === 'flushed') wash(ctx);
  ctx.setLineDash(gate === 'missing' ? [3, 2.5] : []);
  ctx.stroke();
  ctx.setLineDash([]);
  if (isStray) hatchSquare(brush, rect);
  if (pop < 0.6) return;
  ctx.fillStyle = gate === 'applied' ? theme.onVersion : colour;
  ctx.textAlign = 'center';
  ctx.fillText(fit(ctx, version.short, width - 2), x + width / 2, middle + 0.5);
}

/** Contradicted by the log that decides: struck through with a hatch, on no ground of its own. */
function hatchSquare({ ctx, theme }: Brush, rect: Rect): void {
  const before = ctx.globalAlpha;
  ctx.globalAlpha = before * 0.8;
  ctx.strokeStyle = theme.violated;
  ctx.lineWidth = theme.stroke;
  hatch(ctx, { x: rect.x + 1, y: rect.y + 1, width: rect.width - 2, height: rect.height - 2 }, 4);
  ctx.globalAlpha = before;
}

function wash(ctx: CanvasRenderingContext2D): void {
  const before = ctx.globalAlpha;
  ctx.globalAlpha = before * 0.18;
  ctx.fill();
  ctx.globalAlpha = before;
}

const STATUS_WORDS = { down: 'card.down', paused: 'card.paused' } as const;

/** At the right end: down, paused, behind or in sync; a leader's own log needs no such word. Returns the width used. */
export function drawStanding(
  { ctx, theme, say }: Brush,
  { status, behind, stale, badges, inSync }: FrameReplica,
  { left, right, middle, px, full }: { left: number; right: number; middle: number; px: number; full: boolean },
): number {
  const leads = badges.some((badge) => badge.leads);
  if (status === 'up' && behind === 0 && (leads || !full || !inSync)) return 0;
  const id =
    status !== 'up' ? STATUS_WORDS[status] : behind > 0 ? (full ? 'card.behind' : 'card.behind.short') : 'card.in-sync';
  ctx.font = mono(px);
  ctx.fillStyle = status === 'up' && stale ? theme.violated : theme.muted;
  ctx.textAlign = 'right';
  const text = fit(
    ctx,
    say({ id, args: status === 'up' && behind > 0 ? { writes: behind } : {} }),
    (right - left) * 0.55,
  );
  ctx.fillText(text, right, middle + 0.5);
  return ctx.measureText(text).width + 6;
}
