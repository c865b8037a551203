/** Draws groups of replicas as one card each: a dot for every member, and how many show what. */
import type { Frame } from '#scene/frame';
import { apart, cross, disc, fit, roundRect, type Brush, type Marks, type Pixel, type Rect } from './brush';
import { drawPieces, joined, pieceType, textPiece, type Piece } from './pieces';
import { drawPill, pillWidth } from './pills';
import { groupRect, memberSpot } from './stage-space';
import { mono, sans, versionColour } from './theme';

type Group = Frame['groups'][number];
type Member = Group['members'][number];

export function drawGroups(brush: Brush, { groups }: Frame, { selection, focus }: Marks): void {
  for (const group of groups)
    apart(brush.ctx, () => {
      const rect = groupRect(group, brush.size);
      drawFace(brush, rect, group.id === selection || group.id === focus);
      drawHead(brush, group, rect);
      group.members.forEach((member, index) => {
        const spot = memberSpot(rect, { index, count: group.members.length });
        drawMember(brush, member, { ...spot, marked: member.id === selection || member.id === focus });
      });
      drawFoot(brush, group, rect);
    });
}

function drawFace({ ctx, theme, scale }: Brush, rect: Rect, marked: boolean): void {
  ctx.fillStyle = theme.panel;
  ctx.shadowColor = theme.shadow;
  ctx.shadowBlur = 14;
  ctx.shadowOffsetY = 3;
  roundRect(ctx, rect, 10 * scale);
  ctx.fill();
  ctx.shadowColor = 'transparent';
  ctx.strokeStyle = marked ? theme.accent : theme.hairline;
  ctx.lineWidth = (marked ? 2.2 : 1.3) * theme.stroke;
  ctx.stroke();
}

/** Name and number of members; the primary's name where it is one of them. */
function drawHead(brush: Brush, { name, members }: Group, rect: Rect): void {
  const { ctx, theme, scale, say } = brush;
  const px = Math.max(10, 12 * scale) * theme.type;
  const y = rect.y + rect.height * 0.15 + 1;
  const count = say({ id: 'group.count', args: { count: members.length } });
  ctx.textBaseline = 'middle';
  ctx.font = sans(px * 0.85);
  ctx.fillStyle = theme.muted;
  ctx.textAlign = 'right';
  ctx.fillText(count, rect.x + rect.width - 7, y);
  const used = ctx.measureText(count).width;
  ctx.font = sans(px, 620);
  ctx.fillStyle = theme.ink;
  ctx.textAlign = 'left';
  ctx.fillText(fit(ctx, name, rect.width - used - 20), rect.x + 8, y);
}

/** A disc in the version's colour, in halves where it is in conflict; a cross where it is down. */
function drawMember(
  { ctx, theme }: Brush,
  { versions, status, leads, stale }: Member,
  { x, y, radius, marked }: Pixel & { radius: number; marked: boolean },
): void {
  if (status === 'down') {
    ctx.strokeStyle = theme.muted;
    ctx.lineWidth = 1.4 * theme.stroke;
    return cross(ctx, { x, y }, radius * 0.7);
  }
  versions.forEach((version, index) => {
    const [from, to] = [index, index + 1].map((part) => Math.PI * (0.5 + (2 * part) / versions.length));
    ctx.fillStyle = versionColour(theme, version);
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.arc(x, y, radius, from!, to!);
    ctx.fill();
  });
  if (!leads && !stale && !marked) return;
  ctx.strokeStyle = leads || marked ? theme.accent : theme.violated;
  ctx.lineWidth = 1.6 * theme.stroke;
  disc(ctx, { x, y }, radius + 1.6);
  ctx.stroke();
}

/** How many show what; then what is not well. */
function drawFoot(brush: Brush, { counts, epochs, down, behind, lost, seats }: Group, rect: Rect): void {
  const { theme, say } = brush;
  const px = pieceType(brush) * 0.95;
  const word = (id: string, count: number): Piece[] =>
    count === 0
      ? []
      : [textPiece(brush, say({ id, args: { count } }), { font: sans(px), colour: theme.muted, gap: 6 })];
  const gathered = seats.map(({ id, version, answered, asked }) =>
    textPiece(
      brush,
      say({ id: 'group.quorum', args: { letter: say({ id: LETTERS[id], args: {} }), answered, asked } }),
      {
        font: mono(px, 600),
        colour: id === 'quorum.read' ? theme.accent : versionColour(theme, version),
        gap: 6,
      },
    ),
  );
  const shown = counts.flatMap(({ versions, count }): Piece[] => {
    const text = versions.length > 1 ? '≠' : versions[0]!.value;
    const colour = versions.length > 1 ? theme.muted : versionColour(theme, versions[0]);
    const pill = { text, colour, px, look: 'full' } as const;
    return [
      { width: pillWidth(brush, pill), gap: 6, draw: (at) => void drawPill(brush, pill, at) },
      textPiece(brush, `×${count}`, { font: mono(px), gap: 2 }),
    ];
  });
  const terms = epochs.map(({ epoch, count }) =>
    joined([
      textPiece(brush, say({ id: 'badge.epoch.short', args: epoch.args }), {
        font: mono(px, 550),
        colour: theme.muted,
        gap: 6,
      }),
      textPiece(brush, `×${count}`, { font: mono(px), gap: 2 }),
    ]),
  );
  const pieces = [
    ...shown,
    ...terms,
    ...gathered,
    ...word('group.down', down),
    ...word('group.behind', behind),
    ...word('group.lost', lost),
  ];
  drawPieces(brush, pieces, { left: rect.x + 8, right: rect.x + rect.width - 6, y: rect.y + rect.height * 0.84 });
}

const LETTERS = { 'quorum.read': 'seat.read', 'quorum.write': 'seat.write', 'quorum.repair': 'seat.repair' } as const;
