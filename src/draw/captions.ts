/** Sets the words of the diagram where no arrow passes; where one must, they stand on a plate of paper. */
import { apart, roundRect, type Pixel, type Rect } from './brush';
import type { DiagramBrush } from './diagram-brush';
import { arrowEnds, plotOf, xAt } from './diagram-space';

/** A place for a caption: all of its words there, or as many as it has room for. */
export interface Spot {
  readonly text: string;
  /** The left end, and the middle of the line. */
  readonly x: number;
  readonly y: number;
  /** A line or a hatch runs there, which must not run through the words. */
  readonly isLined?: boolean;
}

/** Words that belong to something, and where they may stand, the best place first. */
export interface Caption {
  readonly font: string;
  readonly px: number;
  readonly colour: string;
  readonly spots: readonly Spot[];
}

export interface PlacedCaption extends Spot, Pick<Caption, 'font' | 'colour'> {
  readonly rect: Rect;
  /** Something passes below it. */
  readonly crossed: boolean;
  readonly hasPlate: boolean;
}

/** From so many arrows on nobody looks for a free place: there is none, and it would cost more than a frame has. */
const CROWDED = 800;

/** Room around words, in pixels. */
const AROUND = 2;

/** `lines`: what is drawn besides arrows, from point to point. */
export function placeCaptions(
  brush: DiagramBrush,
  captions: readonly Caption[],
  lines: readonly (readonly [Pixel, Pixel])[] = [],
): PlacedCaption[] {
  const strokes = strokesIn(brush, lines);
  const placed: PlacedCaption[] = [];
  for (const { font, px, colour, spots } of captions) {
    brush.ctx.font = font;
    const choices = spots.map((spot) => {
      const rect = rectOf(spot, { width: brush.ctx.measureText(spot.text).width, px });
      const crossed = isCrossed(rect, strokes?.arrows);
      const hasPlate = crossed || spot.isLined === true || isCrossed(rect, strokes?.beats);
      return { ...spot, font, colour, rect, crossed, hasPlate };
    });
    const free = choices.filter(({ rect }) => !placed.some((other) => meet(rect, other.rect)));
    const best = free.find(({ crossed }) => !crossed) ?? shortest(free);
    if (best) placed.push(best);
  }
  return placed;
}

/** The one whose plate hides least of what passes below it. */
const shortest = <Choice extends { rect: Rect }>(choices: readonly Choice[]): Choice | undefined =>
  choices.reduce<Choice | undefined>(
    (best, each) => (best && best.rect.width <= each.rect.width ? best : each),
    undefined,
  );

const rectOf = ({ x, y }: Spot, { width, px }: { width: number; px: number }): Rect => ({
  x: x - AROUND,
  y: y - px * 0.66,
  width: width + 2 * AROUND,
  height: px * 1.32,
});

export function drawCaptions({ ctx, theme }: DiagramBrush, placed: readonly PlacedCaption[]): void {
  apart(ctx, () => {
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    for (const { text, x, y, font, colour, rect, hasPlate } of placed) {
      if (hasPlate) {
        ctx.fillStyle = theme.panel;
        roundRect(ctx, rect, 3);
        ctx.fill();
      }
      ctx.font = font;
      ctx.fillStyle = colour;
      ctx.fillText(text, x, y);
    }
  });
}

interface Stroke {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Arms of the cross where a message was lost. */
const ARM = 5;

interface Strokes {
  readonly arrows: readonly Stroke[];
  /** Heartbeats are the ground: words may stand on them, on paper of their own. */
  readonly beats: readonly Stroke[];
}

/** What passes through the diagram where it is in sight; undefined where it is too much. */
function strokesIn(
  { diagram, window, size }: DiagramBrush,
  lines: readonly (readonly [Pixel, Pixel])[],
): Strokes | undefined {
  const inSight = diagram.arrows.filter(({ fromUs, toUs }) => toUs >= window.fromUs && fromUs <= window.toUs);
  if (inSight.length > CROWDED) return undefined;
  const arrows = lines.map(([from, to]) => strokeOf(from, to));
  const beats: Stroke[] = [];
  for (const arrow of inSight) {
    const { tail, head } = arrowEnds(diagram, arrow, { size, window });
    const isBeat = arrow.facts.kind === 'heartbeat' && !arrow.facts.refuses;
    (isBeat ? beats : arrows).push(strokeOf(tail, head));
    if (arrow.outcome === 'lost' && !isBeat)
      arrows.push({ x1: head.x - ARM, y1: head.y - ARM, x2: head.x + ARM, y2: head.y + ARM });
  }
  return { arrows, beats };
}

const strokeOf = (from: Pixel, to: Pixel): Stroke => ({ x1: from.x, y1: from.y, x2: to.x, y2: to.y });

const isCrossed = (rect: Rect, strokes: readonly Stroke[] | undefined): boolean =>
  !strokes || strokes.some((stroke) => crosses(stroke, rect));

/** Whether a stroke has a part within a rectangle: what is left of it once each edge has cut off what lies outside. */
function crosses({ x1, y1, x2, y2 }: Stroke, { x, y, width, height }: Rect): boolean {
  const [right, bottom] = [x + width, y + height];
  if (Math.max(x1, x2) < x || Math.min(x1, x2) > right || Math.max(y1, y2) < y || Math.min(y1, y2) > bottom)
    return false;
  const [dx, dy] = [x2 - x1, y2 - y1];
  let [from, to] = [0, 1];
  for (const [step, room] of [
    [-dx, x1 - x],
    [dx, right - x1],
    [-dy, y1 - y],
    [dy, bottom - y1],
  ] as const) {
    if (step === 0) continue; // It runs along this edge, on the right side of it.
    if (step < 0) from = Math.max(from, room / step);
    else to = Math.min(to, room / step);
  }
  return from <= to;
}

const meet = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Where words of the diagram end: at its edge, or where what may be known ends. */
export const wordsEnd = ({ size, window, diagram }: DiagramBrush): number =>
  Math.min(plotOf(size).right, xAt(size, window, diagram.knownUs));

/** Keeps a stretch of pixels within the part of the diagram that shows time and may be known; undefined where nothing of it is in sight. */
export function inPlot(brush: DiagramBrush, from: number, to: number): [number, number] | undefined {
  const [left, right] = [plotOf(brush.size).left, wordsEnd(brush)];
  const [start, end] = [Math.max(left, from), Math.min(right, to)];
  return start < end ? [start, end] : undefined;
}
