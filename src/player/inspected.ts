/** Which thing is looked into: what is selected, else the first replica. Small, since every page with a stage has it. */
import type { Instrument } from '#player/instrument.svelte';

/** Things that have an inside; an operation is seen at its client. */
export const hasInside = (id: string): boolean => /^(replica|client|message|operation):/.test(id);

/** Opens what is selected; closes the view where it stands open. */
export function toggleInspection(instrument: Instrument): void {
  const { selection, inspected, evaluation } = instrument;
  if (inspected !== undefined) return instrument.inspect(undefined);
  instrument.head.pause();
  instrument.inspect(
    selection !== undefined && hasInside(selection) ? selection : `replica:${evaluation.trace.nodes[0]!}`,
  );
}
