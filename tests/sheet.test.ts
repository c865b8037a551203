/** The sheet of a lesson's words: how high it stands, and where it comes to rest. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { heightsIn, higher, lower, restOf, turned, type Stand } from '#player/stand';

const PHONE = { room: 692, bar: 0, handle: 48, heading: 52 };

describe('The sheet stands', () => {
  test('on a phone low enough for the stage, the transport, the diagram and the verdicts', () => {
    const { peek, half, full } = heightsIn(PHONE);
    expect([peek, full]).toEqual([146, 692]);
    expect(692 - half).toBeGreaterThan(440);
  });

  test('lower where settings and tools take room from the stage', () => {
    expect(heightsIn({ ...PHONE, bar: 40 }).half).toBe(heightsIn(PHONE).half - 30);
  });

  test('from low to high in any room, with some of the words to read at half of it', () => {
    for (const room of [150, 208, 300, 500, 692, 1400])
      for (const heading of [26, 52, 110])
        for (const bar of [0, 40]) {
          const { peek, half, full } = heightsIn({ room, bar, handle: 48, heading });
          expect([peek, half, full]).toEqual([peek, half, full].toSorted((a, b) => a - b));
          expect(half - peek).toBeGreaterThanOrEqual(Math.min(72, room * 0.25));
          expect(half).toBeLessThan(full);
        }
  });
});

describe('The sheet goes', () => {
  test('up and down by one, and with one button to all three', () => {
    const around = (stand: Stand) => [higher(stand), lower(stand), turned(stand)];
    expect(['peek', 'half', 'full'].map((stand) => around(stand as Stand))).toEqual([
      ['half', 'peek', 'half'],
      ['full', 'peek', 'full'],
      ['full', 'half', 'peek'],
    ]);
  });

  test('to the nearest where it is let go, and on with a flick', () => {
    const heights = { peek: 146, half: 250, full: 692 };
    const rests = (height: number, speed = 0) => restOf(heights, { height, speed });
    expect([rests(146), rests(190), rests(210), rests(460), rests(480)]).toEqual([
      'peek',
      'peek',
      'half',
      'half',
      'full',
    ]);
    expect([rests(170, 0.6), rests(260, 0.6), rests(692, 2)]).toEqual(['half', 'full', 'full']);
    expect([rests(600, -0.6), rests(240, -0.6), rests(146, -2)]).toEqual(['half', 'peek', 'peek']);
  });
});

test('script and style agree on which screens have a sheet', () => {
  const upright = /UPRIGHT = '(.*)'/.exec(readFileSync('src/ui/lesson/LessonPanel.svelte', 'utf8'))![1]!;
  const style = /Upright\. \*\/\n@media (.*) \{/.exec(readFileSync('src/ui/lesson/small.css', 'utf8'))![1];
  expect(style).toBe(upright.replaceAll(/(?<=^|, )/g, 'screen and '));
});
