/** Brings the run on the home page: computed before the page that shows it stands, and apart from that. */
import { loadProtocols } from '#catalog';
import { breath } from '#player/breath';
import { Instrument } from '#player/instrument.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
  await loadProtocols([data.scenario.protocol.id]);
  const instrument = new Instrument(data.scenario);
  await breath();
  return { ...data, instrument };
};
