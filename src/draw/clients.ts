/** Draws clients: a ring with an initial, an arc that grows while it waits, and what it asked and was told. */
import type { Frame, FrameClient } from '#scene/frame';
import { apart, disc, fit, type Brush } from './brush';
import type { Marks } from './messages';
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
  const { radius, ...at } = clientPlace(client, size);
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

function drawWords({ ctx, theme, size, say, scale }: Brush, client: FrameClient): void {
  const { x, y, radius, right } = clientPlace(client, size);
  const px = Math.max(10.5, 12.5 * scale) * theme.type;
  const left = x + radius + 9 * scale;
  const lines = client.operation ? 3 : 1;
  const step = px * 1.28;
  const top = y - ((lines - 1) * step) / 2;
  const write = (text: string, line: number): void => ctx.fillText(fit(ctx, text, right - left), left, top + line * step);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
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

const MARKS = { open: '', ok: ' ✓', fail: ' ✕', unknown: ' ?' } as const;
