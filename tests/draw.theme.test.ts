/** Holds the contrast of the pictures' colours, and that they are the page's. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { themes, versionColour } from '#draw/theme';
import { contrast } from '#support/contrast';

describe.each([
  ['light', 4.5, ':root'],
  ['dark', 4.5, "[data-theme='dark']"],
  ['projector', 7, "[data-theme='projector']"],
] as const)('the theme %s', (name, least, selector) => {
  const { panel, sunken, pill, ink, muted, accent, violated, versions, onVersion, onAccent, onViolated, hairline } =
    themes[name];

  test(`reads on the panel at ${least}:1 or more`, () => {
    for (const colour of [ink, muted, accent, violated, ...versions])
      expect(contrast(colour, panel), colour).toBeGreaterThanOrEqual(least);
  });

  test('reads on versions, pills and cards of the fallen at 4.5:1 or more', () => {
    for (const version of versions) expect(contrast(onVersion, version), version).toBeGreaterThanOrEqual(4.5);
    expect(contrast(onVersion, versionColour(themes[name], undefined))).toBeGreaterThanOrEqual(4.5);
    for (const [colour, ground] of [
      [onAccent, accent],
      [onViolated, violated],
      [muted, pill],
      [muted, sunken],
    ] as const)
      expect(contrast(colour, ground), colour).toBeGreaterThanOrEqual(4.5);
  });

  test('has the colours of the page', () => {
    const css = readFileSync('src/ui/theme.css', 'utf8');
    const start = css.indexOf(`${selector} {`);
    const own = Object.fromEntries(
      [...css.slice(start, css.indexOf('\n}', start)).matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(
        ([, key, value]) => [key!, value!],
      ),
    );
    const drawn = {
      panel,
      sunken,
      ink,
      muted,
      hairline,
      accent,
      violated,
      'on-version': onVersion,
      ...Object.fromEntries(versions.map((colour, index) => [`version-${index + 1}`, colour])),
    };
    for (const [key, colour] of Object.entries(drawn)) if (own[key]) expect([key, colour]).toEqual([key, own[key]]);
    expect(Object.keys(own).length).toBeGreaterThan(10);
  });
});
