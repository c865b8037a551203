/** Draws the parts of a whole in a line: each row's name, shortened, with its cells. */
import type { FrameReplica } from '#scene/frame';
import type { Brush } from './brush';
import { pieceType, type Piece } from './pieces';
import { mono, sans } from './theme';

type Table = FrameReplica['tables'][number];
type Row = Table['rows'][number];

/** A title with its first rows behind it; a table without rows says nothing. */
export const tablePieces = (brush: Brush, { tables }: FrameReplica): Piece[] =>
  tables.flatMap(({ title, rows }) =>
    rows.length === 0
      ? []
      : [wordPiece(brush, brush.say(title)), ...rows.map((row) => rowPiece(brush, row, initialsOf(rows, row.name)))],
  );

/** As few letters as tell the rows' names apart. */
export function initialsOf(rows: readonly Pick<Row, 'name'>[], name: string): string {
  for (let length = 1; length < name.length; length += 1) {
    const start = name.slice(0, length);
    if (rows.every((row) => row.name === name || !row.name.startsWith(start))) return start;
  }
  return name;
}

function wordPiece({ ctx, theme, scale }: Brush, text: string): Piece {
  const px = pieceType({ theme, scale }) * 0.95;
  ctx.font = sans(px);
  return {
    width: ctx.measureText(text).width,
    gap: 8,
    draw({ x, y }) {
      ctx.font = sans(px);
      ctx.fillStyle = theme.muted;
      ctx.textAlign = 'left';
      ctx.textBaseline = 'middle';
      ctx.fillText(text, x, y + 0.5);
    },
  };
}

function rowPiece({ ctx, theme, scale }: Brush, { cells }: Row, name: string): Piece {
  const px = pieceType({ theme, scale });
  const text = cells.join('/');
  ctx.font = sans(px * 0.9);
  const nameWidth = ctx.measureText(name).width + 2;
  ctx.font = mono(px, 600);
  return {
    width: nameWidth + ctx.measureText(text).width,
    gap: 6,
    draw({ x, y }) {
      ctx.textAlign = 'left';
      ctx.textBaseline = 'middle';
      ctx.font = sans(px * 0.9);
      ctx.fillStyle = theme.muted;
      ctx.fillText(name, x, y + 0.5);
      ctx.font = mono(px, 600);
      ctx.fillStyle = theme.ink;
      ctx.fillText(text, x + nameWidth, y + 0.5);
    },
  };
}
