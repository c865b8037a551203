/** Turns real time into ticks of an instrument, one animation frame after the other, for as long as it plays. */
import type { Instrument } from '#player/instrument.svelte';

/** The longest stretch of real time that one frame may stand for, ms: a tab that slept does not leap. */
const LONGEST_MS = 100;

/** To be called in an effect: it starts over whenever playing starts or stops. */
export function playing(instrument: Instrument): (() => void) | undefined {
  if (!instrument.isPlaying) return undefined;
  let last = performance.now();
  let request = requestAnimationFrame(function advance(now) {
    instrument.tick(Math.min(LONGEST_MS, Math.max(0, now - last)));
    last = now;
    request = requestAnimationFrame(advance);
  });
  return () => cancelAnimationFrame(request);
}
