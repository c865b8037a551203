/** Which lessons use which term, read when the site is built. */
import { loadTermUses } from '#catalog';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({ uses: await loadTermUses() });
