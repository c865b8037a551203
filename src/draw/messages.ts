/** Draws messages: capsules with a short label and a fading tail; a cross where one was lost; dots where there are too many to read. */
import type { Frame, FrameMessage } from '#scene/frame';
import { apart, cross, disc, roundRect, segment, type Brush, type Pixel } from './brush';
import { capsuleRadius, detailOf, messagePixel } from './stage-space';
import { mono, versionColour } from './theme';

export interface Marks {
  readonly selection?: string | undefined;
  readonly focus?: string | undefined;
  readonly witness?: ReadonlySet<string> | undefined;
}

export function drawMessages(brush: Brush, frame: Frame, marks: Marks): void {
  const detail = detailOf(frame);
  apart(brush.ctx, () => {
    if (detail === 'dot') return drawDots(brush, frame.messages);
    if (detail === 'full')
      for (const message of frame.messages) if (message.state === 'travelling') drawTail(brush, message);
    for (const message of frame.messages) drawCapsule(brush, message, marks);
  });
}

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

function drawTail({ ctx, theme, size, scale }: Brush, message: FrameMessage): void {
  const { x: dx, y: dy } = headingOf(message, size);
  const length = Math.hypot(dx, dy) || 1;
  const at = messagePixel(message, size, scale);
  ctx.strokeStyle = versionColour(theme, message.facts.version);
  ctx.lineCap = 'round';
  ctx.lineWidth = (message.facts.small ? 5 : 7) * scale;
  const grown = Math.min(1, message.progress * 5); // Just out of the sender it has no way behind it yet.
  for (const [reach, strength] of TAIL) {
    const back = (reach * scale * grown) / length;
    ctx.globalAlpha = strength;
    segment(ctx, { x: at.x - dx * back, y: at.y - dy * back }, at);
  }
  ctx.globalAlpha = 1;
}

/** The direction of its curve where it is, in pixels. */
function headingOf({ curve: { from, control, to }, u }: FrameMessage, { width, height }: Brush['size']): Pixel {
  const v = 1 - u;
  return {
    x: (v * (control.x - from.x) + u * (to.x - control.x)) * width,
    y: (v * (control.y - from.y) + u * (to.y - control.y)) * height,
  };
}

function drawCapsule(brush: Brush, message: FrameMessage, { selection, focus, witness }: Marks): void {
  const { ctx, theme, size, say, scale } = brush;
  const { facts, fade, state } = message;
  const { id } = facts;
  if (facts.kind === 'heartbeat' && !facts.refuses && id !== selection && id !== focus) return drawBeat(brush, message);
  const at = messagePixel(message, size, scale);
  const colour = facts.refuses ? theme.violated : versionColour(theme, facts.version);
  const radius = capsuleRadius(message, scale) * Math.sqrt(theme.type);
  const px = Math.max(9.5, (facts.small ? 10.5 : 11.5) * scale) * theme.type;
  const text = say(facts.label);
  ctx.font = mono(px, 600);
  const width = Math.max(radius * 2.9, text.length * px * 0.6 + radius * 1.6);
  if (facts.refuses) drawRebound(brush, message);
  ctx.globalAlpha = 1 - fade;
  if (facts.twin) capsule(brush, { x: at.x + 4, y: at.y - 4 }, { width, radius, stroke: colour });
  const lit = witness?.has(id) ?? false;
  capsule(brush, at, {
    width,
    radius,
    stroke: lit ? theme.violated : colour,
    weight: lit || id === selection ? 3 : 1.7,
  });
  if (id === selection || id === focus) outline(brush, at, { width, radius });
  ctx.fillStyle = colour;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, at.x, at.y + 0.5);
  if (state === 'lost') drawLoss(brush, at, radius);
  ctx.globalAlpha = 1;
}

/** Heartbeats never end, and say nothing but that: a small ring without words. */
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

function capsule(
  { ctx, theme }: Brush,
  { x, y }: Pixel,
  { width, radius, stroke, weight = 1.7 }: { width: number; radius: number; stroke: string; weight?: number },
): void {
  ctx.fillStyle = theme.panel;
  ctx.strokeStyle = stroke;
  ctx.lineWidth = weight * theme.stroke;
  roundRect(ctx, { x: x - width / 2, y: y - radius, width, height: radius * 2 }, radius);
  ctx.fill();
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
