/** Playback: how time passes, what stops it, and how much of a run may be seen. */
import { createActor } from 'xstate';
import { expect, test } from 'vitest';
import { knownUs, playback, speedFor } from '#player/playback';

const start = (endUs = 100_000) => createActor(playback, { input: { endUs } }).start();
const at = (actor: ReturnType<typeof start>) => actor.getSnapshot().context.atUs;

test('moves by real time times speed, and stops at the end', () => {
  const actor = start();
  actor.send({ type: 'speed', speed: 0.05 });
  actor.send({ type: 'play' });
  actor.send({ type: 'tick', elapsedMs: 100 });
  expect(at(actor)).toBe(5_000);
  actor.send({ type: 'tick', elapsedMs: 10_000 });
  expect([at(actor), actor.getSnapshot().value]).toEqual([100_000, 'paused']);
});

test('does not pass a lock, and starts over when played at its limit', () => {
  const actor = start();
  actor.send({ type: 'lock', lockUs: 40_000 });
  actor.send({ type: 'seek', atUs: 90_000 });
  expect(at(actor)).toBe(40_000);
  actor.send({ type: 'toggle' });
  expect([at(actor), actor.getSnapshot().value]).toEqual([0, 'playing']);
});

test('behind a veil is known as far as the cursor is, until the lock is set without one', () => {
  const actor = start();
  const known = () => knownUs(actor.getSnapshot().context);
  expect(known()).toBe(Infinity);
  actor.send({ type: 'lock', lockUs: 40_000, veilUs: 40_000 });
  expect(known()).toBe(40_000);
  actor.send({ type: 'lock', lockUs: Infinity, veilUs: 40_000 });
  expect(known()).toBe(40_000);
  actor.send({ type: 'seek', atUs: 55_000 });
  expect([at(actor), known()]).toEqual([55_000, 55_000]);
  actor.send({ type: 'seek', atUs: 10_000 });
  expect(known()).toBe(40_000);
  actor.send({ type: 'lock', lockUs: Infinity });
  expect(known()).toBe(Infinity);
});

test('pauses once at the stop that it plays to, and goes on from there', () => {
  const actor = start();
  actor.send({ type: 'speed', speed: 0.05 });
  actor.send({ type: 'play', untilUs: 30_000 });
  actor.send({ type: 'tick', elapsedMs: 10_000 });
  expect([at(actor), actor.getSnapshot().value]).toEqual([30_000, 'paused']);
  actor.send({ type: 'play' });
  actor.send({ type: 'tick', elapsedMs: 10_000 });
  expect(at(actor)).toBe(100_000);
  actor.send({ type: 'seek', atUs: 50_000 });
  actor.send({ type: 'play', untilUs: 30_000 }); // Behind the cursor: no stop.
  actor.send({ type: 'tick', elapsedMs: 10_000 });
  expect(at(actor)).toBe(100_000);
});

test('keeps the cursor when another run is loaded, within the new end', () => {
  const actor = start();
  actor.send({ type: 'seek', atUs: 80_000 });
  actor.send({ type: 'load', endUs: 60_000 });
  expect(at(actor)).toBe(60_000);
});

test('chooses a speed at which a run lasts eight seconds or more', () => {
  expect([100_000, 300_000, 60e6].map(speedFor)).toEqual([0.01, 0.02, 5]);
});
