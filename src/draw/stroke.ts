/** Draws the line that a hand draws on the stage: across links to cut them, or from a client to where it is carried. */
import type { Pixel } from './brush';

export interface Stroke {
  readonly from: Pixel;
  readonly to: Pixel;
  /** The cut will stop only what travels from the line's left to its right. */
  readonly oneWay: boolean;
}

export function paintStroke(
  ctx: CanvasRenderingContext2D,
  { from, to, colour }: { from: Pixel; to: Pixel; colour: string },
): void {
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.setLineDash([6, 4]);
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.lineTo(to.x, to.y);
  ctx.stroke();
  ctx.restore();
}
