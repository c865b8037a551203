/** Draws the tray of lost writes that hangs below a card: who wrote them, struck through. */
import type { Easing } from '#scene/between';
import type { Frame, FrameReplica } from '#scene/frame';
import { anatomyOf } from './anatomy';
import { fit, roundRect, type Brush, type Rect } from './brush';
import { drawPieces, joined, textPiece, type Piece } from './pieces';
import { drawPill, pillWidth } from './pills';
import { fallOf, namesRule } from './resolutions';
import { cardRect, clientPlace, trayRect } from './stage-space';
import { sans, versionColour } from './theme';

type Lost = FrameReplica['lost'][number];

export interface Tray {
  readonly rect: Rect;
  /** Lines of the rule's name, where a small card has no room for it; else empty. */
  readonly rule: readonly string[];
}

const typeOf = ({ scale, theme }: Pick<Brush, 'scale' | 'theme'>): number => Math.max(8.5, 9 * scale) * theme.type;

/** Room beside the words. */
const AROUND = 11;

/** What hangs below a replica's card: writes that are lost, or the rule that decides just now; a rule whose name has no room is left out. */
export function trayOf(
  brush: Brush,
  frame: Pick<Frame, 'replicas' | 'clients'>,
  replica: FrameReplica,
): Tray | undefined {
  const { scale, size, theme } = brush;
  const card = cardRect(replica, size, scale);
  const rect = trayRect(card, { scale, type: theme.type });
  const rule = isNamedBelow(brush, replica, card) ? brush.say(replica.resolution!.rule) : '';
  if (rule !== '') {
    brush.ctx.font = sans(typeOf(brush), 600);
    const lines = wrapped(brush.ctx, rule, rect.width - AROUND * scale);
    const height = Math.max(rect.height, (lines.length * 1.2 + 0.3) * typeOf(brush));
    const isWhole = lines.every((line) => brush.ctx.measureText(line).width <= rect.width - 4);
    if (isWhole && height <= roomBelow(brush, frame, card)) return { rect: { ...rect, height }, rule: lines };
  }
  return replica.lost.length > 0 ? { rect, rule: [] } : undefined;
}

/** Whether the card has no room for the rule that decides just now. */
function isNamedBelow(brush: Brush, replica: FrameReplica, card: Rect): boolean {
  const { resolution, log, status } = replica;
  if (!resolution || resolution.outcome === 'siblings' || log || status !== 'up') return false;
  const { logged, pad } = anatomyOf(brush, replica, card);
  return !(logged && namesRule(brush, resolution, card.width - 2 * pad));
}

/** How far it is to what stands below, or to the stage's end. */
function roomBelow(
  { size, scale }: Brush,
  { replicas, clients }: Pick<Frame, 'replicas' | 'clients'>,
  card: Rect,
): number {
  const bottom = card.y + card.height;
  const rects = [
    ...replicas.map((each) => cardRect(each, size, scale)),
    ...clients.map((each) => clientPlace(each, size).rect),
  ];
  const below = rects.filter(({ x, y, width }) => y >= bottom && x < card.x + card.width && card.x < x + width);
  return Math.min(size.height, ...below.map(({ y }) => y)) - bottom - 1;
}

/** In one line, or in two of about the same length. */
function wrapped(ctx: CanvasRenderingContext2D, text: string, width: number): string[] {
  if (ctx.measureText(text).width <= width) return [text];
  const words = text.split(' ');
  const cuts = words
    .slice(1)
    .map((_, index) => [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')]);
  const longest = (lines: readonly string[]) => Math.max(...lines.map((line) => ctx.measureText(line).width));
  return cuts.reduce((best, each) => (longest(each) < longest(best) ? each : best), [text]);
}

/** Goes below the card's lower edge, so it is drawn before the card. Where a small card cannot name the rule, the tray does. */
export function drawTray(
  brush: Brush,
  replica: FrameReplica,
  { rect, rule, easing }: Tray & { easing: Easing | undefined },
): void {
  const { ctx, theme, scale, say } = brush;
  ctx.fillStyle = theme.sunken;
  ctx.strokeStyle = theme.hairline;
  ctx.lineWidth = 1.2 * theme.stroke;
  const hidden = 6 * scale; // Its upper end lies behind the card.
  roundRect(ctx, { ...rect, y: rect.y - hidden, height: rect.height + hidden }, 6 * scale);
  ctx.fill();
  ctx.stroke();
  const px = typeOf(brush);
  const inner = { left: rect.x + 6 * scale, right: rect.x + rect.width - 5 * scale };
  const middle = rect.y + rect.height / 2 - 0.5;
  const words = (text: string) => textPiece(brush, text, { font: sans(px, 600), colour: theme.muted });
  if (rule.length > 0) {
    rule.forEach((line, index) =>
      words(line).draw({ x: inner.left, y: middle + (index - (rule.length - 1) / 2) * px * 1.2 }),
    );
    return;
  }
  const isFlat = rect.height < px * 1.55; // Too flat for a pill: a count stands for them.
  if (isFlat)
    return words(fit(ctx, say({ id: 'group.lost', args: { count: replica.lost.length } }), rect.width)).draw({
      x: inner.left,
      y: middle,
    });
  const newest = [...replica.lost].reverse();
  const pieces = newest.map((lost) => joined(lostPieces(brush, lost, { px, came: shareOf(replica, lost, easing) })));
  drawPieces(brush, [words(say({ id: 'tray.lost', args: {} })), ...pieces], { ...inner, y: middle });
}

/** How much of an entry is to be seen: what is still falling comes in as it falls. */
function shareOf(replica: FrameReplica, { operation }: Lost, easing: Easing | undefined): number {
  const { resolution } = replica;
  if (resolution?.dropped.some(({ writer }) => writer === operation)) return fallOf(resolution);
  return easing?.arrival(replica.id, 'lost', operation) ?? 1;
}

/** The author, and what is lost. */
export function lostPieces(
  brush: Brush,
  { author, version }: Lost,
  { px, came }: { px: number; came: number },
): Piece[] {
  const { ctx, theme } = brush;
  const pill = { text: version.value, colour: versionColour(theme, version), px, look: 'struck' } as const;
  return [
    textPiece(brush, author, { font: sans(px), gap: 6, alpha: came }),
    {
      width: pillWidth(brush, pill),
      gap: 1,
      draw(at) {
        const before = ctx.globalAlpha;
        ctx.globalAlpha = before * came;
        drawPill(brush, pill, at);
        ctx.globalAlpha = before;
      },
    },
  ];
}
