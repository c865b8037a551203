/** Draws siblings side by side: each value with its version vector, and between them how they stand to each other. */
import type { Easing } from '#scene/between';
import type { FrameReplica } from '#scene/frame';
import type { Brush } from './brush';
import { pieceType, textPiece, type Piece } from './pieces';
import { drawPill, pillWidth } from './pills';
import { sans, versionColour } from './theme';
import { drawVector, vectorWidth } from './vectors';

type Chip = FrameReplica['chips'][number];

/** Neither is newer: ∥. Nobody can tell: ≠. */
const SIGNS = { concurrent: '∥', before: '<', after: '>', equal: '=' } as const;

/** The siblings of every key that has some. */
export function siblingPieces(
  brush: Brush,
  replica: FrameReplica,
  { easing, withVectors, longest }: { easing: Easing | undefined; withVectors: boolean; longest?: number },
): Piece[] {
  return replica.chips.flatMap((chip) =>
    chip.versions.length < 2
      ? []
      : chip.versions.flatMap((version, index) => {
          const text = replica.chips.length > 1 ? version.short : version.value;
          const came = easing?.arrival(replica.id, 'sibling', `${chip.key} ${version.short}`) ?? 1;
          const piece = siblingPiece(brush, chip, {
            text,
            index,
            came,
            vector: withVectors ? chip.vectors[index] : undefined,
            ...(longest !== undefined && { longest }),
          });
          return index === 0 ? [piece] : [signPiece(brush, chip), piece];
        }),
  );
}

function siblingPiece(
  brush: Brush,
  chip: Chip,
  {
    text,
    index,
    came,
    vector,
    longest,
  }: { text: string; index: number; came: number; vector: Chip['vectors'][number] | undefined; longest?: number },
): Piece {
  const { ctx, theme, scale } = brush;
  const px = pieceType(brush);
  const colour = versionColour(theme, chip.versions[index]);
  const pill = { text, colour, px, look: 'full', ...(longest !== undefined && { longest }) } as const;
  const width = pillWidth(brush, pill);
  return {
    width: width + (vector ? 3 + vectorWidth(vector, scale) : 0),
    gap: 3,
    draw({ x, y }) {
      const before = ctx.globalAlpha;
      ctx.globalAlpha = before * came;
      const shifted = x - (1 - came) * 12 * index; // It fans out of the one before it.
      drawPill(brush, pill, { x: shifted, y });
      if (vector) drawVector(brush, vector, { x: shifted + width + 3, y, height: px * 1.5, colour });
      ctx.globalAlpha = before;
    },
  };
}

const signPiece = (brush: Brush, { relation }: Chip): Piece =>
  textPiece(brush, relation ? SIGNS[relation] : '≠', {
    font: sans(pieceType(brush), 600),
    colour: brush.theme.muted,
  });

/** The vector of a value that has no sibling. */
export const vectorPieces = (brush: Brush, { chips }: FrameReplica): Piece[] =>
  chips.slice(0, 1).flatMap(({ versions, vectors: [vector] }) => {
    if (!vector || versions.length > 1) return [];
    const height = pieceType(brush) * 1.5;
    const colour = versionColour(brush.theme, versions[0]);
    return {
      width: vectorWidth(vector, brush.scale),
      gap: 6,
      draw: (at) => drawVector(brush, vector, { ...at, height, colour }),
    };
  });
