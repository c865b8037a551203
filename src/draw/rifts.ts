/** Draws cuts: a torn line across each link that is cut, with its name and how much it holds back. */
import type { Frame, FrameRift } from '#scene/frame';
import { apart, clearText, fit, polyline, type Brush, type Pixel, type Rect, type Size } from './brush';
import { fixedObstacles, placeInset, type Inset } from './insets';
import { isThicket } from './links';
import { isSteep, polylineOf, riftReach, toPixel } from './stage-space';
import { sans } from './theme';

const TEETH = 4;
const TOOTH = 7;

export function drawRifts(brush: Brush, frame: Frame, selection?: string): void {
  apart(brush.ctx, () => {
    for (const rift of frame.rifts)
      drawTear(brush, rift, { reach: riftReach(frame, rift, brush), selected: rift.id === selection });
    for (const name of riftNames(brush, frame)) drawName(brush, name);
  });
}

function drawTear(
  { ctx, theme, size, scale }: Brush,
  rift: FrameRift,
  { reach, selected }: { reach: number; selected: boolean },
): void {
  const points = tear(rift, size, { reach, tooth: TOOTH * scale });
  ctx.lineJoin = 'miter';
  ctx.strokeStyle = theme.panel;
  ctx.lineWidth = 12 * scale;
  polyline(ctx, points);
  ctx.strokeStyle = theme.violated;
  ctx.globalAlpha = selected ? 0.32 : 0.16;
  ctx.lineWidth = 9 * scale;
  polyline(ctx, points);
  ctx.globalAlpha = 1;
  ctx.lineWidth = 2 * theme.stroke;
  polyline(ctx, points);
}

/** A zigzag across the link: upright over a level one, level over a steep one, since a slanting tear looks like stairs. */
function tear(rift: FrameRift, size: Size, { reach, tooth }: { reach: number; tooth: number }): Pixel[] {
  const middle = toPixel(size, rift.at);
  return Array.from({ length: TEETH + 1 }, (_, index) => {
    const across = ((index / TEETH) * 2 - 1) * reach;
    const off = index % 2 === 0 ? -tooth : tooth;
    return isSteep(rift, size)
      ? { x: middle.x + across, y: middle.y + off }
      : { x: middle.x + off, y: middle.y + across };
  });
}

/** What a tear covers. */
function tearRect({ size, scale }: Brush, frame: Frame, rift: FrameRift): Rect {
  const { x, y } = toPixel(size, rift.at);
  const [reach, tooth] = [riftReach(frame, rift, { size, scale }), TOOTH * scale + 2];
  const [across, down] = isSteep(rift, size) ? [reach, tooth] : [tooth, reach];
  return { x: x - across, y: y - down, width: 2 * across, height: 2 * down };
}

/** What is written beside a tear, and where: the name, and below it what it holds. */
export interface RiftName {
  readonly name: string;
  readonly held: string;
  readonly px: number;
  readonly rect: Rect;
}

/** Each beside its tear, off the link, where it covers no card and no client; without the count where that has no room. */
export function riftNames(brush: Brush, frame: Frame): RiftName[] {
  const taken = [...fixedObstacles(brush, frame), ...frame.rifts.map((rift) => tearRect(brush, frame, rift))];
  const named = frame.rifts.filter(({ name }) => name);
  const links = named.length > 0 ? pointsOnLinks(frame, brush.size) : [];
  return named.map((rift) => {
    const [name, held] = [brush.say(rift.name!), rift.held > 0 ? brush.say(rift.heldWords) : ''];
    const full = placeName(brush, frame, { rift, name, held, taken, links });
    const placed = full.clear ? full : placeName(brush, frame, { rift, name, held: undefined, taken, links });
    taken.push(placed.rect);
    return placed;
  });
}

/** The widest count, so that a name stays where it is while messages come and go. */
const MANY = 999;

/** What a name keeps clear of: altogether, and where it can. */
interface Taken {
  readonly taken: readonly Rect[];
  readonly links: readonly Pixel[];
}

/** `held`: undefined where there is to be no room for a count. */
function placeName(
  brush: Brush,
  frame: Frame,
  { rift, name, held, taken, links }: Taken & { rift: FrameRift; name: string; held: string | undefined },
): RiftName & { clear: boolean } {
  const { size, scale, theme, ctx, say } = brush;
  const reach = riftReach(frame, rift, brush);
  const px = Math.max(10, 11.5 * scale) * theme.type;
  ctx.font = sans(px, 650);
  const count = held === undefined ? '' : say({ ...rift.heldWords, args: { count: MANY } });
  const needed = {
    width: Math.max(ctx.measureText(name).width, ctx.measureText(count).width) + 4,
    height: px * (count === '' ? 1.25 : 2.5),
  };
  const spots = spotsBeside(toPixel(size, rift.at), needed, { reach, steep: isSteep(rift, size) });
  const rects = spots.map(({ x, y }) => ({
    x: Math.min(size.width - needed.width - 2, Math.max(2, x)),
    y: Math.min(size.height - needed.height - 2, Math.max(2, y)),
    ...needed,
  }));
  const free = rects.filter((each) => taken.every((other) => !meets(each, other)));
  const rect = free.find((each) => !isOn(links, each)) ?? free[0];
  const placed = rect ? { rect, clear: true } : farther(brush, { rift, needed, taken, links, reach });
  return { name, held: held ?? '', px, ...placed };
}

/** Where all is taken close by: the nearest free place, off the tear, off the link on both sides of it and off the links that hold. */
function farther(
  { size }: Brush,
  { rift, needed, taken, links, reach }: Taken & { rift: FrameRift; needed: Size; reach: number },
): Inset {
  const near = toPixel(size, rift.at);
  const along = { x: rift.along.x * size.width, y: rift.along.y * size.height };
  const length = Math.hypot(along.x, along.y) || 1;
  const way = [-3, -2, -1, 0, 1, 2, 3].map((step): Rect => {
    const x = near.x + (along.x / length) * step * reach;
    const y = near.y + (along.y / length) * step * reach;
    return { x: x - reach / 2, y: y - reach / 2, width: reach, height: reach };
  });
  const whole = links.map(({ x, y }) => ({ x: x - 1, y: y - 1, width: 2, height: 2 }));
  return placeInset(size, needed, { near, obstacles: [...taken, ...way, ...whole] });
}

/** Over a steep link at the tear's ends; over a level one above and below it, since messages come along at its sides. */
function spotsBeside(
  { x, y }: Pixel,
  { width, height }: Size,
  { reach, steep }: { reach: number; steep: boolean },
): Pixel[] {
  const ends = [
    { x: x + reach + 10, y: y - height / 2 },
    { x: x - reach - 10 - width, y: y - height / 2 },
  ];
  const sides = [
    { x: x - width / 2, y: y - reach - height - 4 },
    { x: x - width / 2, y: y + reach + 4 },
  ];
  const corners = [-1, 1].flatMap((down) =>
    [1, -1].map((across) => ({
      x: across > 0 ? x + 14 : x - 14 - width,
      y: down > 0 ? y + 16 : y - 16 - height,
    })),
  );
  return steep ? [...ends, ...corners, ...sides] : [...sides, ...corners, ...ends];
}

/** Where links that hold run: the name of a cut there would be taken for theirs. None where there are too many to keep clear of. */
const pointsOnLinks = ({ links }: Frame, size: Size): Pixel[] =>
  isThicket(links) ? [] : links.filter(({ cut }) => !cut).flatMap((link) => polylineOf(link, size));

const isOn = (points: readonly Pixel[], { x, y, width, height }: Rect): boolean =>
  points.some((at) => at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height);

const meets = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

function drawName(brush: Brush, { name, held, px, rect }: RiftName): void {
  const { ctx, theme } = brush;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = theme.ink;
  ctx.font = sans(px, 650);
  const at = { x: rect.x + 2, y: rect.y + px * 0.62 };
  clearText(brush, fit(ctx, name, brush.size.width), at);
  ctx.fillStyle = theme.muted;
  ctx.font = sans(px * 0.95);
  if (held) clearText(brush, fit(ctx, held, brush.size.width), { x: at.x, y: at.y + px * 1.28 });
}
