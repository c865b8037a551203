/** Brings what the run on the home page is made of. */
import { loadProtocols } from '#catalog';
import { welcome } from '#player/welcome';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
  await loadProtocols([welcome().protocol.id]);
  return data;
};
