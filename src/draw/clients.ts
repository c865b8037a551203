/** Draws clients: a ring with an initial, an arc that grows while it waits, and what it asked and was told. */
import type { Frame, FrameClient } from '#scene/frame';
import { apart, clearText, disc, fit, type Brush, type Marks } from './brush';
import { clientPlace } from './stage-space';
import { mono, sans, versionColour } from './theme';

export function drawClients(brush: Brush, { clients }: Frame, marks: Marks): void {
  apart(brush.ctx, () => {
    for (const client of clients) {
      drawRing(brush, client, marks);
      drawWords(brush, client);
    }
  });
}

function drawRing({ ctx, theme, size, scale }: Brush, client: FrameClient, { selection, focus, witness }: Marks): void {
  const { radius, x, y } = clientPlace(client, size);
  const at = { x, y };
  const { operation, id, initial } = client;
  const lit = operation !== undefined && (witness?.has(operation.id) ?? false);
  ctx.fillStyle = theme.panel;
  ctx.strokeStyle = lit ? theme.violated : theme.ink;
  ctx.lineWidth = (lit ? 2.4 : 1.6) * theme.stroke;
  disc(ctx, at, radius);
  ctx.fill();
  ctx.stroke();
  if (id === selection || id === focus) {
    ctx.strokeStyle = theme.accent;
    ctx.lineWidth = 2 * theme.stroke;
    disc(ctx, at, radius + 7);
    ctx.stroke();
  }
  if (operation?.state === 'open') {
    ctx.strokeStyle = theme.accent;
    ctx.lineWidth = 3 * theme.stroke;
    ctx.lineCap = 'round';
    ctx.beginPath();
    ctx.arc(at.x, at.y, radius + 4, -Math.PI / 2, Math.PI * (2 * operation.waiting - 0.5));
    ctx.stroke();
  }
  ctx.fillStyle = theme.ink;
  ctx.font = sans(Math.max(11, 12.5 * scale) * Math.sqrt(theme.type), 600);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(initial, at.x, at.y + 0.5);
}

function drawWords(brush: Brush, client: FrameClient): void {
  const { ctx, theme, say, scale } = brush;
  const px = Math.min(Math.max(10.5, 12.5 * scale) * theme.type, (roomFor(brush, client) + 2) / (LINES * STEP));
  const write = writer(brush, client, px);
  ctx.fillStyle = theme.ink;
  ctx.font = sans(px, 600);
  write(client.name, 0);
  if (!client.operation) return;
  const { label, version, outcome, stale, state } = client.operation;
  ctx.fillStyle = version ? versionColour(theme, version) : theme.ink;
  ctx.font = mono(px * 0.93);
  write(`${say(label)}${MARKS[state]}`, 1);
  ctx.fillStyle = stale ? theme.violated : theme.muted;
  ctx.font = sans(px * 0.9);
  write(say(outcome), 2);
}

/** What is written at most, and the height of a line in sizes of its type. */
const LINES = 3;
const STEP = 1.28;

/** Height that the client's box leaves to its words: all of it beside the ring, the rest of it above or below. */
function roomFor({ size, scale }: Brush, client: FrameClient): number {
  const { y, radius, rect } = clientPlace(client, size);
  const gap = radius + 7 * scale;
  if (client.side === 'below') return rect.y + rect.height - y - gap;
  return client.side === 'above' ? y - gap - rect.y : rect.height;
}

/** Writes lines beside the ring, on the side away from the link, or below it. */
function writer(brush: Brush, client: FrameClient, px: number): (text: string, line: number) => void {
  const { ctx, size, scale } = brush;
  const { x, y, radius, rect } = clientPlace(client, size);
  const step = px * STEP;
  const lines = client.operation ? LINES : 1;
  const aside = radius + 11 * scale;
  ctx.textBaseline = 'middle';
  const put = (room: number, left: number, top: number) => (text: string, line: number) =>
    clearText(brush, fit(ctx, text, room), { x: left, y: top + line * step });
  const beside = [rect.width - radius - aside + 4, y - ((lines - 1) * step) / 2] as const;
  switch (client.side) {
    case 'left':
      ctx.textAlign = 'right';
      return put(beside[0], x - aside, beside[1]);
    case 'right':
      ctx.textAlign = 'left';
      return put(beside[0], x + aside, beside[1]);
    case 'above':
      ctx.textAlign = 'center';
      return put(rect.width, x, y - radius - 8 * scale - (lines - 0.5) * step);
    case 'below':
      ctx.textAlign = 'center';
      return put(rect.width, x, y + radius + 7 * scale + step / 2);
  }
}

const MARKS = { open: '', ok: ' ✓', fail: ' ✕', unknown: ' ?' } as const;
