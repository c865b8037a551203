/** Lays small drawings in a row, as many as have room; a count stands for the rest. */
import type { Brush, Pixel } from './brush';
import { mono } from './theme';

/** A small drawing that knows how wide it is. */
export interface Piece {
  readonly width: number;
  /** Room to the piece before it. */
  readonly gap: number;
  /** `x`: its left end; `y`: its middle. */
  draw(at: Pixel): void;
}

/** Type of the lower line of a card. */
export const pieceType = ({ theme, scale }: Pick<Brush, 'theme' | 'scale'>): number =>
  Math.max(9.5, 10.5 * scale) * theme.type;

/** Words in a row of pieces; the colour is ink where none is given. */
export function textPiece(
  { ctx, theme }: Pick<Brush, 'ctx' | 'theme'>,
  text: string,
  { font, colour = theme.ink, gap = 4, alpha = 1 }: { font: string; colour?: string; gap?: number; alpha?: number },
): Piece {
  ctx.font = font;
  return {
    width: ctx.measureText(text).width,
    gap,
    draw({ x, y }) {
      const before = ctx.globalAlpha;
      ctx.globalAlpha = before * alpha;
      ctx.font = font;
      ctx.fillStyle = colour;
      ctx.textAlign = 'left';
      ctx.textBaseline = 'middle';
      ctx.fillText(text, x, y + 0.5);
      ctx.globalAlpha = before;
    },
  };
}

/** Several that stand or fall together. */
export const joined = (pieces: readonly Piece[]): Piece => ({
  width: rowWidth(pieces),
  gap: pieces[0]?.gap ?? 0,
  draw({ x, y }) {
    let left = x;
    pieces.forEach((piece, index) => {
      left += index === 0 ? 0 : piece.gap;
      piece.draw({ x: left, y });
      left += piece.width;
    });
  },
});

export const rowWidth = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { width, gap }, index) => sum + width + (index === 0 ? 0 : gap), 0);

/** Returns where the row ends. */
export function drawPieces(
  { ctx, theme, scale, say }: Brush,
  pieces: readonly Piece[],
  { left, right, y }: { left: number; right: number; y: number },
): number {
  const px = pieceType({ theme, scale });
  let x = left;
  for (const [index, piece] of pieces.entries()) {
    const gap = index === 0 ? 0 : piece.gap;
    const rest = pieces.length - index - 1;
    if (x + gap + piece.width > right - (rest > 0 ? px * 2 : 0)) {
      ctx.font = mono(px * 0.92);
      ctx.fillStyle = theme.muted;
      ctx.textAlign = 'left';
      ctx.textBaseline = 'middle';
      if (index > 0 || right - left > px * 2)
        ctx.fillText(say({ id: 'card.hidden', args: { count: rest + 1 } }), x + gap, y + 0.5);
      return right;
    }
    piece.draw({ x: x + gap, y });
    x += gap + piece.width;
  }
  return x;
}
