/** Where things of the stage lie in pixels: shared by the painters and by the pointer, so that hit and picture agree. */
import type { Frame, FrameClient, FrameGroup, FrameLink, FrameMessage, FrameReplica, FrameRift } from '#scene/frame';
import type { Pixel, Rect, Size } from './brush';

/** The sizes that the shapes are drawn for. */
const REFERENCE = { wide: { width: 940, height: 390 }, tall: { width: 360, height: 420 } } as const;

export function scaleOf({ width, height }: Size, shape: Frame['shape']): number {
  const reference = REFERENCE[shape];
  return Math.min(1.6, Math.max(0.78, Math.min(width / reference.width, height / reference.height)));
}

export const toPixel = ({ width, height }: Size, { x, y }: { readonly x: number; readonly y: number }): Pixel => ({
  x: x * width,
  y: y * height,
});

const PARTS = 24;

/** A link as a polyline, for what asks how near something is to it. */
export function polylineOf({ curve }: FrameLink, size: Size): Pixel[] {
  const [from, control, to] = [toPixel(size, curve.from), toPixel(size, curve.control), toPixel(size, curve.to)];
  return Array.from({ length: PARTS + 1 }, (_, part) => {
    const u = part / PARTS;
    const v = 1 - u;
    return {
      x: v * v * from.x + 2 * v * u * control.x + u * u * to.x,
      y: v * v * from.y + 2 * v * u * control.y + u * u * to.y,
    };
  });
}

const CARD = { width: 200, height: 106 } as const;

/** px. Marks of a quorum stand on a card's upper edge, and half of them above it. */
const ABOVE_CARD = 13;

export function cardRect({ box }: FrameReplica, size: Size, scale: number): Rect {
  const width = Math.min(box.width * size.width, CARD.width * scale);
  const height = Math.min(box.height * size.height, CARD.height * scale);
  return {
    x: Math.round(box.x * size.width - width / 2),
    y: Math.round(Math.max(ABOVE_CARD, box.y * size.height - height / 2)),
    width: Math.round(width),
    height: Math.round(height),
  };
}

export function groupRect({ box }: FrameGroup, size: Size): Rect {
  const [width, height] = [Math.round(box.width * size.width), Math.round(box.height * size.height)];
  return {
    x: Math.round(box.x * size.width - width / 2),
    y: Math.round(box.y * size.height - height / 2),
    width,
    height,
  };
}

/** Where a member's dot stands in the middle of its group's card. */
export function memberSpot(
  { x, y, width, height }: Rect,
  { index, count }: { index: number; count: number },
): Pixel & { radius: number } {
  const [across, down] = [width - 16, height * 0.42];
  const columns = Math.min(count, Math.max(1, Math.ceil(Math.sqrt((count * across) / down))));
  const rows = Math.ceil(count / columns);
  const [stepX, stepY] = [across / columns, down / rows];
  return {
    x: x + 8 + ((index % columns) + 0.5) * stepX,
    y: y + height * 0.28 + (Math.floor(index / columns) + 0.5) * stepY,
    radius: Math.max(2, Math.min(7, stepX * 0.36, stepY * 0.36)),
  };
}

const TRAY = 17;

/** The tray of lost writes, hanging from a card's lower edge; as high as a gap between two rows of small cards lets it be. */
export function trayRect(card: Rect, { scale, type }: { scale: number; type: number }): Rect {
  const inset = Math.round(Math.min(10 * scale, card.width * 0.05));
  const height = Math.floor(Math.min(TRAY * Math.max(0.85, scale) * Math.sqrt(type), card.height * 0.48));
  return { x: card.x + inset, y: card.y + card.height, width: card.width - 2 * inset, height };
}

/** A client's ring, and how wide and high its ring and words are together. */
export function clientPlace({ at, ring, box }: FrameClient, size: Size): Pixel & { radius: number; rect: Rect } {
  const [width, height] = [box.width * size.width, box.height * size.height];
  const rect = { x: box.x * size.width - width / 2, y: box.y * size.height - height / 2, width, height };
  return { ...toPixel(size, at), radius: Math.min(ring * size.height, 26), rect };
}

/** How much of a message is drawn: all of it, without its tail, or a dot where there are very many. */
export type Detail = 'full' | 'plain' | 'dot';

export const detailOf = ({ messages }: Pick<Frame, 'messages'>): Detail =>
  messages.length <= 80 ? 'full' : messages.length <= 240 ? 'plain' : 'dot';

/** Half of a capsule's height. */
export const capsuleRadius = ({ facts }: FrameMessage, scale: number): number => (facts.small ? 9 : 11) * scale;

/** A lost message falls off its link. */
const FALL = 26;

/** Half of the room that a message takes beside another. */
const ABREAST = { across: 25, down: 12.5 } as const;

/** Share of its way after which a message has left the others' side, or has taken it. */
const SIDLE = 0.16;

export function messagePixel(message: FrameMessage, size: Size, scale: number): Pixel {
  const at = { x: message.x * size.width, y: message.y * size.height + message.fade * FALL * scale };
  if (message.side === 0) return at;
  const { x, y } = headingOf(message, size);
  const length = Math.hypot(x, y) || 1;
  const [across, down] = [-y / length, x / length];
  const apart = Math.min(ABREAST.across / Math.abs(across || 1e-9), ABREAST.down / Math.abs(down || 1e-9)) * scale * 2;
  const { progress } = message;
  const off = apart * message.side * Math.min(1, progress / SIDLE, (1 - progress) / SIDLE);
  return { x: at.x + across * off, y: at.y + down * off };
}

/** The direction of its curve where it is, in pixels. */
export function headingOf({ curve: { from, control, to }, u }: FrameMessage, { width, height }: Size): Pixel {
  const v = 1 - u;
  return {
    x: (v * (control.x - from.x) + u * (to.x - control.x)) * width,
    y: (v * (control.y - from.y) + u * (to.y - control.y)) * height,
  };
}

/** How far a tear is from a client that it would run into, and how short it may become, as shares of its length. */
const [CLEAR, LEAST_TEAR] = [0.2, 0.35];

/** Over a steep link a tear lies level, over any other upright. */
export const isSteep = ({ along }: FrameRift, { width, height }: Size): boolean =>
  Math.abs(along.y * height) > 1.6 * Math.abs(along.x * width);

/** Half of the length of a rift: shorter where many small cards leave it little room, and before a client, which is not cut off by it. */
export function riftReach(
  { replicas, clients }: Pick<Frame, 'replicas' | 'clients'>,
  rift: FrameRift,
  { size, scale }: { size: Size; scale: number },
): number {
  const whole = (replicas.length > 9 ? 15 : 34) * scale;
  const middle = toPixel(size, rift.at);
  const steep = isSteep(rift, size);
  const rooms = clients.map((client) => {
    const { x, y, radius } = clientPlace(client, size);
    const [along, across] = steep ? [x - middle.x, y - middle.y] : [y - middle.y, x - middle.x];
    return Math.abs(across) < radius + 10 * scale ? Math.abs(along) - radius - whole * CLEAR : whole;
  });
  return Math.max(whole * LEAST_TEAR, Math.min(whole, ...rooms));
}
