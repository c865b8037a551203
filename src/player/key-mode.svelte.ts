/** Which keys act: the reader's choice, kept in the browser (WCAG 2.1.4: single keys can be turned off). */
import type { KeyMode } from '#player/keys';
import { keep, recall } from '#player/storage';

export const KEY_MODES: readonly KeyMode[] = ['all', 'alt', 'none'];

let mode: KeyMode = $state('all');

export const keyMode = {
  get now() {
    return mode;
  },
  /** Reads what was kept; all keys act where nothing was. */
  read(base: string) {
    const kept = recall(base, 'keys');
    mode = KEY_MODES.find((each) => each === kept) ?? 'all';
  },
  choose(next: KeyMode, base: string) {
    mode = next;
    keep(base, 'keys', next);
  },
};
