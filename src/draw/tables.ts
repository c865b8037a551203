/** Draws the parts of a whole: in a line as each row's name, shortened, with its cells. */
import type { FrameReplica } from '#scene/frame';
import type { Brush } from './brush';
import { joined, pieceType, textPiece, type Piece } from './pieces';
import { mono, sans } from './theme';

type Table = FrameReplica['tables'][number];
type Row = Table['rows'][number];

/** The rows of all tables; their titles stand where there is more room. */
export const tablePieces = (brush: Brush, { tables }: FrameReplica): Piece[] =>
  tables.flatMap(({ rows }) => {
    const names = rows.map(({ name }) => name);
    return rows.map((row) => joined(rowPieces(brush, row, shortOf(names, row.name))));
  });

/** As few letters as tell a name from the others. */
export function shortOf(names: readonly string[], name: string): string {
  for (let length = 1; length < name.length; length += 1) {
    const start = name.slice(0, length);
    if (names.every((other) => other === name || !other.startsWith(start))) return start;
  }
  return name;
}

export function rowPieces(brush: Brush, { cells }: Pick<Row, 'cells'>, name: string): Piece[] {
  const px = pieceType(brush);
  const { muted } = brush.theme;
  return [
    textPiece(brush, name, { font: sans(px * 0.9), colour: muted, gap: 6 }),
    textPiece(brush, cells.join('/'), { font: mono(px, 600), gap: 2 }),
  ];
}
