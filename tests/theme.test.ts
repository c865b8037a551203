/** Holds the contrast of the three themes: text and the colours of versions against what they stand on. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast as ratio } from '#support/contrast';

const css = readFileSync('src/ui/theme.css', 'utf8');
const light = colours(':root');
const themes = {
  light,
  dark: { ...light, ...colours("[data-theme='dark']") },
  projector: { ...light, ...colours("[data-theme='projector']") },
};
const VERSIONS = [1, 2, 3, 4, 5, 6].map((n) => `version-${n}`);

describe.each([
  ['light', 4.5],
  ['dark', 4.5],
  ['projector', 7],
] as const)('%s', (name, least) => {
  const theme = themes[name];

  test.each(['ink', 'muted', 'accent', 'violated', 'holds', ...VERSIONS])(
    `%s reads at ${least}:1 or more`,
    (colour) => {
      expect(contrast(theme, colour, 'panel')).toBeGreaterThanOrEqual(least);
      expect(contrast(theme, colour, 'page')).toBeGreaterThanOrEqual(least);
    },
  );

  test.each<readonly [string, string]>([
    ['on-accent', 'accent'],
    ['on-violated', 'violated'],
    ['on-holds', 'holds'],
    ['accent', 'accent-wash'],
    ['violated', 'violated-wash'],
    ['holds', 'holds-wash'],
    ...VERSIONS.map((version) => ['on-version', version] as const),
  ])('%s reads on %s at 4.5:1 or more', (colour, ground) => {
    expect(contrast(theme, colour, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test('edges of controls are seen at 3:1 or more', () => {
    expect(contrast(theme, 'outline', 'panel')).toBeGreaterThanOrEqual(3);
    expect(contrast(theme, 'outline', 'page')).toBeGreaterThanOrEqual(3);
  });
});

function colours(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]));
}

const contrast = (theme: Record<string, string>, one: string, other: string): number =>
  ratio(theme[one]!, theme[other]!);
