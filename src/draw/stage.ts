/** Paints a frame of the stage: the ground, links, a ring of keys, trees, rifts, messages, cards, clients, what stands besides, a notice, in this order. */
import type { EasedFrame } from '#scene/between';
import { drawBesides, drawRingBelow, drawTreesBelow } from './besides';
import { apart, type Brush, type Say, type Size } from './brush';
import { drawCards } from './cards';
import { drawClients } from './clients';
import { drawGroups } from './groups';
import { drawGround } from './ground';
import { drawLinks } from './links';
import { drawChosenMessage, drawMessages } from './messages';
import { drawNotice } from './notice';
import { drawRifts } from './rifts';
import { scaleOf } from './stage-space';
import type { Theme } from './theme';

export type { Say, Size } from './brush';

export interface StageLook {
  readonly theme: Theme;
  /** CSS pixels; the caller scales the context for the device. */
  readonly size: Size;
  readonly say: Say;
  readonly selection?: string | undefined;
  /** Ids of what contradicts each other. */
  readonly witness?: ReadonlySet<string> | undefined;
  readonly focus?: string | undefined;
}

/** Same frame and look: same calls, in the same order. */
export function paintStage(
  ctx: CanvasRenderingContext2D,
  frame: EasedFrame,
  { theme, size, say, ...marks }: StageLook,
): void {
  const brush: Brush = { ctx, theme, size, say, scale: scaleOf(size, frame.shape) };
  apart(ctx, () => {
    drawGround(brush);
    drawLinks(brush, frame, marks);
    drawRingBelow(brush, frame, marks);
    drawTreesBelow(brush, frame);
    drawRifts(brush, frame, marks.selection);
    drawMessages(brush, frame, marks);
    if (frame.groups.length > 0) drawGroups(brush, frame, marks);
    else drawCards(brush, frame, marks);
    drawClients(brush, frame, marks);
    drawChosenMessage(brush, frame, marks);
    drawBesides(brush, frame, marks);
    drawNotice(brush, frame);
  });
}
