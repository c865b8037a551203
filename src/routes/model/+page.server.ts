/** The parts' own descriptions, read when the site is built. */
import { loadModel } from '#catalog';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({ documents: await loadModel() });
