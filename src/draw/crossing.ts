/** Which links a line drawn by hand crosses: the geometry of the gesture that cuts them. */
import type { Frame } from '#scene/frame';
import type { Pixel, Size } from './brush';
import { toPixel } from './stage-space';

const STEPS = 24;

/** The two ends of each link between replicas that the line crosses, first the one to its left; a place stands for its group. */
export function linksCrossed(
  { links, replicas, groups }: Frame,
  size: Size,
  line: { from: Pixel; to: Pixel },
): (readonly [string, string])[] {
  const ends = new Map(
    groups.length === 0
      ? replicas.map(({ name }) => [name, name])
      : groups.flatMap(({ place, members }) =>
          place === undefined ? [] : members.map(({ name }) => [name, `@${place}`] as const),
        ),
  );
  return links.flatMap((link) => {
    const [from, to] = [ends.get(link.from), ends.get(link.to)];
    if (from === undefined || to === undefined || !isCrossed(link, size, line)) return [];
    return [
      side(line.from, line.to, toPixel(size, link.curve.from)) <= 0 ? ([from, to] as const) : ([to, from] as const),
    ];
  });
}

function isCrossed({ curve }: Frame['links'][number], size: Size, line: { from: Pixel; to: Pixel }): boolean {
  const [from, control, to] = [toPixel(size, curve.from), toPixel(size, curve.control), toPixel(size, curve.to)];
  let last = from;
  for (let step = 1; step <= STEPS; step += 1) {
    const u = step / STEPS;
    const v = 1 - u;
    const next = {
      x: v * v * from.x + 2 * v * u * control.x + u * u * to.x,
      y: v * v * from.y + 2 * v * u * control.y + u * u * to.y,
    };
    if (meet(last, next, line.from, line.to)) return true;
    last = next;
  }
  return false;
}

/** Whether two stretches cross: each one's ends lie on different sides of the other. */
const meet = (a: Pixel, b: Pixel, c: Pixel, d: Pixel): boolean =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;

const side = (a: Pixel, b: Pixel, p: Pixel): number => (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
