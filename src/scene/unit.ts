/** Points, boxes and curves in unit space (0 to 1 on both axes): the geometry that pictures, peers and pointers share. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its centre. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A quadratic Bézier curve: both ends and the control point between them. */
export interface Curve {
  readonly from: Point;
  readonly control: Point;
  readonly to: Point;
}

/** Wide like a desk's screen, tall like a phone's. */
export type Shape = 'wide' | 'tall';

/** Width over height of the stage that each shape is laid out for. */
export const ASPECT: Readonly<Record<Shape, number>> = { wide: 940 / 390, tall: 334 / 328 };

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** The point of a curve at share `u` (0 to 1) of its parameter. */
export function pointOn({ from, control, to }: Curve, u: number): Point {
  const v = 1 - u;
  return {
    x: v * v * from.x + 2 * v * u * control.x + u * u * to.x,
    y: v * v * from.y + 2 * v * u * control.y + u * u * to.y,
  };
}

/** The direction of a curve at share `u`, not normalised. */
export function tangentOf({ from, control, to }: Curve, u: number): Point {
  const v = 1 - u;
  return {
    x: 2 * (v * (control.x - from.x) + u * (to.x - control.x)),
    y: 2 * (v * (control.y - from.y) + u * (to.y - control.y)),
  };
}

export const contains = ({ x, y, width, height }: Box, point: Point): boolean =>
  Math.abs(point.x - x) <= width / 2 && Math.abs(point.y - y) <= height / 2;

export const overlaps = (a: Box, b: Box): boolean =>
  Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;

/** How much of the edges' ease a way has at each end. */
const EASE = 0.08;

/** Eases out of the sender and into the receiver; linear in between. Maps 0 to 0, 1 to 1, 1/2 to 1/2. */
export function eased(share: number): number {
  if (share > 0.5) return 1 - eased(1 - share);
  const slope = 1 / (1 - EASE);
  return share < EASE ? (share * share * slope) / (2 * EASE) : slope * (share - EASE / 2);
}
