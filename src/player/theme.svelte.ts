/** The theme that the page shows: what `static/theme.js` set before the first paint, and what the reader chooses since. */
export type ThemeName = 'light' | 'dark' | 'projector';

const NAMES: readonly ThemeName[] = ['light', 'dark', 'projector'];

let name: ThemeName = $state('light');

/** The key under which `static/theme.js` looks: named by the base path, since two copies on one origin must not share it. */
const keyOf = (base: string): string => `replicarium:${base}:theme`;

export const theme = {
  get name() {
    return name;
  },
  /** Reads what stands on the page. */
  read() {
    const shown = document.documentElement.dataset['theme'];
    name = NAMES.find((each) => each === shown) ?? 'light';
  },
  /** The next theme; kept where the browser lets us keep anything. */
  turn(base: string) {
    name = NAMES[(NAMES.indexOf(name) + 1) % NAMES.length]!;
    document.documentElement.dataset['theme'] = name;
    try {
      localStorage.setItem(keyOf(base), name);
    } catch {
      // Storage is blocked: the choice lasts as long as the page.
    }
  },
};
