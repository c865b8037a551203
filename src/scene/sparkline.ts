/** A series as a small curve: an SVG path in a box, and what it says at a time. Nothing beyond a time that must stay hidden. */
import { lastAtOrBefore } from '#sim/lookup';

interface Steps {
  readonly atUs: readonly number[];
  readonly values: readonly number[];
}

export interface Sparkline {
  /** A line of steps; empty where the value never leaves 0. */
  readonly path: string;
  /** The cursor's place on it. */
  readonly x: number;
  readonly y: number;
  readonly now: number;
  /** The greatest value as far as the curve goes. */
  readonly most: number;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly atUs: number;
  readonly endUs: number;
  /** The curve ends there: what comes later is not to be known yet. */
  readonly untilUs: number;
}

export function sparklineOf({ atUs: times, values }: Steps, { width, height, atUs, endUs, untilUs }: Frame): Sparkline {
  const shown = lastAtOrBefore(times, untilUs) + 1;
  const most = Math.max(0, ...values.slice(0, shown));
  const xOf = (us: number) => round((Math.min(us, endUs) / Math.max(1, endUs)) * width);
  const yOf = (value: number) => round(height - 1 - (most === 0 ? 0 : (value / most) * (height - 2)));
  const steps = times.slice(1, shown).map((us, index) => `H${xOf(us)}V${yOf(values[index + 1]!)}`);
  const now = values[Math.max(0, lastAtOrBefore(times, atUs))] ?? 0;
  return {
    path: `M0 ${yOf(values[0] ?? 0)}${steps.join('')}H${xOf(Math.min(untilUs, endUs))}`,
    x: xOf(atUs),
    y: yOf(now),
    now,
    most,
  };
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10;
