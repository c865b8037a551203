/** Holds what painters make of many writers: bars, decisions, trays and quorums on a tape, and whole pictures in every theme and shape. */
import { describe, expect, test } from 'vitest';
import type { Brush } from '#draw/brush';
import { drawProgress, drawSeats, seatsOnEdge } from '#draw/quorums';
import { drawResolution } from '#draw/resolutions';
import { paintStage } from '#draw/stage';
import { cardRect, scaleOf, trayRect } from '#draw/stage-space';
import { drawStrip } from '#draw/strips';
import { themes } from '#draw/theme';
import { drawTray } from '#draw/trays';
import { drawVector } from '#draw/vectors';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import { between } from '#scene/between';
import { frameAt } from '#scene/frame';
import { collision, sceneOfWriters } from '#support/many-writers';
import { createTape, writtenOn, type Tape } from '#support/tape';

const say = createSay(english);
const LWW = say('rule.lww');
const size = { width: 940, height: 390 };
const scenes = {
  siblings: sceneOfWriters(collision('keep=siblings need=2')),
  last: sceneOfWriters(collision('keep=last need=2')),
  merge: sceneOfWriters(collision('keep=merge need=2')),
};
const replica = (keep: keyof typeof scenes, atMs: number, name: string) =>
  frameAt(scenes[keep], atMs * 1000).replicas.find((each) => each.name === name)!;

function record(paint: (brush: Brush) => void): Tape {
  const tape = createTape();
  paint({ ctx: tape.ctx, theme: themes.light, size, say, scale: 1 });
  return tape;
}

const row = {
  left: 10,
  right: 190,
  middle: 30,
  full: true,
  easing: undefined,
  tray: { x: 0, y: 40, width: 180, height: 17 },
};
const rect = { x: 0, y: 20, width: 200, height: 100 };

describe('painters', () => {
  test('siblings stand apart by the sign of concurrency, each with its bars', () => {
    const tape = record((brush) => drawStrip(brush, replica('siblings', 50, 'R2'), row));
    expect(writtenOn(tape)).toEqual(['3', '∥', '2']);
    expect(writtenOn(record((brush) => drawStrip(brush, replica('last', 50, 'R2'), row)))).toEqual(['in sync']);
    const bars = tape.lines.filter((line) => line.startsWith('fillRect'));
    expect(bars).toHaveLength(6);
    expect(bars.filter((line) => line.endsWith('1.5)'))).toHaveLength(4);
  });

  test('an event after a gap stands apart from the bar below it, however many there are', () => {
    const stretches = (count: number, beyond: readonly number[], most: number) => {
      const bars = [{ name: 'A', count, beyond, ahead: true }];
      const vector = { bars, most, known: [] };
      const { lines } = record((brush) => drawVector(brush, vector, { x: 0, y: 6, height: 12, colour: 'red' }));
      const rects = lines.filter((line) => line.startsWith('fillRect'));
      return rects
        .map((line) => line.match(/-?[\d.]+/g)!.map(Number))
        .map(([, y, , tall]) => [12 - y! - tall!, 12 - y!]);
    };
    expect(stretches(2, [], 4)).toEqual([[0, 6]]);
    expect(stretches(1, [3], 3)).toEqual([
      [0, 4],
      [8, 12],
    ]);
    expect(stretches(0, [2], 2)).toEqual([
      [0, 1.5],
      [6, 12],
    ]);
    const [foot, single] = stretches(98, [100], 100);
    expect(single![0]! - foot![1]!).toBeGreaterThan(1);
  });

  test('a sibling that has just come slides out of the one before it', () => {
    const [a, b] = [20, 50].map((atMs) => frameAt(scenes.siblings, atMs * 1000));
    const { easing } = between(a!, b!, 0.2);
    const at = (given: typeof row | (Omit<typeof row, 'easing'> & { easing: typeof easing })) =>
      record((brush) => drawStrip(brush, replica('siblings', 50, 'R2'), given)).lines.findLast((line) =>
        line.startsWith("fillText('2'"),
      );
    expect(at({ ...row, easing })).not.toBe(at(row));
  });

  test('bars give way before values do', () => {
    const shown = (right: number) => {
      const tape = record((brush) => drawStrip(brush, replica('siblings', 50, 'R2'), { ...row, right }));
      return [writtenOn(tape), tape.lines.some((line) => line.startsWith('fillRect'))];
    };
    expect(shown(190)).toEqual([['3', '∥', '2'], true]);
    expect(shown(70)).toEqual([['3', '∥', '2'], false]);
  });

  test('a decision brings versions together, then lets the loser go', () => {
    const [early, met, late] = [21, 23, 26].map((atMs) => {
      const { resolution } = replica('last', atMs, 'R2');
      return record((brush) => drawResolution(brush, resolution!, { left: 0, right: 200, y: 10 }));
    });
    expect([early, met, late].map((tape) => writtenOn(tape!))).toEqual([
      ['3', '2', LWW],
      ['3', '2', LWW],
      ['3', LWW],
    ]);
    const loserAt = (tape: Tape) => Number(/fillText\('2', ([\d.]+)/.exec(tape.lines.join('\n'))![1]);
    expect(loserAt(met!)).toBeLessThan(loserAt(early!));
  });

  test('the loser falls into the tray below, where it stays, struck through', () => {
    const fallen = (atMs: number) => {
      const tape = record((brush) => drawStrip(brush, replica('last', atMs, 'R2'), row));
      return Number(/fillText\('2', [\d.]+, ([\d.]+)/.exec(tape.lines.join('\n'))![1]);
    };
    expect([21, 24, 25, 26].map(fallen)).toEqual([...[21, 24, 25, 26].map(fallen)].sort((a, b) => a - b));
    expect(fallen(26.9)).toBeGreaterThan(45);
    expect(
      writtenOn(record((brush) => drawTray(brush, replica('last', 50, 'R2'), { rect, easing: undefined, rule: [] }))),
    ).toEqual(['lost', 'Ana', '2']);
  });

  test('parts that merge are seen before what they become', () => {
    const [parts, whole] = [21, 24].map((atMs) =>
      writtenOn(record((brush) => drawStrip(brush, replica('merge', atMs, 'R2'), row))),
    );
    expect(parts).toEqual(['3', '2', 'merged']);
    expect(whole).toEqual(['3+2', 'merged']);
  });

  test('a place in a quorum is dashed while asked, and a ring holds those where two sets meet', () => {
    const draw = (atMs: number, name: string) =>
      record((brush) => drawSeats(brush, replica('last', atMs, name), { ...seatsOnEdge(rect, 1), easing: undefined }));
    expect(writtenOn(draw(11.5, 'R1'))).toEqual(['W']);
    expect(draw(11.5, 'R1').lines).toContain('setLineDash([2.5, 2])');
    expect(draw(70, 'R0').lines.filter((line) => line.startsWith('roundRect'))).toHaveLength(1);
    expect(draw(70, 'R1').lines.filter((line) => line.startsWith('roundRect'))).toEqual([]);
    expect(writtenOn(draw(70, 'R0'))).toEqual(['W', 'R']);
  });

  test('a coordinator says how many have answered of how many it needs, never more', () => {
    const draw = (atMs: number) =>
      writtenOn(record((brush) => drawProgress(brush, replica('last', atMs, 'R0'), { right: 200, y: 20, least: 80 })));
    expect([12, 31.5].map(draw)).toEqual([['W 1/2'], ['W 2/2']]);
  });
});

describe.each(['light', 'dark', 'projector'] as const)('a whole picture (%s)', (name) => {
  const shapes = [
    { width: 732, height: 300 },
    { width: 340, height: 400 },
  ];

  test.each(Object.entries(scenes))(
    'of %s leaves the context as it found it, and draws nothing that is no number',
    (_, scene) => {
      for (const each of shapes)
        for (const atMs of [0, 15, 21, 25, 34, 70]) {
          const paint = (u: number) => {
            const tape = createTape();
            const shape = each.height > each.width ? 'tall' : 'wide';
            const [a, b] = [frameAt(scene, Math.max(0, atMs - 10) * 1000, shape), frameAt(scene, atMs * 1000, shape)];
            paintStage(tape.ctx, between(a, b, u), { theme: themes[name], size: each, say, selection: 'replica:R1' });
            return tape.lines;
          };
          for (const u of [0.5, 1]) {
            const lines = paint(u);
            expect(lines.filter((line) => line === 'save()')).toHaveLength(
              lines.filter((line) => line === 'restore()').length,
            );
            expect(lines.filter((line) => /NaN|undefined|Infinity/.test(line))).toEqual([]);
            expect(paint(u)).toEqual(lines);
          }
        }
    },
  );
});

describe('nothing hides another', () => {
  const stages = [
    { width: 732, height: 300 },
    { width: 940, height: 390 },
    { width: 1280, height: 620 },
    { width: 340, height: 400 },
    { width: 360, height: 520 },
  ];
  const meet = (a: typeof rect, b: typeof rect) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 27])('of %i cards with their trays', (count) => {
    const scene = sceneOfWriters(collision('keep=last need=2', count));
    for (const given of stages) {
      const shape = given.height > given.width * 0.85 ? 'tall' : 'wide';
      const scale = scaleOf(given, shape);
      for (const { type } of Object.values(themes)) {
        const cards = frameAt(scene, 50_000, shape).replicas.map((each) => cardRect(each, given, scale));
        const all = [...cards, ...cards.map((card) => trayRect(card, { scale, type }))];
        const hits = all.flatMap((one, index) => all.slice(index + 1).filter((other) => meet(one, other)));
        expect(hits, `${given.width}×${given.height}`).toEqual([]);
        for (const { y, height } of all) expect(y + height).toBeLessThanOrEqual(given.height);
      }
    }
  });
});
