/** Where the reader of a run stands, as a link keeps it. */
import type { Instrument } from '#player/instrument.svelte';
import type { Linked } from '#player/link';
import { traceHash } from '#sim/hash';

/** Cursor, selection, explained promise, and which run is seen. */
export function viewOf({
  evaluation,
  head,
  selection,
  guarantee,
}: Instrument): Pick<Linked, 'hash' | 'behaviour' | 'atUs' | 'selection' | 'guarantee'> {
  const { trace, protocol } = evaluation;
  return { hash: traceHash(trace), behaviour: protocol.behaviour, atUs: Math.round(head.atUs), selection, guarantee };
}
