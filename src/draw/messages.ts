/** Draws messages: capsules with a short label and a fading tail; a cross where one was lost; dots where there are too many to read. */
import type { Frame, FrameMessage } from '#scene/frame';
import { apart, cross, disc, roundRect, segment, type Brush, type Marks, type Pixel } from './brush';
import { layCapsules, type Capsule } from './capsules';
import { detailOf, headingOf, messagePixel } from './stage-space';
import { mono, versionColour } from './theme';

/** Below the cards: they come out of the sender and go into the receiver. What is looked at follows in `drawChosenMessage`. */
export function drawMessages(brush: Brush, frame: Frame, marks: Marks): void {
  const detail = detailOf(frame);
  apart(brush.ctx, () => {
    if (detail === 'dot') return drawDots(brush, frame.messages);
    const chosen = chosenOf(marks);
    const beats = (message: FrameMessage) => isBeat(message) && !chosen.has(message.id);
    for (const message of frame.messages) if (beats(message)) drawBeat(brush, message);
    const messages = frame.messages.filter((message) => !beats(message));
    const capsules = layCapsules(brush, frame, { messages, whole: chosen });
    if (detail === 'full')
      for (const capsule of capsules) if (capsule.message.state === 'travelling') drawTail(brush, capsule);
    for (const capsule of capsules) if (!chosen.has(capsule.message.id)) drawCapsule(brush, capsule, marks);
  });
}

/** On top of everything, in full: the pointer, the keyboard or the lesson is at it. */
export function drawChosenMessage(brush: Brush, frame: Frame, marks: Marks): void {
  const chosen = chosenOf(marks);
  const messages = frame.messages.filter(({ id }) => chosen.has(id));
  if (messages.length === 0) return;
  apart(brush.ctx, () => {
    for (const capsule of layCapsules(brush, frame, { messages, whole: chosen })) drawCapsule(brush, capsule, marks);
  });
}

const chosenOf = ({ selection, focus }: Marks): ReadonlySet<string> =>
  new Set([selection, focus].flatMap((id) => (id === undefined ? [] : [id])));

/** Heartbeats never end, and say nothing but that. */
const isBeat = ({ facts }: FrameMessage): boolean => facts.kind === 'heartbeat' && !facts.refuses;

/** One path for each colour: a thousand messages are a handful of fills. */
function drawDots({ ctx, theme, size, scale }: Brush, messages: readonly FrameMessage[]): void {
  const radius = 3 * scale;
  const byColour = new Map<string, FrameMessage[]>();
  for (const message of messages) {
    const colour = message.state === 'lost' ? theme.muted : versionColour(theme, message.facts.version);
    const known = byColour.get(colour);
    if (known) known.push(message);
    else byColour.set(colour, [message]);
  }
  for (const [colour, list] of byColour) {
    ctx.fillStyle = colour;
    ctx.beginPath();
    for (const message of list) {
      const [x, y] = [message.x * size.width, message.y * size.height];
      ctx.moveTo(x + radius, y);
      ctx.arc(x, y, radius, 0, Math.PI * 2);
    }
    ctx.fill();
  }
}

/** Lengths of the tail behind the capsule's middle, each with its strength. */
const TAIL = [
  [52, 0.13],
  [40, 0.14],
  [28, 0.16],
] as const;

function drawTail({ ctx, theme, size, scale }: Brush, { message, x, y, share }: Capsule): void {
  const { x: dx, y: dy } = headingOf(message, size);
  const length = Math.hypot(dx, dy) || 1;
  ctx.strokeStyle = versionColour(theme, message.facts.version);
  ctx.lineCap = 'round';
  ctx.lineWidth = (message.facts.small ? 5 : 7) * scale * Math.max(0.5, share);
  const grown = Math.min(1, message.progress * 5); // Just out of the sender it has no way behind it yet.
  for (const [reach, strength] of TAIL) {
    const back = (reach * scale * grown) / length;
    ctx.globalAlpha = strength;
    segment(ctx, { x: x - dx * back, y: y - dy * back }, { x, y });
  }
  ctx.globalAlpha = 1;
}

function drawCapsule(brush: Brush, capsule: Capsule, { selection, focus, witness }: Marks): void {
  const { ctx, theme } = brush;
  const { message, width, radius, words, share, text, px } = capsule;
  const { facts, fade, state, id } = message;
  const colour = facts.refuses ? theme.violated : versionColour(theme, facts.version);
  if (facts.refuses) drawRebound(brush, message);
  ctx.globalAlpha = 1 - fade;
  if (facts.twin) body(brush, { ...capsule, x: capsule.x + 4, y: capsule.y - 4 }, { colour });
  const lit = witness?.has(id) ?? false;
  body(brush, capsule, { colour, stroke: lit ? theme.violated : colour, weight: lit || id === selection ? 3 : 1.7 });
  if (id === selection || id === focus) outline(brush, capsule, { width, radius });
  if (words > 0) {
    ctx.globalAlpha = (1 - fade) * words;
    ctx.fillStyle = colour;
    ctx.font = mono(px * share, 600);
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(text, capsule.x, capsule.y + 0.5);
    ctx.globalAlpha = 1 - fade;
  }
  if (state === 'lost') drawLoss(brush, capsule, Math.max(radius, 6 * brush.scale));
  ctx.globalAlpha = 1;
}

/** A small ring without words. */
function drawBeat({ ctx, theme, size, scale }: Brush, message: FrameMessage): void {
  const { fade, state } = message;
  const at = messagePixel(message, size, scale);
  ctx.globalAlpha = 1 - fade;
  ctx.fillStyle = theme.panel;
  ctx.strokeStyle = state === 'lost' ? theme.violated : theme.muted;
  ctx.lineWidth = 1.4 * theme.stroke;
  disc(ctx, at, 3.6 * scale);
  ctx.fill();
  ctx.stroke();
  if (state === 'lost') cross(ctx, at, 5 * scale);
  ctx.globalAlpha = 1;
}

/** Share of the way back over which the mark fades where something was turned down. */
const REBOUND = 0.4;

/** Where it comes from something has just been turned down: a cross that fades while the no goes back. */
function drawRebound({ ctx, theme, size, scale }: Brush, message: FrameMessage): void {
  if (message.progress > REBOUND) return;
  const edge = messagePixel({ ...message, ...message.curve.from, u: 0, progress: 0 }, size, scale);
  ctx.globalAlpha = 1 - message.progress / REBOUND;
  ctx.strokeStyle = theme.violated;
  ctx.lineWidth = 2.4 * theme.stroke;
  cross(ctx, edge, 8 * scale);
  ctx.globalAlpha = 1;
}

/** Paper behind words; a dot is full, so that its colour is seen. */
function body(
  { ctx, theme }: Brush,
  { x, y, width, radius, words }: Capsule,
  { colour, stroke = colour, weight = 1.7 }: { colour: string; stroke?: string; weight?: number },
): void {
  ctx.fillStyle = theme.panel;
  ctx.strokeStyle = stroke;
  ctx.lineWidth = weight * theme.stroke;
  roundRect(ctx, { x: x - width / 2, y: y - radius, width, height: radius * 2 }, radius);
  ctx.fill();
  if (words < 1) {
    const before = ctx.globalAlpha;
    ctx.globalAlpha = before * (1 - words);
    ctx.fillStyle = colour;
    ctx.fill();
    ctx.globalAlpha = before;
  }
  ctx.stroke();
}

function outline({ ctx, theme }: Brush, { x, y }: Pixel, { width, radius }: { width: number; radius: number }): void {
  ctx.strokeStyle = theme.accent;
  ctx.lineWidth = 2 * theme.stroke;
  roundRect(ctx, { x: x - width / 2 - 4, y: y - radius - 4, width: width + 8, height: radius * 2 + 8 }, radius + 4);
  ctx.stroke();
}

function drawLoss({ ctx, theme }: Brush, at: Pixel, radius: number): void {
  ctx.strokeStyle = theme.violated;
  ctx.lineWidth = 2.2 * theme.stroke;
  cross(ctx, at, radius * 0.8);
}
