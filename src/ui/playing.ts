/** Turns real time into ticks of the cursor, one animation frame after the other, for as long as it plays. */
import { timer } from 'd3-timer';
import type { Playhead } from '#player/playhead.svelte';

/** The longest stretch of real time that one frame may stand for, ms: a tab that slept does not leap. */
const LONGEST_MS = 100;

/** To be called in an effect: it starts over whenever playing starts or stops. */
export function playing(head: Playhead): (() => void) | undefined {
  if (!head.isPlaying) return undefined;
  let last = 0;
  const beat = timer((elapsedMs) => {
    head.tick(Math.min(LONGEST_MS, Math.max(0, elapsedMs - last)));
    last = elapsedMs;
  });
  return () => beat.stop();
}
