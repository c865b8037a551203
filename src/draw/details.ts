/** Draws what a card has no room for, beside the card that is selected: each version with its vector, parts, quorums, lost writes. */
import type { FrameReplica } from '#scene/frame';
import { roundRect, type Brush, type Rect, type Size } from './brush';
import { itemPiece, runsOf } from './lists';
import { drawPieces, pieceType, rowWidth, textPiece, type Piece } from './pieces';
import { drawPill, partColours, pillWidth } from './pills';
import { rowPieces } from './tables';
import { mono, sans } from './theme';
import { lostPieces } from './trays';
import { drawVector, vectorWidth } from './vectors';

type Row = readonly Piece[];
type Chip = FrameReplica['chips'][number];

/** Rows that are shown at most; a count stands for the others. */
const ROWS = 12;
const PAD = 9;
const LINE = 1.85;

/** Rows of a replica's details; none where its card says it all. */
export function detailRows(brush: Brush, replica: FrameReplica): Row[] {
  const { chips, lists, tables, gathers, lost } = replica;
  const title = (text: string): Row => [
    textPiece(brush, text, { font: sans(pieceType(brush) * 0.95, 600), colour: brush.theme.muted }),
  ];
  const rows = [
    ...chips.flatMap((chip) => versionRows(brush, chip)),
    ...lists.flatMap((list) => [
      title(list.key),
      runsOf(list).map((item) => itemPiece(brush, item, list.ordered ? 1 : 3)),
    ]),
    ...tables.flatMap((table) => {
      if (table.rows.length === 0) return [];
      const columns = table.columns.map((column) => brush.say(column)).join('/');
      const heads = textPiece(brush, columns, {
        font: sans(pieceType(brush) * 0.9),
        colour: brush.theme.muted,
        gap: 8,
      });
      return [[...title(brush.say(table.title)), heads], ...table.rows.map((row) => rowPieces(brush, row, row.name))];
    }),
    ...gathers.flatMap((quorum) => quorumRows(brush, quorum)),
    ...(lost.length > 0
      ? [title(brush.say({ id: 'tray.lost', args: {} })), ...lost.map((each) => lostRow(brush, each))]
      : []),
  ].filter((row) => row.length > 0);
  if (rows.length <= ROWS) return rows;
  const rest = brush.say({ id: 'card.hidden', args: { count: rows.length - ROWS + 1 } });
  return [...rows.slice(0, ROWS - 1), title(rest)];
}

const RELATIONS = {
  concurrent: 'relation.concurrent',
  before: 'relation.before',
  after: 'relation.after',
  equal: 'relation.equal',
} as const;

/** A version a row: its value, who wrote it, its bars, and the counts behind them. */
function versionRows(brush: Brush, { versions, vectors, relation }: Chip): Row[] {
  if (vectors.length === 0 && versions.length < 2) return [];
  const px = pieceType(brush);
  const { muted } = brush.theme;
  const rows = versions.map((version, index): Row => {
    const [colour] = partColours(brush.theme, version);
    const pill = { text: version.label, colour: colour!, px, look: 'full' } as const;
    const vector = vectors[index];
    const counts = (vector?.known ?? []).map((known) => brush.say(known));
    return [
      { width: pillWidth(brush, pill), gap: 0, draw: (at) => void drawPill(brush, pill, at) },
      ...(vector
        ? [
            {
              width: vectorWidth(vector, brush.scale),
              gap: 5,
              draw: (at: { x: number; y: number }) =>
                drawVector(brush, vector, { ...at, height: px * 1.5, colour: colour! }),
            },
          ]
        : []),
      ...counts.map((text) => textPiece(brush, text, { font: sans(px * 0.92), colour: muted, gap: 6 })),
    ];
  });
  if (!relation) return rows;
  const words = brush.say({ id: RELATIONS[relation], args: {} });
  return [...rows, [textPiece(brush, words, { font: sans(px * 0.95) })]];
}

function quorumRows(
  brush: Brush,
  { id, operation, answered, needed, overlap, against }: FrameReplica['gathers'][number],
): Row[] {
  const px = pieceType(brush);
  const row = (text: string): Row => [textPiece(brush, text, { font: sans(px * 0.95) })];
  const said = brush.say({ id: `${id}.short`, args: { operation: String(operation), answered, needed } });
  if (against === undefined) return [row(said)];
  const names = overlap.join(', ');
  return [
    row(said),
    row(brush.say({ id: 'quorum.overlap', args: { count: overlap.length, names, write: String(against) } })),
  ];
}

const lostRow = (brush: Brush, lost: FrameReplica['lost'][number]): Row => [
  ...lostPieces(brush, lost, { px: pieceType(brush), came: 1 }),
  textPiece(brush, brush.say(lost.rule), { font: sans(pieceType(brush) * 0.92), colour: brush.theme.muted, gap: 6 }),
];

const lineOf = (brush: Brush): number => pieceType(brush) * LINE;

/** `most`: the widest that it may be. */
export function detailSize(brush: Brush, { name }: FrameReplica, rows: readonly Row[], most: number): Size {
  brush.ctx.font = mono(pieceType(brush), 650);
  const widest = Math.max(brush.ctx.measureText(name).width, ...rows.map(rowWidth));
  return {
    width: Math.ceil(Math.min(most, widest + 2 * PAD + 6)),
    height: Math.ceil((rows.length + 1) * lineOf(brush) + PAD),
  };
}

export function drawDetails(
  brush: Brush,
  { name }: FrameReplica,
  { rows, rect }: { rows: readonly Row[]; rect: Rect },
): void {
  const { ctx, theme, scale } = brush;
  ctx.shadowColor = theme.shadow;
  ctx.shadowBlur = 14;
  ctx.shadowOffsetY = 3;
  ctx.fillStyle = theme.panel;
  roundRect(ctx, rect, 9 * scale);
  ctx.fill();
  ctx.shadowColor = 'transparent';
  ctx.strokeStyle = theme.accent;
  ctx.lineWidth = 1.3 * theme.stroke;
  ctx.stroke();
  const line = lineOf(brush);
  const title = textPiece(brush, name, { font: sans(pieceType(brush) * 1.05, 650) });
  [[title], ...rows].forEach((row, index) =>
    drawPieces(brush, row, {
      left: rect.x + PAD,
      right: rect.x + rect.width - PAD,
      y: rect.y + PAD / 2 + line * (index + 0.5),
    }),
  );
}
