/** The three looks of the pictures: colours that carry meaning, the size of type, the weight of strokes. */

export interface Theme {
  readonly panel: string;
  readonly sunken: string;
  readonly ink: string;
  readonly muted: string;
  readonly hairline: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly violated: string;
  readonly onViolated: string;
  /** Versions 1, 2, … of a key, and again from the first; never without a label beside it. */
  readonly versions: readonly string[];
  readonly onVersion: string;
  readonly shadow: string;
  /** What a plain role stands on. */
  readonly pill: string;
  /** Dots of the ground. */
  readonly faint: string;
  /** Factor for type. */
  readonly type: number;
  /** Factor for strokes. */
  readonly stroke: number;
}

const light: Theme = {
  panel: '#ffffff',
  sunken: '#f0ede5',
  ink: '#1b2030',
  muted: '#5f6779',
  hairline: '#e4e0d7',
  accent: '#3347a8',
  onAccent: '#ffffff',
  violated: '#c2311c',
  onViolated: '#ffffff',
  versions: ['#0a6fb5', '#ad5a00', '#00796b', '#8e3a8c', '#6b6f00', '#b8336a'],
  onVersion: '#ffffff',
  shadow: 'rgba(27, 32, 48, 0.09)',
  pill: '#efece5',
  faint: '#dcd8ce',
  type: 1,
  stroke: 1,
};

const dark: Theme = {
  panel: '#141a29',
  sunken: '#0a0d16',
  ink: '#e9ecf5',
  muted: '#8d97ae',
  hairline: '#283149',
  accent: '#6f86ff',
  onAccent: '#0d111c',
  violated: '#ff7a66',
  onViolated: '#0d111c',
  versions: ['#5bb8f5', '#f5a742', '#4fc3b0', '#d58bd3', '#c3c84a', '#f585ae'],
  onVersion: '#0d111c',
  shadow: 'rgba(0, 0, 0, 0.35)',
  pill: '#232b40',
  faint: '#232b40',
  type: 1,
  stroke: 1,
};

/** Seen from the last row. */
const projector: Theme = {
  ...light,
  sunken: '#f2f2f2',
  ink: '#0b0f1a',
  muted: '#3d4454',
  hairline: '#a9aeb9',
  accent: '#24347f',
  violated: '#8f2010',
  versions: ['#064f84', '#7a3e00', '#00564c', '#6e2a6c', '#4b4e00', '#8e2350'],
  shadow: 'rgba(0, 0, 0, 0)',
  pill: '#ececec',
  faint: '#cfd2d8',
  type: 1.35,
  stroke: 1.7,
};

/** Dark in front of a class: as large and thick as the projector's, and brighter where a weak lamp would swallow it. */
export const auditorium: Theme = {
  ...dark,
  muted: '#aeb7cc',
  accent: '#93a5ff',
  hairline: '#3a4562',
  type: 1.35,
  stroke: 1.7,
};

export const themes: Readonly<Record<'light' | 'dark' | 'projector', Theme>> = { light, dark, projector };

/** The reader's own colours, as the browser names them: what colour says is said by words, shapes and weight as well. */
const forced: Theme = {
  ...light,
  panel: 'Canvas',
  sunken: 'Canvas',
  ink: 'CanvasText',
  muted: 'CanvasText',
  hairline: 'GrayText',
  accent: 'Highlight',
  onAccent: 'HighlightText',
  violated: 'CanvasText',
  onViolated: 'Canvas',
  versions: ['CanvasText'],
  onVersion: 'Canvas',
  shadow: 'transparent',
  pill: 'Canvas',
  faint: 'GrayText',
};

/** The look that a page has chosen; its sizes alone where the reader's own colours win. */
export function themeFor({ name, isForced }: { name: keyof typeof themes; isForced: boolean }): Theme {
  const chosen = themes[name];
  return isForced ? { ...forced, type: chosen.type, stroke: chosen.stroke } : chosen;
}

/** The colour of a version by its number; "nothing written" is muted. */
export const versionColour = ({ versions, muted }: Theme, version: { readonly index: number } | undefined): string =>
  version && version.index > 0 ? versions[(version.index - 1) % versions.length]! : muted;

export const sans = (px: number, weight = 400): string =>
  `${weight} ${px.toFixed(1)}px 'Inter Variable', system-ui, sans-serif`;

export const mono = (px: number, weight = 400): string =>
  `${weight} ${px.toFixed(1)}px 'JetBrains Mono Variable', ui-monospace, monospace`;
