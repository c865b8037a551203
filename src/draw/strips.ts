/** Draws the lower line of a card that has no log: a decision, siblings, parts, a vector, and how far it has come. */
import type { Easing } from '#scene/between';
import type { FrameReplica } from '#scene/frame';
import type { Brush, Rect } from './brush';
import { listPieces } from './lists';
import { drawStanding } from './logs';
import { drawPieces, pieceType, rowWidth } from './pieces';
import { drawFall, drawResolution, loserAt } from './resolutions';
import { siblingPieces, vectorPieces } from './siblings';
import { tablePieces } from './tables';

interface Row {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
  readonly full: boolean;
  readonly easing: Easing | undefined;
  readonly tray: Rect;
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
    drawFall(brush, resolution, { left: loserAt(brush, resolution, left), y: middle, tray });
    return;
  }
  const standing = drawStanding(brush, replica, { left, right, middle, px: pieceType(brush), full });
  const room = { left, right: right - standing, y: middle };
  const parts = [...listPieces(brush, replica), ...tablePieces(brush, replica)];
  const whole = [...siblingPieces(brush, replica, { easing, withVectors: true }), ...parts];
  const pieces = [...whole, ...vectorPieces(brush, replica)];
  const kept = [...siblingPieces(brush, replica, { easing, withVectors: false }), ...parts]; // Values before bars.
  const fitting = [pieces, whole].find((each) => rowWidth(each) <= room.right - left) ?? kept;
  drawPieces(brush, fitting, room);
}
