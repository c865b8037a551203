/** The theme that the page shows: what `static/theme.js` set before the first paint, and what the reader chooses since. */
import { keep } from '#player/storage';

export type ThemeName = 'light' | 'dark' | 'projector';

const NAMES: readonly ThemeName[] = ['light', 'dark', 'projector'];

let name: ThemeName = $state('light');
let isForced = $state(false);
let asked: MediaQueryList | undefined;

export const theme = {
  get name() {
    return name;
  },
  /** True where the reader's own colours win over the page's. */
  get isForced() {
    return isForced;
  },
  /** Reads what stands on the page, and follows what the system asks for. */
  read() {
    const shown = document.documentElement.dataset['theme'];
    name = NAMES.find((each) => each === shown) ?? 'light';
    if (asked) return;
    asked = matchMedia('(forced-colors: active)');
    isForced = asked.matches;
    asked.addEventListener('change', ({ matches }) => (isForced = matches));
  },
  /** The next theme; kept where the browser lets us keep anything. */
  turn(base: string) {
    name = NAMES[(NAMES.indexOf(name) + 1) % NAMES.length]!;
    document.documentElement.dataset['theme'] = name;
    keep(base, 'theme', name); // Where `static/theme.js` looks.
  },
};
