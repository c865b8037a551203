/** More replicas than have room for a card each: groups by place, with counts, links between them, and their members' dots. */
import { describe, expect, test } from 'vitest';
import { linksCrossed } from '#draw/crossing';
import { hitStage } from '#draw/hit';
import { paintStage } from '#draw/stage';
import { groupRect, memberSpot, toPixel } from '#draw/stage-space';
import { themes } from '#draw/theme';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import { frameAt } from '#scene/frame';
import { groupsOf } from '#scene/groups';
import { peersOf } from '#scene/peers';
import { pointOn } from '#scene/unit';
import { sceneOfWriters } from '#support/many-writers';
import { createTape, writtenOn } from '#support/tape';

const say = createSay(english);
const size = { width: 940, height: 390 };
const PLACES = ['eu', 'us', 'ap'];

const scriptOf = (count: number, places: readonly string[]): string => {
  const at = (index: number) => (places.length > 0 ? `@${places[Math.floor((index * places.length) / count)]}` : '');
  return `replicarium 1
ends 100ms
protocol many-writers keep=last need=9
replicas ${Array.from({ length: count }, (_, index) => `N${index}${at(index)}`).join(' ')}
clients Ana@N0 Bo@N${count - 1}
initially x=1
link default 10ms
at 10ms Ana write x=2
at 12ms Bo write x=3
at 15ms crash N5
at 50ms cut N0 | N${count - 1}
`;
};

const scene = sceneOfWriters(scriptOf(30, PLACES));
const frame = (atMs: number) => frameAt(scene, atMs * 1000);

describe('groups', () => {
  const named = (count: number, places: readonly string[]) =>
    groupsOf(sceneOfWriters(scriptOf(count, places)).trace.scenario).map(
      ({ name, members }) => `${name} ${members.length}`,
    );

  test('begin beyond 27 replicas, by place where places say something, else in the script’s order', () => {
    expect(named(27, PLACES)).toEqual([]);
    expect(named(30, PLACES)).toEqual(['eu 10', 'us 10', 'ap 10']);
    expect(named(28, [])).toEqual(['N0 – N6 7', 'N7 – N13 7', 'N14 – N20 7', 'N21 – N27 7']);
    expect(named(81, [])).toHaveLength(9);
    expect(named(81, []).reduce((sum, name) => sum + Number(name.split(' ').at(-1)), 0)).toBe(81);
  });

  test('count what their members show, and who is down', () => {
    const [eu, us, ap] = frame(16).groups;
    const counts = (group: typeof eu) => group!.counts.map(({ versions, count }) => `${versions[0]!.label} ${count}`);
    expect(counts(eu)).toEqual(['x=1 8', 'x=2 1']);
    expect(counts(us)).toEqual(['x=1 10']);
    expect(counts(ap)).toEqual(['x=1 9', 'x=3 1']);
    expect([eu, us, ap].map((group) => group!.down)).toEqual([1, 0, 0]);
    expect(frame(60).groups.map(({ lost }) => lost)).toEqual([1, 1, 1]);
  });

  test('are joined by one link a pair, with all its traffic; a cut of one of its links tears it', () => {
    const { links, rifts, messages } = frame(51);
    const between = links.filter(({ to }) => to.startsWith('N') && to !== 'N29' && to !== 'N0');
    expect(new Set(links.map(({ id }) => id)).size).toBe(links.length);
    expect(links.filter(({ from, to }) => from.startsWith('N') && to.startsWith('N'))).toHaveLength(3);
    expect(between.every(({ curve }) => curve.from.x !== curve.to.x || curve.from.y !== curve.to.y)).toBe(true);
    expect(rifts).toHaveLength(1);
    expect(messages.length).toBe(0);
    expect(frame(16).links.reduce((sum, { flying }) => sum + flying, 0)).toBe(
      frame(16).messages.filter(({ curve: { from, to } }) => from.x !== to.x || from.y !== to.y).length,
    );
  });

  test('are peers in place of their members, and say all counts', () => {
    const peers = peersOf(frame(60)).filter(({ kind }) => kind === 'group' || kind === 'replica');
    expect(peers.map(({ name }) => say(name))).toEqual([
      'eu, 10 replicas, x=3 on 9, 1 down, 1 write lost',
      'us, 10 replicas, x=3 on 10, 1 write lost',
      'ap, 10 replicas, x=3 on 10, 1 write lost',
    ]);
  });

  test('can be pointed at, and so can each member', () => {
    const [group] = frame(16).groups;
    const rect = groupRect(group!, size);
    const spot = memberSpot(rect, { index: 3, count: 10 });
    expect(hitStage(frame(16), size, spot)).toBe('replica:N3');
    expect(hitStage(frame(16), size, { x: rect.x + 4, y: rect.y + 4 })).toBe('group:eu');
  });

  test('are cut from each other as places', () => {
    const { links } = frame(16);
    const link = links.find(({ from, to }) => from === 'N0' && to.startsWith('N1'))!;
    const at = toPixel(size, pointOn(link.curve, 0.5));
    const line = { from: { x: at.x - 30, y: at.y - 1 }, to: { x: at.x + 30, y: at.y + 1 } };
    expect(linksCrossed(frame(16), size, line)).toContainEqual(['@eu', '@us']);
  });

  test.each(['light', 'dark', 'projector'] as const)('are drawn with a dot for each member (%s)', (name) => {
    for (const each of [size, { width: 340, height: 420 }]) {
      const tape = createTape();
      const shape = each.height > each.width ? 'tall' : 'wide';
      paintStage(tape.ctx, frameAt(scene, 16_000, shape), {
        theme: themes[name],
        size: each,
        say,
        selection: 'group:us',
      });
      expect(tape.lines.filter((line) => /NaN|undefined|Infinity/.test(line))).toEqual([]);
      expect(writtenOn(tape)).toEqual(expect.arrayContaining(['eu', '10 replicas']));
      expect(tape.lines.filter((line) => line.startsWith('arc(')).length).toBeGreaterThanOrEqual(29);
    }
  });

  test('lie clear of each other and of clients, however many', () => {
    for (const count of [28, 40, 81])
      for (const shape of ['wide', 'tall'] as const)
        for (const places of [PLACES, []]) {
          const { groups, clients } = frameAt(sceneOfWriters(scriptOf(count, places)), 16_000, shape);
          const boxes = [...groups, ...clients].map(({ box }) => box);
          const hits = boxes.flatMap((a, index) =>
            boxes
              .slice(index + 1)
              .filter(
                (b) => Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height,
              ),
          );
          expect(hits, `${count} ${shape} ${places.length}`).toEqual([]);
        }
  });
});
