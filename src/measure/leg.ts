/** One leg of a message's way as a table of quantiles, made once and drawn from millions of times. */
import { exp, ln } from '#measure/elementary';
import { latencyAt, type Latency } from '#sim/latency';

/** A distribution of times; the numbers of one distribution share a unit. */
export type Distribution =
  | { readonly kind: 'pareto'; readonly least: number; readonly alpha: number }
  | { readonly kind: 'exponential'; readonly ratePerUnit: number }
  | { readonly kind: 'latency'; readonly latency: Latency };

/** A mixture of two: `share` of the draws come from the first. */
export interface Leg {
  readonly share: number;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Halvings of the tail: the last knot is at one in four thousand million. */
const OCTAVES = 32;
/** Knots in each of them, with straight lines between: a Pareto tail of 1.5 is off by less than 1 part in 10⁵. */
const KNOTS = 128;

/** The value that a share `tail` of the draws exceed; `tail` in (0, 1]. */
export function upperQuantile(distribution: Distribution, tail: number): number {
  switch (distribution.kind) {
    case 'pareto':
      return distribution.least * exp(-ln(tail) / distribution.alpha);
    case 'exponential':
      return -ln(tail) / distribution.ratePerUnit;
    case 'latency':
      return latencyAt(distribution.latency, 1 - tail);
  }
}

/** Knots from tail 1 down: within each octave evenly spaced, so that the rare long waits are as exact as the common ones. */
function tableOf(distribution: Distribution): Float64Array {
  const table = new Float64Array(OCTAVES * KNOTS + 1);
  let top = 1;
  for (let octave = 0; octave < OCTAVES; octave += 1, top /= 2)
    for (let knot = 0; knot < KNOTS; knot += 1)
      table[octave * KNOTS + knot] = upperQuantile(distribution, top * (1 - knot / (2 * KNOTS)));
  table[OCTAVES * KNOTS] = upperQuantile(distribution, top);
  return table;
}

/** A leg of one distribution, or of two with the share of the first. */
export function legOf(first: Distribution, second: Distribution = first, share = 1): Leg {
  const table = tableOf(first);
  return { share, first: table, second: share === 1 ? table : tableOf(second) };
}

/** The leg's time for a draw in [0, 1). */
export function sampleLeg({ share, first, second }: Leg, draw: number): number {
  const isFirst = draw < share;
  let tail = isFirst ? 1 - draw / share : 1 - (draw - share) / (1 - share);
  let base = 0;
  for (; tail <= 0.5 && base < (OCTAVES - 1) * KNOTS; base += KNOTS) tail *= 2;
  const place = Math.min((1 - tail) * 2 * KNOTS, KNOTS);
  const knot = Math.min(place | 0, KNOTS - 1);
  const table = isFirst ? first : second;
  const low = table[base + knot]!;
  return low + (table[base + knot + 1]! - low) * (place - knot);
}
