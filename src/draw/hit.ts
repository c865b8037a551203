/** What lies under the pointer, by the same geometry that the painters use. */
import type { Diagram } from '#scene/diagram';
import type { Frame, FrameLink } from '#scene/frame';
import type { Pixel, Rect, Size } from './brush';
import { arrowEnds, barReach, laneHeight, laneY, xAt, type Window } from './diagram-space';
import {
  capsuleRadius,
  cardRect,
  clientPlace,
  groupRect,
  memberSpot,
  messagePixel,
  polylineOf,
  isSteep,
  riftReach,
  scaleOf,
  toPixel,
} from './stage-space';

export { timeAt, xAt } from './diagram-space';

/** Half of the least size of a target: WCAG 2.2 asks for 24 px. */
const REACH = 12;

/** The id of what is drawn on top at a pixel: clients, cards, messages, rifts, links. */
export function hitStage(frame: Frame, size: Size, px: Pixel): string | undefined {
  const scale = scaleOf(size, frame.shape);
  const client = frame.clients.find((each) => {
    const { x, y, radius, rect } = clientPlace(each, size);
    return Math.hypot(x - px.x, y - px.y) <= radius + 5 || isWithin(rect, px);
  });
  if (client) return client.id;
  if (frame.groups.length > 0) {
    const found = groupAt(frame, size, px);
    if (found !== undefined) return found;
  }
  const card =
    frame.groups.length > 0 ? undefined : frame.replicas.find((each) => isWithin(cardRect(each, size, scale), px));
  if (card) return card.id;
  const message = frame.messages.findLast((each) => {
    const at = messagePixel(each, size, scale);
    return (
      Math.abs(at.x - px.x) <= Math.max(REACH, 24 * scale) &&
      Math.abs(at.y - px.y) <= Math.max(REACH, capsuleRadius(each, scale))
    );
  });
  if (message) return message.facts.id;
  const rift = frame.rifts.find((each) => {
    const { x, y } = toPixel(size, each.at);
    const reach = riftReach(frame, each, { size, scale });
    const [across, along] = isSteep(each, size) ? [y - px.y, x - px.x] : [x - px.x, y - px.y];
    return Math.abs(across) <= 14 * scale && Math.abs(along) <= reach;
  });
  return rift?.id ?? linkAt(frame.links, size, px);
}

/** A member by its dot, else its group. */
function groupAt({ groups }: Frame, size: Size, px: Pixel): string | undefined {
  const group = groups.find((each) => isWithin(groupRect(each, size), px));
  if (!group) return undefined;
  const count = group.members.length;
  const member = group.members.find((_, index) => {
    const { x, y, radius } = memberSpot(groupRect(group, size), { index, count });
    return Math.hypot(x - px.x, y - px.y) <= radius * 1.4;
  });
  return (member ?? group).id;
}

const isWithin = ({ x, y, width, height }: Rect, px: Pixel): boolean =>
  px.x >= x && px.x <= x + width && px.y >= y && px.y <= y + height;

function linkAt(links: readonly FrameLink[], size: Size, px: Pixel): string | undefined {
  let best: string | undefined;
  let least = REACH;
  for (const link of links) {
    const far = distanceTo(link, size, px);
    if (far >= least) continue;
    least = far;
    best = link.id;
  }
  return best;
}

/** The distance to a curve, measured at its polyline. */
function distanceTo(link: FrameLink, size: Size, px: Pixel): number {
  const points = polylineOf(link, size);
  return Math.min(...points.slice(1).map((next, index) => distanceToSegment(px, points[index]!, next)));
}

function distanceToSegment(px: Pixel, from: Pixel, to: Pixel): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const share = Math.min(1, Math.max(0, ((px.x - from.x) * dx + (px.y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(from.x + dx * share - px.x, from.y + dy * share - px.y);
}

export interface DiagramHit {
  readonly id: string;
  /** Heads of arrows, bars and the ends of bands are what can be dragged. */
  readonly part: 'head' | 'body' | 'bar' | 'band' | 'start' | 'end' | 'lane';
}

/** A head itself, pixels; what lies around it is its own only where no bar is drawn. A bar between two heads is its own. */
const HEAD = 6;

/** Heads first, since they can be dragged; then bars, ends of cuts, bodies of arrows, cuts, names of lanes. */
export function hitDiagram(diagram: Diagram, place: Place): DiagramHit | undefined {
  const drawn = (lane: number) => barReach(diagram, place.size, lane);
  return (
    barAt(diagram, place, { reach: drawn, widest: 3 * HEAD }) ??
    headAt(diagram, { ...place, reach: HEAD }) ??
    barAt(diagram, place, { reach: drawn }) ??
    headAt(diagram, place) ??
    barAt(diagram, place) ??
    endAt(diagram, place) ??
    bodyAt(diagram, place) ??
    bandAt(diagram, place) ??
    laneAt(diagram, place)
  );
}

export interface Place {
  readonly size: Size;
  readonly window: Window;
  readonly px: Pixel;
  /** How far around the pointer things may lie, pixels; a finger needs more than a mouse. */
  readonly reach?: number;
}

/** For a finger: half of a target of 44 px. */
export const FINGER = 22;

function nearestArrow(
  diagram: Diagram,
  { size, window, px, reach = REACH }: Place,
  part: 'head' | 'body',
): DiagramHit | undefined {
  let best: DiagramHit | undefined;
  let least = part === 'head' ? reach : reach / 2;
  for (const arrow of diagram.arrows) {
    if (arrow.toUs < window.fromUs || arrow.fromUs > window.toUs) continue;
    const { tail, head } = arrowEnds(diagram, arrow, { size, window });
    const far = part === 'head' ? Math.hypot(head.x - px.x, head.y - px.y) : distanceToSegment(px, tail, head);
    if (far >= least) continue;
    least = far;
    best = { id: arrow.id, part };
  }
  return best;
}

const headAt = (diagram: Diagram, place: Place) => nearestArrow(diagram, place, 'head');
const bodyAt = (diagram: Diagram, place: Place) => nearestArrow(diagram, place, 'body');

function barAt(
  diagram: Diagram,
  { size, window, px }: Place,
  {
    reach = (lane) => Math.max(REACH, barReach(diagram, size, lane)),
    widest = Infinity,
  }: { reach?: (lane: number) => number; widest?: number } = {},
): DiagramHit | undefined {
  const bar = diagram.bars.findLast(
    ({ lane, fromUs, toUs }) =>
      Math.abs(laneY(diagram, size, lane) - px.y) <= reach(lane) &&
      xAt(size, window, fromUs) - 3 <= px.x &&
      px.x <= xAt(size, window, toUs) + 3 &&
      xAt(size, window, toUs) - xAt(size, window, fromUs) <= widest,
  );
  return bar && { id: bar.id, part: 'bar' };
}

/** How near to the end of a band the pointer seizes it, pixels. */
const END = 7;

function bandAt(diagram: Diagram, { size, window, px, reach = REACH }: Place): DiagramHit | undefined {
  const seize = (END * reach) / REACH;
  const isOver = (lane: number) => {
    const height = laneHeight(diagram, size, lane) * 0.52;
    const bottom = laneY(diagram, size, lane) - 3;
    return px.y <= bottom && px.y >= bottom - height;
  };
  const band = diagram.bands.find(
    ({ fromUs, toUs, lanes }) =>
      xAt(size, window, fromUs) - seize <= px.x && px.x <= xAt(size, window, toUs) + seize && lanes.some(isOver),
  );
  if (!band) return undefined;
  const far = (us: number) => Math.abs(xAt(size, window, us) - px.x);
  const [start, end] = [far(band.fromUs), far(band.toUs)];
  return { id: band.id, part: Math.min(start, end) > seize ? 'band' : end <= start ? 'end' : 'start' };
}

/** The end of a band goes before the arrows that cross it. */
function endAt(diagram: Diagram, place: Place): DiagramHit | undefined {
  const hit = bandAt(diagram, place);
  return hit?.part === 'band' ? undefined : hit;
}

function laneAt(diagram: Diagram, { size, px: { y } }: Place): DiagramHit | undefined {
  const lane = diagram.lanes.find((_, index) => Math.abs(laneY(diagram, size, index) - y) <= REACH);
  return lane && { id: lane.id, part: 'lane' };
}
