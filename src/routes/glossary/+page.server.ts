/** Which lessons use which term, and what is checked: read when the site is built. */
import { checkers, loadTermUses } from '#catalog';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({
  uses: await loadTermUses(),
  promises: checkers.map(({ id }) => id),
});
