/** What stands on the stage besides cards: Merkle trees, the ring of keys, the details of a replica, each where there is room. */
import { describe, expect, test } from 'vitest';
import type { Brush } from '#draw/brush';
import { detailRows } from '#draw/details';
import { obstaclesOf, placeInset } from '#draw/insets';
import { runsOf } from '#draw/lists';
import { ringSize } from '#draw/rings';
import { paintStage } from '#draw/stage';
import { scaleOf } from '#draw/stage-space';
import { shortOf } from '#draw/tables';
import { themes } from '#draw/theme';
import { treeSize } from '#draw/trees';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import { frameAt, type Frame } from '#scene/frame';
import { peersOf } from '#scene/peers';
import type { Description } from '#sim/marks';
import { collision, sceneOfWriters } from '#support/many-writers';
import { createTape, writtenOn } from '#support/tape';

const say = createSay(english);
const LWW = say('rule.lww');
const KEEP = 'keep=siblings need=2';

/** Each walk goes one level down a tree of which only one leaf differs. */
const walking = (self: string, level: number): Description =>
  level < 0 || self !== 'R0' ? [] : [{ mark: 'tree', with: 'R1', depth: 3, nodes: treeDownTo(level) }];

function treeDownTo(level: number) {
  const way = '101';
  const nodes: { path: string; digest: string; state: 'same' | 'differs' | 'unknown' }[] = [];
  for (let depth = 0; depth <= Math.min(3, level + 1); depth += 1) {
    const parent = way.slice(0, Math.max(0, depth - 1));
    for (const path of depth === 0 ? [''] : [`${parent}0`, `${parent}1`]) {
      const state = depth > level ? 'unknown' : way.startsWith(path) ? 'differs' : 'same';
      nodes.push({ path, digest: path, state });
    }
  }
  return nodes;
}

const withRing = (replicas: number) => (): Description => {
  const owner = (index: number) => `R${index % replicas}`;
  const tokens = Array.from({ length: replicas * 2 }, (_, index) => ({
    at: (index + 0.5) / (replicas * 2),
    owner: owner(index),
  }));
  const keys = ['x', 'y'].map((key, index) => ({
    key,
    at: 0.3 + index * 0.4,
    owners: [owner(index), owner(index + 1)],
  }));
  return [{ mark: 'ring', tokens, keys }];
};

const brushFor = (frame: Frame, size: { width: number; height: number }, theme = themes.light): Brush => ({
  ctx: createTape().ctx,
  theme,
  size,
  say,
  scale: scaleOf(size, frame.shape),
});

const nameAt = (frame: Frame, name: string) => say(peersOf(frame).find(({ id }) => id === `replica:${name}`)!.name);

describe('a Merkle tree', () => {
  const script = `${collision(KEEP).replace(/at 60ms.*\n/, '')}${[50, 60, 70, 80].map((ms) => `at ${ms}ms R0 walk`).join('\n')}\n`;
  const scene = sceneOfWriters(script, walking);
  const treeAt = (ms: number) => frameAt(scene, ms * 1000).replicas[0]!.trees[0];

  test('is walked down from the root, along what differs', () => {
    expect(treeAt(40)).toBeUndefined();
    expect([51, 61, 71, 81].map((ms) => [treeAt(ms)!.level, treeAt(ms)!.same, treeAt(ms)!.differs])).toEqual([
      [0, 0, 1],
      [1, 1, 2],
      [2, 2, 3],
      [3, 3, 4],
    ]);
    expect(treeAt(61)!.nodes.map(({ path, state }) => `${path} ${state}`)).toEqual([
      ' differs',
      '0 same',
      '1 differs',
      '10 unknown',
      '11 unknown',
    ]);
  });

  test('stands where its paths lead: each level halves the stretch', () => {
    const at = Object.fromEntries(treeAt(81)!.nodes.map(({ path, x, y }) => [path, [x, y]]));
    expect(at).toMatchObject({ '': [0.5, 0], '0': [0.25, 1 / 3], '1': [0.75, 1 / 3], '101': [0.6875, 1] });
  });

  test('is drawn with a diamond for each difference, and told to the ear', () => {
    const tape = createTape();
    const frame = frameAt(scene, 71_000);
    paintStage(tape.ctx, frame, { theme: themes.light, size: { width: 940, height: 390 }, say });
    expect(writtenOn(tape).some((text) => text.startsWith('Merkle tree'))).toBe(true);
    expect(tape.lines.filter((line) => line === 'closePath()')).toHaveLength(3);
    expect(nameAt(frame, 'R0')).toContain(
      'compares its Merkle tree with R1: level 2 of 3, 2 branches the same, 3 different',
    );
  });
});

describe('a ring', () => {
  const scene = sceneOfWriters(collision(KEEP), withRing(3));
  const frame = frameAt(scene, 40_000);

  test('has a stretch for each token, back to the token before, around the top', () => {
    const { arcs, keys, by, dissent } = frame.ring!;
    expect(arcs).toHaveLength(6);
    expect(arcs[0]).toMatchObject({ owner: 'R0', to: 1 / 12 });
    expect(arcs[0]!.from).toBeCloseTo(-1 / 12);
    expect(arcs.reduce((sum, { from, to }) => sum + to - from, 0)).toBeCloseTo(1);
    expect(keys.map(({ key, owners }) => `${key} ${owners.join(' ')}`)).toEqual(['x R0 R1', 'y R1 R2']);
    expect([by, dissent]).toEqual(['R0', []]);
  });

  test('is the one that most replicas see; who sees another is named', () => {
    const parted = sceneOfWriters(collision(KEEP), (self) => withRing(self === 'R0' ? 2 : 3)());
    expect(frameAt(parted, 40_000).ring).toMatchObject({ by: 'R1', dissent: ['R0'] });
  });

  test('names its keys with their owners', () => {
    const tape = createTape();
    paintStage(tape.ctx, frame, {
      theme: themes.light,
      size: { width: 732, height: 300 },
      say,
      selection: 'replica:R2',
    });
    expect(writtenOn(tape)).toEqual(expect.arrayContaining(['x: R0 R1', 'y: R1 R2']));
    expect(nameAt(frame, 'R1')).toContain('owns on the ring: x, y');
  });

  test('has the keys of all who see it, though each knows only its own', () => {
    const own = (self: string): Description =>
      withRing(3)().map((mark) =>
        mark.mark === 'ring' ? { ...mark, keys: mark.keys.filter(({ owners }) => owners.includes(self)) } : mark,
      );
    const parts = frameAt(sceneOfWriters(collision(KEEP), own), 15_000);
    expect(parts.ring!.keys.map(({ key }) => key)).toEqual(['x', 'y']);
    expect(parts.replicas.map(({ behind }) => behind)).toEqual([1, 2, 0]);
  });

  test('a replica that does not own a key is not behind with it', () => {
    const early = frameAt(scene, 15_000).replicas.map(({ name, behind }) => `${name} ${behind}`);
    expect(early).toEqual(['R0 1', 'R1 2', 'R2 0']);
  });
});

describe('details', () => {
  const frame = frameAt(sceneOfWriters(collision('keep=last need=2')), 70_000);

  test('say of a coordinator’s quorum what it needs and where it overlaps, and of lost writes the rule', () => {
    const brush = brushFor(frame, { width: 940, height: 390 });
    const tape = createTape();
    for (const row of detailRows({ ...brush, ctx: tape.ctx }, frame.replicas[0]!))
      for (const piece of row) piece.draw({ x: 0, y: 0 });
    expect(writtenOn(tape)).toEqual(
      expect.arrayContaining(['read quorum of Ana.2: 1 of 2', 'overlap with the set of Bo.1: R0', 'lost', 'Ana', LWW]),
    );
  });

  test('appear when a replica is selected, and not before', () => {
    const said = (selection?: string) => {
      const tape = createTape();
      paintStage(tape.ctx, frame, { theme: themes.light, size: { width: 940, height: 390 }, say, selection });
      return writtenOn(tape);
    };
    expect(said('replica:R0')).toContain('read quorum of Ana.2: 1 of 2');
    expect(said()).not.toContain('read quorum of Ana.2: 1 of 2');
  });

  test('keep runs of one author together, and tell names apart with as few letters as do', () => {
    const item = (text: string, author: string, gone = false) => ({ text, author, gone, version: undefined });
    const items = [item('m', 'Ana'), item('i', 'Ana'), item('x', 'Ana', true), item('b', 'Bo'), item('l', 'Ana')];
    expect(runsOf({ key: 'x', ordered: true, items }).map(({ text }) => text)).toEqual(['mi', 'x', 'b', 'l']);
    expect(runsOf({ key: 'x', ordered: false, items })).toEqual(items);
    const names = ['Frankfurt', 'Virginia', 'Vienna'];
    expect(names.map((name) => shortOf(names, name))).toEqual(['F', 'Vir', 'Vie']);
  });
});

describe('a place for an inset', () => {
  const sizes = [
    { width: 732, height: 300 },
    { width: 1280, height: 620 },
    { width: 360, height: 520 },
  ];

  test.each([3, 5, 9, 27])('of %i replicas lies on the stage, and over nothing where it says so', (count) => {
    const scene = sceneOfWriters(collision('keep=last need=2', count), withRing(count));
    for (const size of sizes) {
      const frame = frameAt(scene, 50_000, size.height > size.width ? 'tall' : 'wide');
      const brush = brushFor(frame, size);
      const obstacles = obstaclesOf(brush, frame);
      const tree = { with: 'R1', depth: 3, nodes: [], level: 0, same: 0, differs: 0 };
      const wanted = [ringSize(brush, frame.ring!, { radius: 40, list: 'beside' }), treeSize(brush, tree)];
      for (const each of wanted) {
        const near = { x: size.width / 3, y: size.height / 3 };
        const { rect, clear } = placeInset(size, each, { near, obstacles });
        expect(
          rect.x >= 0 && rect.x + rect.width <= size.width && rect.y >= 0 && rect.y + rect.height <= size.height,
        ).toBe(true);
        const hit = obstacles.some(
          (other) =>
            rect.x < other.x + other.width &&
            other.x < rect.x + rect.width &&
            rect.y < other.y + other.height &&
            other.y < rect.y + rect.height,
        );
        if (clear) expect(hit).toBe(false);
        expect(placeInset(size, each, { near, obstacles })).toEqual({ rect, clear });
      }
    }
  });

  test('is found between three cards on a small stage', () => {
    const frame = frameAt(sceneOfWriters(collision(KEEP), withRing(3)), 40_000);
    const tape = createTape();
    paintStage(tape.ctx, frame, { theme: themes.light, size: { width: 732, height: 300 }, say });
    expect(writtenOn(tape)).toContain('x: R0 R1');
  });
});
