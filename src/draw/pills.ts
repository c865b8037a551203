/** Draws a version as a pill with its text: full, framed, or struck through. */
import type { FrameReplica } from '#scene/frame';
import { fit, roundRect, segment, type Brush, type Pixel } from './brush';
import { mono, versionColour, type Theme } from './theme';

export type Version = FrameReplica['chips'][number]['versions'][number];

export interface Pill {
  readonly text: string;
  readonly colour: string;
  readonly px: number;
  readonly look: 'full' | 'framed' | 'struck';
  /** Letters that are shown at most. */
  readonly longest?: number;
}

/** Letters of a value that a pill shows where nothing else is said. */
const LONGEST = 9;

const PADDING = 4;

export function pillWidth(
  { ctx }: Pick<Brush, 'ctx'>,
  { text, px, longest = LONGEST }: Pick<Pill, 'text' | 'px' | 'longest'>,
): number {
  ctx.font = mono(px, 600);
  return Math.min(ctx.measureText(text).width, longest * px * 0.62) + PADDING * 2;
}

/** `x`: its left end; `y`: its middle. Returns its width. */
export function drawPill(brush: Brush, pill: Pill, { x, y }: Pixel): number {
  const { ctx, theme } = brush;
  const { text, colour, px, look } = pill;
  const width = pillWidth(brush, pill);
  const height = px * 1.65;
  roundRect(ctx, { x: x + 0.6, y: y - height / 2, width: width - 1.2, height }, 4);
  ctx.fillStyle = colour;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.2 * theme.stroke;
  if (look === 'full') ctx.fill();
  else if (look === 'framed') ctx.stroke();
  ctx.fillStyle = look === 'full' ? theme.onVersion : colour;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.font = mono(px, 600);
  const shown = fit(ctx, text, width - PADDING);
  ctx.fillText(shown, x + width / 2, y + 0.5);
  if (look !== 'struck') return width;
  ctx.lineWidth = 1.3 * theme.stroke;
  segment(ctx, { x: x + 1, y: y + 0.5 }, { x: x + width - 1, y: y + 0.5 });
  return width;
}

/** The colours of the writes that a version is made of; its own where one write made it. */
export const partColours = (theme: Theme, version: Version): readonly string[] =>
  version.from && version.from.length > 0
    ? version.from.flatMap((part) => partColours(theme, part))
    : [versionColour(theme, version)];
