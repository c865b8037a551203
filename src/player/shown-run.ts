/** Shows one of many runs in an instrument: as an edit that can be undone, with the cursor at the read that it is about. */
import type { Instrument } from '#player/instrument.svelte';
import type { ShownRun } from '#player/sweeping.svelte';

export function showRun(instrument: Instrument, { scenario, operation }: ShownRun): void {
  instrument.edit(() => scenario);
  const found = instrument.evaluation.trace.operations.find(({ id }) => id === operation);
  instrument.head.pause();
  if (found) instrument.head.seek(Math.min(found.returnUs, instrument.head.endUs));
  instrument.select(`operation:${operation}`);
}
