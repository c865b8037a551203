/** Draws what a replica shows: its value as a disc in the version's colour, in two colours where writes conflict. */
import type { FrameReplica } from '#scene/frame';
import { disc, fit, roundRect, type Brush, type Pixel } from './brush';
import { partColours, type Version } from './pills';
import { mono, sans, versionColour } from './theme';

type Chip = FrameReplica['chips'][number];

export function drawChip(brush: Brush, replica: FrameReplica, { x, y, radius }: Pixel & { radius: number }): void {
  const { ctx, theme } = brush;
  const { chips, status } = replica;
  const versions = chips[0]?.versions ?? [];
  versions.forEach((version, index) => {
    const [from, to] = [index, index + 1].map((part) => Math.PI * (0.5 + (2 * part) / versions.length));
    ctx.fillStyle = versionColour(theme, version);
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.arc(x, y, radius, from!, to!);
    ctx.fill();
  });
  if (versions.length === 1) drawParts(brush, versions[0]!, { x, y, radius });
  if (status === 'paused') return drawClock(brush, { x, y, radius });
  ctx.fillStyle = theme.onVersion;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const text = discText(replica);
  const px = radius * (text.length > 2 ? 0.75 : 0.95);
  ctx.font = sans(px, 650);
  ctx.fillText(fit(ctx, text, radius * 1.8), x, y + 0.5);
}

/** Made of several writes: a ring in their colours around it. */
function drawParts({ ctx, theme, scale }: Brush, version: Version, { x, y, radius }: Pixel & { radius: number }): void {
  const colours = [...new Set(partColours(theme, version))];
  if (!version.from || colours.length === 0) return;
  ctx.lineWidth = Math.max(2, 2.6 * scale);
  ctx.lineCap = 'butt';
  colours.forEach((colour, index) => {
    const [from, to] = [index, index + 1].map((part) => Math.PI * ((2 * part) / colours.length - 0.5));
    ctx.strokeStyle = colour;
    ctx.beginPath();
    ctx.arc(x, y, radius + ctx.lineWidth / 2, from!, to!);
    ctx.stroke();
  });
}

/** What stands on the disc: the value, unless it is a whole of many parts, which stand below. */
function discText({ lists, chips }: FrameReplica): string {
  const [chip] = chips;
  if (!chip) return '';
  if (chip.versions.length > 1) return '≠';
  const list = lists.find(({ key }) => key === chip.key);
  return list ? (list.ordered ? '¶' : '{}') : chip.versions[0]!.value;
}

/** A paused replica: a clock over its value. */
function drawClock({ ctx, theme }: Brush, { x, y, radius }: Pixel & { radius: number }): void {
  ctx.strokeStyle = theme.onVersion;
  ctx.lineWidth = 1.7 * theme.stroke;
  ctx.lineCap = 'round';
  disc(ctx, { x, y }, radius * 0.62);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x, y - radius * 0.36);
  ctx.lineTo(x, y);
  ctx.lineTo(x + radius * 0.28, y + radius * 0.14);
  ctx.stroke();
}

/** The values of further keys as small pills, as many as have room. */
export function drawPills(
  { ctx, theme, scale }: Brush,
  chips: readonly Chip[],
  { left, y, room }: { left: number; y: number; room: number },
): void {
  const px = Math.max(9, 10.5 * scale) * theme.type;
  ctx.font = mono(px, 600);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  let x = left;
  for (const { key, versions } of chips) {
    const text = versions.length > 1 ? `${key}≠` : versions[0]!.short;
    const width = ctx.measureText(text).width + 8;
    if (x + width > left + room) return;
    ctx.fillStyle = versionColour(theme, versions[0]);
    roundRect(ctx, { x, y: y - px * 0.75, width, height: px * 1.5 }, 4);
    ctx.fill();
    ctx.fillStyle = theme.onVersion;
    ctx.fillText(text, x + 4, y + 0.5);
    x += width + 3;
  }
}
