/** How high the sheet of a lesson's words stands on a small screen: in numbers, so that what dragging does can be tested. */

/** From low to high: the heading and a line, some of the text below the stage, the text alone. */
const STANDS = ['peek', 'half', 'full'] as const;
export type Stand = (typeof STANDS)[number];

/** px. */
export type Heights = Readonly<Record<Stand, number>>;

/** A first line of prose in any theme, with the gap above it, px. */
const LINE = 46;
/** At least so much more than a peek, px, and at most so much of the room: on a very small screen words come first. */
const [MORE, MOST] = [72, 0.75];
/** The share of the room that leaves the stage, the transport, the diagram and the verdicts in sight. */
const HALF = 0.36;
/** The share of a bar's height that the words give: the rest is the stage's. */
const YIELDED = 0.75;

/** px. */
export interface Measures {
  /** Between the page's header and the screen's lower edge. */
  readonly room: number;
  /** What stands above the stage and takes room from it. */
  readonly bar: number;
  /** The row of the sheet's handle. */
  readonly handle: number;
  readonly heading: number;
}

export function heightsIn({ room, bar, handle, heading }: Measures): Heights {
  const peek = Math.min(handle + heading + LINE, room / 2);
  return { peek, half: Math.max(room * HALF - bar * YIELDED, Math.min(peek + MORE, room * MOST)), full: room };
}

export const higher = (stand: Stand): Stand => (stand === 'peek' ? 'half' : 'full');
export const lower = (stand: Stand): Stand => (stand === 'full' ? 'half' : 'peek');

/** Up to the highest, then down to the lowest: one button reaches all three. */
export const turned = (stand: Stand): Stand => (stand === 'full' ? 'peek' : higher(stand));

/** px in a ms: faster is a flick. */
const FLICK = 0.4;

/** Where a sheet that was let go at this height comes to rest: a flick (`speed`, px a ms, up is positive) goes on, else the nearest. */
export function restOf(
  heights: Heights,
  { height, speed }: { readonly height: number; readonly speed: number },
): Stand {
  if (speed > FLICK) return STANDS.find((stand) => heights[stand] > height) ?? 'full';
  if (speed < -FLICK) return STANDS.findLast((stand) => heights[stand] < height) ?? 'peek';
  const away = (stand: Stand) => Math.abs(heights[stand] - height);
  return STANDS.reduce((best, stand) => (away(stand) < away(best) ? stand : best));
}
