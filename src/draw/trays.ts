/** Draws the tray of lost writes that hangs below a card: who wrote them, struck through. */
import type { Easing } from '#scene/between';
import type { FrameReplica } from '#scene/frame';
import { fit, roundRect, type Brush, type Rect } from './brush';
import { drawPieces, joined, textPiece, type Piece } from './pieces';
import { drawPill, pillWidth } from './pills';
import { fallOf } from './resolutions';
import { sans, versionColour } from './theme';

type Lost = FrameReplica['lost'][number];

/** Goes below the card's lower edge, so it is drawn before the card. Where a small card cannot name the rule, the tray does. */
export function drawTray(
  brush: Brush,
  replica: FrameReplica,
  { rect, easing, namesRule }: { rect: Rect; easing: Easing | undefined; namesRule: boolean },
): void {
  const { ctx, theme, scale } = brush;
  ctx.fillStyle = theme.sunken;
  ctx.strokeStyle = theme.hairline;
  ctx.lineWidth = 1.2 * theme.stroke;
  const hidden = 6 * scale; // Its upper end lies behind the card.
  roundRect(ctx, { ...rect, y: rect.y - hidden, height: rect.height + hidden }, 6 * scale);
  ctx.fill();
  ctx.stroke();
  const px = Math.max(8.5, 9 * scale) * theme.type;
  const name = brush.say(namesRule ? replica.resolution!.rule : { id: 'tray.lost', args: {} });
  ctx.font = sans(px, 600);
  const title = textPiece(brush, fit(ctx, name, rect.width - 11 * scale), {
    font: sans(px, 600),
    colour: theme.muted,
  });
  const newest = [...replica.lost].reverse();
  const pieces = newest.map((lost) => joined(lostPieces(brush, lost, { px, came: shareOf(replica, lost, easing) })));
  const inner = { left: rect.x + 6 * scale, right: rect.x + rect.width - 5 * scale, y: rect.y + rect.height / 2 - 0.5 };
  drawPieces(brush, namesRule ? [title] : [title, ...pieces], inner);
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
