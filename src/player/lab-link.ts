/** A link's fragment that opens one run in the lab, as it stands. */
import type { Instrument } from '#player/instrument.svelte';
import { writeLink } from '#player/link';
import { viewOf } from '#player/view';
import { printScript } from '#sim/script/print';

export const labLink = (instrument: Instrument, name: string): Promise<string> =>
  writeLink({ runs: [{ name, script: printScript(instrument.kept) }], active: 0, ...viewOf(instrument) });
