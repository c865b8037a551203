/** What a card has room for, by its size: shared by the card and by what hangs on it. */
import type { FrameReplica } from '#scene/frame';
import type { Brush, Rect } from './brush';
import { hasStrip } from './strips';

/** Heights from which a card has room for the place and a line of its own for the log. */
const FULL = 70;
const LOGGED = 46;

/** What a card has room for, and where its head stands. */
export interface Anatomy {
  /** Room for the place, and for rings on the upper edge. */
  readonly full: boolean;
  /** Room for a line below the head, and something to put there. */
  readonly logged: boolean;
  readonly pad: number;
  readonly head: number;
  /** Of the chip. */
  readonly radius: number;
  readonly middle: number;
}

export function anatomyOf({ scale, theme }: Brush, replica: FrameReplica, rect: Rect): Anatomy {
  const type = scale * theme.type;
  const full = rect.height >= FULL * type;
  const logged = rect.height >= LOGGED * type && (replica.log !== undefined || hasStrip(replica));
  const head = full ? rect.height * 0.55 : logged ? rect.height * 0.5 : rect.height;
  return {
    full,
    logged,
    pad: full ? 11 * scale : 8 * scale,
    head,
    radius: Math.min(13 * type, head / 2 - 3 * scale),
    middle: rect.y + head / 2 + (logged && !full ? 1 : 0),
  };
}
