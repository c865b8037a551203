/** Draws a version vector as small bars, one a replica: full where no vector beside it knows more, faint where one does. */
import type { FrameReplica } from '#scene/frame';
import type { Brush, Pixel } from './brush';

export type Vector = FrameReplica['chips'][number]['vectors'][number];

const BAR = 4;
const GAP = 1.5;
/** Height of the foot of a bar of which nothing is known, and of a single event. */
const LEAST = 1.5;

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
  bars.forEach((bar, index) => {
    const left = x + index * (BAR + GAP) * unit;
    const nothing = bar.count + bar.beyond.length === 0;
    ctx.globalAlpha = before * (nothing || bar.ahead ? 1 : 0.4);
    for (const { from, to, known } of stretchesOf(bar, height / most)) {
      ctx.fillStyle = known ? colour : theme.hairline;
      ctx.fillRect(left, bottom - to, BAR * unit, to - from);
    }
  });
  ctx.globalAlpha = before;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly known: boolean;
}

/** From the foot of the bar upwards; what is not known below a single event stays open, however low the bar is. */
function stretchesOf({ count, beyond }: Vector['bars'][number], step: number): Stretch[] {
  const singles = beyond.map((event): Stretch => {
    const from = Math.max(LEAST + GAP, Math.min((event - 1) * step, event * step - LEAST));
    return { from, to: Math.max(event * step, from + LEAST), known: true };
  });
  const tall = count === 0 ? LEAST : Math.max(2 * LEAST, count * step);
  const foot = { from: 0, to: Math.min(tall, ...singles.map(({ from }) => from - GAP)), known: count > 0 };
  return [foot, ...singles];
}
