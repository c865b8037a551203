/** Brings what the run on the home page is made of. */
import { loadProtocols } from '#catalog';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
  await loadProtocols([data.scenario.protocol.id]);
  return data;
};
