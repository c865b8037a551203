/** Draws a decision between versions where it is made: they come together, the rule is named, and what is dropped falls. */
import type { FrameReplica } from '#scene/frame';
import type { Brush, Rect } from './brush';
import { pieceType } from './pieces';
import { drawPill, pillWidth, type Pill, type Version } from './pills';
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
  const isCombined = outcome === 'merge' && u >= MEET;
  const pill = pillsIn(brush, resolution, right - left);
  let x = left;
  for (const version of outcome === 'merge' && !isCombined ? dropped : kept) {
    if (x + pillWidth(brush, pill(version)) > right) return;
    x += drawPill(brush, pill(version), { x, y }) + GAP + (outcome === 'merge' ? apart : 0);
  }
  if (outcome === 'rule') {
    for (const version of dropped) {
      if (x + apart + pillWidth(brush, pill(version)) > right) return;
      if (!resolution.loses || u < FALL) drawPill(brush, { ...pill(version), look: 'framed' }, { x: x + apart, y });
      x += pillWidth(brush, pill(version)) + GAP + apart;
    }
  }
  if (!namesRule(brush, resolution, right - left)) return;
  ctx.font = sans(px, 600);
  ctx.fillStyle = theme.ink;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillText(say(resolution.rule), x + 4, y + 0.5);
}

const GAP = 3;

/** Letters of a value that are shown: fewer where a card has room for no more. */
const LETTERS = [9, 7, 5, 4, 3] as const;

const widthOf = (brush: Brush, versions: readonly Version[], longest: number): number =>
  versions.reduce((sum, version) => sum + pillWidth(brush, pillOf(brush, version, longest)) + GAP, 0);

/** At its widest, while the versions stand apart. */
function widest(brush: Brush, { kept, dropped, outcome }: Resolution, longest: number): number {
  const apart = APART * brush.scale;
  if (outcome !== 'merge') return widthOf(brush, [...kept, ...dropped], longest) + apart * dropped.length;
  return Math.max(widthOf(brush, kept, longest), widthOf(brush, dropped, longest) + apart * (dropped.length - 1));
}

/** How a version is drawn in so much room. */
function pillsIn(brush: Brush, resolution: Resolution, width: number): (version: Version) => Pill {
  const longest = LETTERS.find((letters) => widest(brush, resolution, letters) <= width + GAP) ?? LETTERS.at(-1)!;
  return (version) => pillOf(brush, version, longest);
}

/** Whether the rule can be named beside the versions, even while they stand apart; else the tray names it. */
export function namesRule(brush: Brush, resolution: Resolution, width: number): boolean {
  const pills = widest(brush, resolution, LETTERS[0]);
  brush.ctx.font = sans(pieceType(brush), 600);
  const rule = brush.ctx.measureText(brush.say(resolution.rule)).width;
  return pills + rule + 8 <= width;
}

/** The loser on its way out of the card into the tray below it; it fades as it falls, and where it is where no tray keeps it. */
export function drawFall(
  brush: Brush,
  resolution: Resolution,
  { left, right, y, tray }: Row & { tray: Rect | undefined },
): void {
  const { u, loses, kept, dropped } = resolution;
  if (!loses || u < FALL) return;
  const { ctx } = brush;
  const pill = pillsIn(brush, resolution, right - left);
  const share = fallOf({ u });
  const to = tray ? tray.y + tray.height / 2 : y;
  let x = left + kept.reduce((sum, version) => sum + pillWidth(brush, pill(version)) + GAP, 0);
  const before = ctx.globalAlpha;
  ctx.globalAlpha = before * (1 - share * share);
  for (const version of dropped) {
    if (x + pillWidth(brush, pill(version)) > right) break;
    x += drawPill(brush, pill(version), { x, y: y + (to - y) * share * share }) + GAP;
  }
  ctx.globalAlpha = before;
}

const pillOf = (brush: Brush, version: Version, longest: number): Pill => ({
  text: version.value,
  colour: versionColour(brush.theme, version),
  px: pieceType(brush),
  look: 'full',
  longest,
});
