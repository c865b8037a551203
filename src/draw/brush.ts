/** What every painter is handed, and the few strokes that all of them share. */
import type { Phrase } from '#scene/words';
import type { Theme } from './theme';

/** CSS pixels: the caller scales the context for the device. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Size {
  /** The left upper corner. */
  readonly x: number;
  readonly y: number;
}

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

export type Say = (phrase: Phrase) => string;

export interface Brush {
  readonly ctx: CanvasRenderingContext2D;
  readonly theme: Theme;
  readonly size: Size;
  readonly say: Say;
  /** Pixels of a length that was drawn for the reference size. */
  readonly scale: number;
}

/** Ids of what stands out on the stage. */
export interface Marks {
  readonly selection?: string | undefined;
  readonly focus?: string | undefined;
  readonly witness?: ReadonlySet<string> | undefined;
}

/** Runs a painter so that the next one finds the context as this one did. */
export function apart(ctx: CanvasRenderingContext2D, paint: () => void): void {
  ctx.save();
  paint();
  ctx.restore();
}

export function roundRect(ctx: CanvasRenderingContext2D, { x, y, width, height }: Rect, radius: number): void {
  ctx.beginPath();
  // What is only about to appear has no extent yet, and a radius must not be negative.
  ctx.roundRect(x, y, Math.max(0, width), Math.max(0, height), Math.max(0, Math.min(radius, width / 2, height / 2)));
}

export function disc(ctx: CanvasRenderingContext2D, { x, y }: Pixel, radius: number): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, Math.PI * 2);
}

/** A straight stroke from each point to the next. */
export function polyline(ctx: CanvasRenderingContext2D, points: readonly Pixel[]): void {
  ctx.beginPath();
  points.forEach(({ x, y }, index) => (index === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)));
  ctx.stroke();
}

export function segment(ctx: CanvasRenderingContext2D, from: Pixel, to: Pixel): void {
  polyline(ctx, [from, to]);
}

export function cross(ctx: CanvasRenderingContext2D, at: Pixel, radius: number): void {
  segment(ctx, { x: at.x - radius, y: at.y - radius }, { x: at.x + radius, y: at.y + radius });
  segment(ctx, { x: at.x - radius, y: at.y + radius }, { x: at.x + radius, y: at.y - radius });
}

/** Slanting lines over a rectangle, clipped to it: down time and cuts, readable without colour. */
export function hatch(ctx: CanvasRenderingContext2D, { x, y, width, height }: Rect, gap: number): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y, width, height);
  ctx.clip();
  ctx.beginPath();
  const first = Math.floor((x - height) / gap) * gap;
  for (let at = first; at < x + width; at += gap) {
    ctx.moveTo(at, y + height);
    ctx.lineTo(at + height, y);
  }
  ctx.stroke();
  ctx.restore();
}

/** Text that stays readable over lines: it clears the ground around its letters. */
export function clearText({ ctx, theme }: Pick<Brush, 'ctx' | 'theme'>, text: string, { x, y }: Pixel): void {
  ctx.save();
  ctx.strokeStyle = theme.panel;
  ctx.lineWidth = 4;
  ctx.lineJoin = 'round';
  ctx.strokeText(text, x, y);
  ctx.restore();
  ctx.fillText(text, x, y);
}

/** The text, or as much of it as fits with an ellipsis; '' where not even that does. The context's font must be set. */
export function fit(ctx: CanvasRenderingContext2D, text: string, width: number): string {
  if (ctx.measureText(text).width <= width) return text;
  const letters = [...text];
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ctx.measureText(`${letters.slice(0, middle).join('')}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : `${letters.slice(0, low).join('')}…`;
}
