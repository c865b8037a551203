/** Lays messages out as capsules: each as large as lets it touch no card, no client and no other capsule; a dot where that leaves no room for words. */
import type { Frame, FrameMessage } from '#scene/frame';
import type { Brush, Pixel, Rect, Size } from './brush';
import { insetRects } from './besides';
import { obstaclesOf } from './insets';
import { noticeRect } from './notice';
import { riftNames } from './rifts';
import { capsuleRadius, messagePixel } from './stage-space';

export interface Capsule extends Pixel {
  readonly message: FrameMessage;
  readonly text: string;
  /** Of its type, before it is made smaller. */
  readonly px: number;
  /** Of the whole, 1 where nothing is near. */
  readonly share: number;
  readonly width: number;
  /** Half of its height. */
  readonly radius: number;
  /** How much of its words is to be seen: none on a dot. */
  readonly words: number;
}

/** From this share down the words fade, and are gone at the next; then a dot is left. */
const WORDS = 0.74;
const MUTE = 0.66;
const DOT = 0.5;

/** Between two capsules, and between a capsule and a card, in pixels. */
const MARGIN = 2;

/** Radius of a dot. */
const dotRadius = ({ scale }: Pick<Brush, 'scale'>): number => 4 * scale;

/** `whole`: the id of the one that is looked at, which keeps its size; the others make room for it. */
export function layCapsules(
  brush: Brush,
  frame: Frame,
  { messages, whole }: { messages: readonly FrameMessage[]; whole: ReadonlySet<string> },
): Capsule[] {
  const bare = messages.map((message) => bareOf(brush, message));
  const obstacles = wordsOn(brush, frame);
  const shares = bare.map((own) =>
    whole.has(own.message.id) ? 1 : Math.min(clearOf(own, obstacles), insideOf(own, brush.size)),
  );
  makeRoom(bare, shares, whole);
  return bare.map((own, index) => shaped(own, shares[index]!, dotRadius(brush)));
}

/** What stands on the stage besides messages. */
function wordsOn(brush: Brush, frame: Frame): Rect[] {
  const notice = noticeRect(brush, frame);
  return [
    ...obstaclesOf(brush, frame),
    ...riftNames(brush, frame).map(({ rect }) => rect),
    ...insetRects(brush, frame),
    ...(notice ? [notice] : []),
  ];
}

type Bare = Pixel & Size & Pick<Capsule, 'message' | 'text' | 'px'>;

function bareOf({ size, scale, say, theme }: Brush, message: FrameMessage): Bare {
  const { facts } = message;
  const radius = capsuleRadius(message, scale) * Math.sqrt(theme.type);
  const px = Math.max(9.5, (facts.small ? 10.5 : 11.5) * scale) * theme.type;
  const text = shortened(say(facts.label));
  const width = Math.max(radius * 2.9, text.length * px * 0.6 + radius * 1.6);
  return { ...messagePixel(message, size, scale), message, text, px, width, height: radius * 2 };
}

/** Letters that a capsule shows at most. */
const LONGEST = 18;

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** How large it may be without touching one of the rectangles. */
function clearOf({ x, y, width, height }: Bare, obstacles: readonly Rect[]): number {
  let share = 1;
  for (const rect of obstacles) {
    const across = Math.max(rect.x - x, x - rect.x - rect.width);
    const down = Math.max(rect.y - y, y - rect.y - rect.height);
    const room = Math.max(across / (width / 2 + MARGIN), down / (height / 2 + MARGIN));
    if (room < share) share = Math.max(0, room);
  }
  return share;
}

/** How large it may be without leaving the stage. */
const insideOf = ({ x, y, width, height }: Bare, stage: Size): number =>
  Math.max(0, Math.min((Math.min(x, stage.width - x) * 2) / width, (Math.min(y, stage.height - y) * 2) / height));

/**
 * Of two that would touch both become smaller, so that neither jumps when they pass each other; beside one that keeps
 * its size the other alone. From left to right, so that only neighbours are held against each other.
 */
function makeRoom(bare: readonly Bare[], shares: number[], whole: ReadonlySet<string>): void {
  const order = bare.map((_, index) => index).sort((one, other) => bare[one]!.x - bare[other]!.x);
  const widest = bare.reduce((most, { width }) => Math.max(most, width), 0);
  order.forEach((one, place) => {
    const a = bare[one]!;
    for (let next = place + 1; next < order.length; next += 1) {
      const other = order[next]!;
      const b = bare[other]!;
      const dx = b.x - a.x;
      if (dx >= (a.width + widest) / 2 + MARGIN) return;
      const dy = Math.abs(a.y - b.y);
      const [across, down] = [(a.width + b.width) / 2 + MARGIN, (a.height + b.height) / 2 + MARGIN];
      if (dx >= across || dy >= down) continue;
      const room = Math.max(dx / across, dy / down);
      const [keeps, alsoKeeps] = [whole.has(a.message.id), whole.has(b.message.id)];
      if (!keeps) shares[one] = Math.min(shares[one]!, alsoKeeps ? clearOf(a, [rectOf(b)]) : room);
      if (!alsoKeeps) shares[other] = Math.min(shares[other]!, keeps ? clearOf(b, [rectOf(a)]) : room);
    }
  });
}

const rectOf = ({ x, y, width, height }: Bare): Rect => ({ x: x - width / 2, y: y - height / 2, width, height });

function shaped({ message, text, px, x, y, width, height }: Bare, share: number, dot: number): Capsule {
  const radius = Math.max(dot, (height / 2) * share);
  const grown = clamp((share - DOT) / (WORDS - DOT));
  return {
    ...{ message, text, px, share, x, y, radius },
    width: 2 * radius + (Math.max(2 * radius, width * share) - 2 * radius) * grown,
    words: clamp((share - MUTE) / (WORDS - MUTE)),
  };
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
