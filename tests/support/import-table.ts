/** The direction of imports, as data: which folder may import which, from our own code and from packages. */

export interface Row {
  /** Folders of ours, besides its own. */
  readonly may: readonly string[];
  /** Folders from which it may import types only. */
  readonly types?: readonly string[];
  /** Single modules from which it may import values, where types alone do not do. */
  readonly values?: readonly string[];
  /** Packages; `any` where the folder is free to choose. */
  readonly packages: readonly string[] | 'any';
  /** Why the row is as it is: the message of the test. */
  readonly because: string;
}

export const PURE = [
  'sim',
  'mechanisms',
  'protocols',
  'history',
  'checkers',
  'formats',
  'explore',
  'measure',
  'scene',
  'lesson',
];

const D3_MATHS = ['d3-array', 'd3-ease', 'd3-force', 'd3-scale', 'd3-shape'];

/** Read it from the top: nothing points back up. The same table stands in src/ARCHITECTURE.md. */
export const TABLE: Readonly<Record<string, Row>> = {
  history: { may: [], packages: [], because: 'what happened stands alone: every checker and every format rests on it' },
  sim: {
    may: ['history'],
    packages: ['xstate', 'valibot'],
    because: 'the simulation does not know that it is watched, judged or drawn',
  },
  mechanisms: {
    may: ['sim'],
    packages: ['xstate'],
    because: 'what protocols share knows no protocol',
  },
  protocols: {
    may: ['sim', 'mechanisms', 'history'],
    packages: ['xstate', 'valibot'],
    because: 'a protocol describes itself in shared marks; it neither draws nor knows other protocols',
  },
  checkers: {
    may: ['history'],
    packages: [],
    because: 'a checker judges observations, never replicas: so it can judge any system',
  },
  formats: { may: ['history'], types: ['sim'], packages: ['valibot'], because: 'a format reads and writes histories' },
  explore: {
    may: ['sim', 'history', 'checkers', 'measure'],
    packages: [],
    because: 'protocols come as arguments; what a run is worth is measured elsewhere',
  },
  measure: {
    may: ['sim', 'history', 'checkers'],
    packages: [],
    because: 'protocols come as arguments',
  },
  scene: {
    may: [],
    types: ['sim', 'history'],
    values: [
      'sim/authority',
      'sim/lookup',
      'sim/trace',
      'sim/script/values',
      'sim/script/traits',
      'history/phrase',
      'history/value',
    ],
    packages: D3_MATHS,
    because: 'a frame is derived from the trace as data; it has no pixels',
  },
  draw: {
    may: [],
    types: ['scene'],
    packages: ['d3-shape'],
    because: 'a painter turns a frame into pixels and remembers nothing',
  },
  lesson: {
    may: ['sim', 'history', 'measure', 'explore'],
    types: ['checkers'],
    packages: ['xstate', 'valibot'],
    because: 'protocols come as arguments; a lesson is data that a machine can check',
  },
  i18n: {
    may: [],
    types: ['history'],
    packages: ['intl-messageformat', '@formatjs/icu-messageformat-parser'],
    because: 'words render message ids; they decide nothing',
  },
  catalog: {
    may: [...PURE, 'i18n'],
    packages: ['valibot'],
    because: 'the catalog discovers plug-ins and shows nothing',
  },
  player: { may: [...PURE, 'catalog'], packages: 'any', because: 'the player holds state; the interface looks at it' },
  ui: {
    may: ['player', 'draw', 'i18n', 'catalog'],
    types: PURE,
    values: ['history/phrase', 'sim/script/grammar'],
    packages: 'any',
    because: 'logic that a unit test should hold belongs in a pure folder or the player',
  },
  routes: {
    may: ['ui', 'player', 'draw', 'i18n', 'catalog'],
    types: PURE,
    values: ['history/phrase', 'sim/script/grammar'],
    packages: 'any',
    because: 'logic that a unit test should hold belongs in a pure folder or the player',
  },
  cli: {
    may: [...PURE, 'draw', 'i18n', 'catalog'],
    packages: 'any',
    because: 'the command line has no screen: what both need belongs in a pure folder',
  },
};
