/** Where times and lanes of the diagram lie in pixels: shared by the painters and by the pointer. */
import type { Arrow, Diagram } from '#scene/diagram';
import type { Pixel, Size } from './brush';

/** The stretch of time that is in sight. */
export interface Window {
  readonly fromUs: number;
  readonly toUs: number;
}

export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Lower than this (px) the bracket and the axis get only what they need: on a phone the lanes need the rest. */
const LOW = 130;

/** The part of the diagram that shows time: names stand left of it, the bracket above, the axis below. */
export const plotOf = ({ width, height }: Size): Plot => ({
  left: width < 480 ? 76 : 106,
  right: width - (width < 480 ? 12 : 24),
  top: height < LOW ? 23 : 26,
  bottom: height - (height < LOW ? 17 : 20),
});

/** Pixels from the left of a time (µs); outside the window it lies outside the plot. */
export function xAt(size: Size, { fromUs, toUs }: Window, atUs: number): number {
  const { left, right } = plotOf(size);
  return left + ((right - left) * (atUs - fromUs)) / (toUs - fromUs);
}

/** The time (µs) under a pixel, not rounded and not bounded. */
export function timeAt(size: Size, { fromUs, toUs }: Window, x: number): number {
  const { left, right } = plotOf(size);
  return fromUs + ((toUs - fromUs) * (x - left)) / (right - left);
}

/** The height of a lane. */
export function laneHeight({ lanes }: Pick<Diagram, 'lanes'>, size: Size, lane: number): number {
  const { top, bottom } = plotOf(size);
  return (bottom - top) * lanes[lane]!.height;
}

/** The middle of a lane. */
export function laneY({ lanes }: Pick<Diagram, 'lanes'>, size: Size, lane: number): number {
  const { top, bottom } = plotOf(size);
  return top + (bottom - top) * lanes[lane]!.at;
}

/** Half of the height of a bar, or of a stop, on a lane. */
export const barReach = (diagram: Pick<Diagram, 'lanes'>, size: Size, lane: number): number =>
  Math.min(11, laneHeight(diagram, size, lane) * 0.36);

export interface ArrowEnds {
  readonly tail: Pixel;
  /** Where the head is drawn: on the receiver's lane, or where it was lost. */
  readonly head: Pixel;
}

export function arrowEnds(
  diagram: Pick<Diagram, 'lanes'>,
  { from, to, fromUs, toUs, reach }: Arrow,
  { size, window }: { size: Size; window: Window },
): ArrowEnds {
  const tail = { x: xAt(size, window, fromUs), y: laneY(diagram, size, from) };
  const end = { x: xAt(size, window, toUs), y: laneY(diagram, size, to) };
  return { tail, head: { x: tail.x + (end.x - tail.x) * reach, y: tail.y + (end.y - tail.y) * reach } };
}
