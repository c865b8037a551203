/** Draws consistent hashing: the ring with each replica's stretches, the keys on it, and who owns them. */
import type { Frame } from '#scene/frame';
import { clearText, disc, type Brush, type Pixel, type Rect, type Size } from './brush';
import { mono, sans } from './theme';
import { shortOf } from './tables';

type Ring = NonNullable<Frame['ring']>;

/** Room for letters around the ring. */
const AROUND = 15;
/** Keys whose owners are listed. */
const LISTED = 5;
/** Keys that are named inside the ring, where none is marked. */
const NAMED_KEYS = 3;
/** Stretches that are named. */
const NAMED = 24;
const LINE = 1.4;

const typeOf = ({ scale, theme }: Pick<Brush, 'scale' | 'theme'>): number => Math.max(9, 9.5 * scale) * theme.type;

/** Where the list of owners stands. */
export type ListSide = 'beside' | 'below';

/** How large a ring is drawn, in pixels. */
export interface RingShape {
  readonly radius: number;
  readonly list: ListSide;
}

export function ringSize(brush: Brush, ring: Ring, { radius, list }: RingShape): Size {
  const { ctx } = brush;
  const px = typeOf(brush);
  ctx.font = mono(px);
  const lines = listOf(ring);
  const widest = Math.max(0, ...lines.map((line) => ctx.measureText(line).width + 6));
  const round = 2 * (radius + AROUND * brush.theme.type);
  return list === 'beside'
    ? { width: Math.ceil(round + widest), height: Math.ceil(round) }
    : { width: Math.ceil(Math.max(round, widest)), height: Math.ceil(round + lines.length * px * LINE) };
}

const shortNames = ({ arcs }: Ring): ((name: string) => string) => {
  const names = [...new Set(arcs.map(({ owner }) => owner))];
  return (name) => shortOf(names, name);
};

/** `x  A B C`: a key and its owners. */
function listOf(ring: Ring): string[] {
  const short = shortNames(ring);
  return ring.keys.slice(0, LISTED).map(({ key, owners }) => `${key}: ${owners.map(short).join(' ')}`);
}

/** `marked`: the replica whose stretches and keys stand out. It is drawn below links and messages. */
export function drawRing(
  brush: Brush,
  ring: Ring,
  { rect, radius, list, marked }: RingShape & { rect: Rect; marked: string | undefined },
): void {
  const { ctx, theme } = brush;
  const px = typeOf(brush);
  const reach = radius + AROUND * theme.type;
  const isBeside = list === 'beside';
  const centre = { x: isBeside ? rect.x + reach : rect.x + rect.width / 2, y: rect.y + reach };
  drawArcs(brush, ring, { centre, radius, marked });
  drawKeys(brush, ring, { centre, radius, marked });
  const lines = listOf(ring);
  const top = isBeside ? centre.y - ((lines.length - 1) / 2) * px * LINE : rect.y + 2 * reach + px * 0.4;
  ctx.font = mono(px);
  ctx.textAlign = isBeside ? 'left' : 'center';
  lines.forEach((line, index) => {
    const owns = marked !== undefined && ring.keys[index]!.owners.includes(marked);
    ctx.fillStyle = owns ? theme.accent : theme.muted;
    clearText(brush, line, { x: isBeside ? centre.x + reach + 4 : centre.x, y: top + index * px * LINE });
  });
}

/** Clockwise from the top. */
const angleOf = (share: number): number => Math.PI * (2 * share - 0.5);

const pointAt = ({ x, y }: Pixel, radius: number, share: number): Pixel => ({
  x: x + radius * Math.cos(angleOf(share)),
  y: y + radius * Math.sin(angleOf(share)),
});

interface Round {
  readonly centre: Pixel;
  readonly radius: number;
  readonly marked: string | undefined;
}

function drawArcs(brush: Brush, ring: Ring, { centre, radius, marked }: Round): void {
  const { ctx, theme } = brush;
  const short = shortNames(ring);
  ctx.lineCap = 'butt';
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.font = sans(typeOf(brush), 600);
  const apart = typeOf(brush) / (2 * Math.PI * radius); // Letters nearer than this would lie on each other.
  let last = -Infinity;
  ring.arcs.forEach(({ from, to, owner }, index) => {
    const isMarked = owner === marked;
    ctx.strokeStyle = isMarked ? theme.accent : index % 2 === 0 ? theme.muted : theme.faint;
    ctx.lineWidth = (isMarked ? 6 : 4) * Math.sqrt(theme.stroke);
    ctx.beginPath();
    ctx.arc(centre.x, centre.y, radius, angleOf(from), angleOf(to));
    ctx.stroke();
    const middle = (from + to) / 2;
    if ((ring.arcs.length > NAMED && !isMarked) || middle - last < apart) return;
    last = middle;
    const at = pointAt(centre, radius + 9 * theme.type, middle);
    ctx.fillStyle = isMarked ? theme.accent : theme.muted;
    clearText(brush, short(owner), at);
  });
}

function drawKeys(brush: Brush, { keys }: Ring, { centre, radius, marked }: Round): void {
  const { ctx, theme } = brush;
  ctx.font = mono(typeOf(brush), 600);
  const apart = (typeOf(brush) * 1.4) / (2 * Math.PI * (radius - 11)); // The list names them all: letters must not pile up.
  let last = -Infinity;
  for (const { key, at, owners } of keys) {
    const owns = marked !== undefined && owners.includes(marked);
    const spot = pointAt(centre, radius, at);
    ctx.fillStyle = owns ? theme.accent : theme.ink;
    ctx.strokeStyle = theme.panel;
    ctx.lineWidth = 1.5;
    disc(ctx, spot, 3.6);
    ctx.fill();
    ctx.stroke();
    const inside = pointAt(centre, radius - 11, at);
    if (!(keys.length <= NAMED_KEYS || owns) || at - last < apart) continue;
    last = at;
    clearText(brush, key, inside);
  }
}
