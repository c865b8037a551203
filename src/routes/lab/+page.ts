/** Brings every protocol: in the lab any of them may be typed. */
import { loadProtocols } from '#catalog';
import type { PageLoad } from './$types';

export const load: PageLoad = () => loadProtocols();
