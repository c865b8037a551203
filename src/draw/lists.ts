/** Draws what a set or a text consists of: an item in its author's colour, struck through where it is removed and remembered. */
import type { FrameReplica } from '#scene/frame';
import type { Brush } from './brush';
import { pieceType, type Piece } from './pieces';
import { drawPill, pillWidth } from './pills';
import { versionColour } from './theme';

type List = FrameReplica['lists'][number];
export type Item = List['items'][number];

/** Neighbours of an ordered list that one author wrote are one run, in the colour of its first write. */
export function runsOf({ items, ordered }: List): Item[] {
  if (!ordered) return [...items];
  const runs: Item[] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last && last.author === item.author && last.gone === item.gone)
      runs[runs.length - 1] = { ...last, text: last.text + item.text };
    else runs.push(item);
  }
  return runs;
}

export const listPieces = (brush: Brush, { lists }: FrameReplica): Piece[] =>
  lists.flatMap((list) => runsOf(list).map((item) => itemPiece(brush, item, list.ordered ? 1 : 3)));

export function itemPiece(brush: Brush, { text, version, gone }: Item, gap: number): Piece {
  const colour = gone ? brush.theme.muted : versionColour(brush.theme, version);
  const pill = { text, colour, px: pieceType(brush), look: gone ? 'struck' : 'framed' } as const;
  return { width: pillWidth(brush, pill), gap, draw: (at) => void drawPill(brush, pill, at) };
}
