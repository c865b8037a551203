/** Draws a decision between versions where it is made: they come together, the rule is named, and what is dropped falls. */
import type { FrameReplica } from '#scene/frame';
import type { Brush, Rect } from './brush';
import { pieceType } from './pieces';
import { drawPill, pillWidth, type Version } from './pills';
import { sans, versionColour } from './theme';

type Resolution = NonNullable<FrameReplica['resolution']>;

/** Share of its time in which the versions come together; and from which on the loser falls. */
const MEET = 0.3;
const FALL = 0.4;

/** How far apart they are at the beginning. */
const APART = 14;

interface Row {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** How far the loser has fallen, 0 to 1. */
export const fallOf = ({ u }: Pick<Resolution, 'u'>): number => Math.max(0, (u - FALL) / (1 - FALL));

/** In the lower line of a card. */
export function drawResolution(brush: Brush, resolution: Resolution, { left, right, y }: Row): void {
  const { ctx, theme, say } = brush;
  const { u, outcome, kept, dropped } = resolution;
  const px = pieceType(brush);
  const apart = APART * brush.scale * (1 - Math.min(1, u / MEET));
  let x = left;
  const isCombined = outcome === 'merge' && u >= MEET;
  const shown = outcome === 'merge' && !isCombined ? dropped : kept;
  for (const version of shown)
    x += drawPill(brush, pillOf(brush, version, px), { x, y }) + 3 + (outcome === 'merge' ? apart : 0);
  if (outcome === 'rule') {
    for (const version of dropped) {
      const pill = pillOf(brush, version, px);
      if (!resolution.loses || u < FALL) drawPill(brush, { ...pill, look: 'framed' }, { x: x + apart, y });
      x += pillWidth(brush, pill) + 3 + apart;
    }
  }
  if (!namesRule(brush, resolution, right - left)) return;
  ctx.font = sans(px, 600);
  ctx.fillStyle = theme.ink;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillText(say(resolution.rule), x + 4, y + 0.5);
}

/** Whether the rule can be named beside the versions, even while they stand apart; else the tray names it. */
export function namesRule(brush: Brush, resolution: Resolution, width: number): boolean {
  const px = pieceType(brush);
  const { kept, dropped, outcome } = resolution;
  const widthOf = (versions: readonly Version[]) =>
    versions.reduce((sum, version) => sum + pillWidth(brush, pillOf(brush, version, px)) + 3, 0);
  const pills = outcome === 'merge' ? Math.max(widthOf(kept), widthOf(dropped)) : widthOf([...kept, ...dropped]);
  brush.ctx.font = sans(px, 600);
  const rule = brush.ctx.measureText(brush.say(resolution.rule)).width;
  return pills + rule + 8 + APART * brush.scale <= width;
}

/** Where the dropped versions stand once the versions have met. */
export function loserAt(brush: Brush, { kept }: Resolution, left: number): number {
  const px = pieceType(brush);
  return left + kept.reduce((sum, version) => sum + pillWidth(brush, pillOf(brush, version, px)) + 3, 0);
}

/** The loser on its way out of the card into the tray below it; it fades as it falls. */
export function drawFall(
  brush: Brush,
  { u, loses, dropped }: Resolution,
  { left, y, tray }: { left: number; y: number; tray: Rect },
): void {
  if (!loses || u < FALL) return;
  const { ctx } = brush;
  const px = pieceType(brush);
  const share = fallOf({ u });
  const to = tray.y + tray.height / 2;
  let x = left;
  const before = ctx.globalAlpha;
  ctx.globalAlpha = before * (1 - share * share);
  for (const version of dropped) {
    const pill = pillOf(brush, version, px);
    x += drawPill(brush, { ...pill, look: 'full' }, { x, y: y + (to - y) * share * share }) + 3;
  }
  ctx.globalAlpha = before;
}

const pillOf = ({ theme }: Brush, version: Version, px: number) =>
  ({ text: version.value, colour: versionColour(theme, version), px, look: 'full' }) as const;
