/** The run in sentences. What tells it is not needed for the first picture: a page that opens with sentences awaits it, every other gets it after. */
import type { narrationOf } from '#scene/narration';
import type { sentencesAbout, thingsOf } from '#scene/narration/things';

interface Teller {
  readonly narrationOf: typeof narrationOf;
  readonly sentencesAbout: typeof sentencesAbout;
  readonly thingsOf: typeof thingsOf;
}

let teller: Teller | undefined = $state.raw(undefined);

export const story = {
  /** Undefined until it has arrived. */
  get teller() {
    return teller;
  },
  async arrive(): Promise<void> {
    if (teller) return;
    const [told, things] = await Promise.all([import('#scene/narration'), import('#scene/narration/things')]);
    teller = { ...told, ...things };
  },
};

if (import.meta.env.SSR) await story.arrive();
