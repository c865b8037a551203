/** The checkers on a page: they come after its first picture, and until then nothing is said of a run but that it is being judged. */
import { loadCheckers } from '#catalog';

let areHere = $state(import.meta.env.SSR);

export const judges = {
  /** False until they have arrived. */
  get areHere() {
    return areHere;
  },
  async arrive(): Promise<void> {
    await loadCheckers();
    areHere = true;
  },
};
