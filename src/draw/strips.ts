/** Draws the lower line of a card that has no log: a decision, siblings, parts, a vector, and how far it has come. */
import type { Easing } from '#scene/between';
import type { FrameReplica } from '#scene/frame';
import type { Brush, Rect } from './brush';
import { listPieces } from './lists';
import { drawStanding } from './logs';
import { drawPieces, pieceType, rowWidth, type Piece } from './pieces';
import { drawFall, drawResolution } from './resolutions';
import { siblingPieces, vectorPieces } from './siblings';
import { tablePieces } from './tables';

/** Letters of siblings where there is little room. */
const SHORT = 5;

interface Row {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
  readonly full: boolean;
  readonly easing: Easing | undefined;
  /** Where the loser of a decision falls to; undefined where none of it stays there. */
  readonly tray: Rect | undefined;
}

/** A card of a design without any such marks keeps its whole height for its head. */
export const hasStrip = ({ tells, chips, lists, tables }: FrameReplica): boolean =>
  tells ||
  lists.length > 0 ||
  tables.length > 0 ||
  chips.some(({ vectors, versions }) => vectors.length + versions.length > 1);

export function drawStrip(brush: Brush, replica: FrameReplica, { left, right, middle, full, easing, tray }: Row): void {
  const { resolution, status } = replica;
  if (resolution && resolution.outcome !== 'siblings' && status === 'up') {
    drawResolution(brush, resolution, { left, right, y: middle });
    drawFall(brush, resolution, { left, right, y: middle, tray });
    return;
  }
  const isWell = full && replica.chips.every(({ versions }) => versions.length < 2); // Siblings need the room.
  const standing = drawStanding(brush, replica, { left, right, middle, px: pieceType(brush), full: isWell });
  const room = { left, right: right - standing, y: middle };
  const parts = [...listPieces(brush, replica), ...tablePieces(brush, replica)];
  const siblings = (how: { withVectors: boolean; longest?: number }) => [
    ...siblingPieces(brush, replica, { easing, ...how }),
    ...parts,
  ];
  const whole = siblings({ withVectors: true });
  const fits = (pieces: readonly Piece[]) => rowWidth(pieces) <= room.right - left;
  const fitting =
    [[...whole, ...vectorPieces(brush, replica)], whole].find(fits) ??
    [siblings({ withVectors: false })].find(fits) ?? // Values before bars,
    siblings({ withVectors: false, longest: SHORT }); // and a little of each rather than all of one.
  drawPieces(brush, fitting, room);
}
