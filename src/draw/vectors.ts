/** Draws a version vector as small bars, one a replica: full where no vector beside it knows more, faint where one does. */
import type { FrameReplica } from '#scene/frame';
import type { Brush, Pixel } from './brush';

export type Vector = FrameReplica['chips'][number]['vectors'][number];

const BAR = 4;
const GAP = 1.5;

export const vectorWidth = ({ bars }: Vector, scale: number): number =>
  bars.length * (BAR + GAP) * Math.max(0.85, scale) - GAP;

/** `at`: the left end of the middle line; `height`: of a full bar. */
export function drawVector(
  { ctx, theme, scale }: Brush,
  { bars, most }: Vector,
  { x, y, height, colour }: Pixel & { height: number; colour: string },
): void {
  const unit = Math.max(0.85, scale);
  const bottom = y + height / 2;
  const before = ctx.globalAlpha;
  bars.forEach(({ count, ahead }, index) => {
    const left = x + index * (BAR + GAP) * unit;
    const tall = count === 0 ? 0 : Math.max(3, (height * count) / most);
    ctx.fillStyle = count === 0 ? theme.hairline : colour;
    ctx.globalAlpha = before * (count > 0 && !ahead ? 0.4 : 1);
    ctx.fillRect(left, bottom - Math.max(1.5, tall), BAR * unit, Math.max(1.5, tall));
  });
  ctx.globalAlpha = before;
}
