/** What the stage shows where many replicas take writes: siblings, vectors, decisions, lost writes, quorums, in picture and in words. */
import { describe, expect, test } from 'vitest';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import { between } from '#scene/between';
import { diagramOf } from '#scene/diagram';
import { momentsOf } from '#scene/events';
import { frameAt, type Frame } from '#scene/frame';
import { peersOf } from '#scene/peers';
import type { Scene } from '#scene/scene';
import { barsOf, relationOf } from '#scene/vectors';
import { kindOf } from '#sim/lookup';
import { collision, sceneOfWriters } from '#support/many-writers';

const say = createSay(english);
const LWW = say('rule.lww');
const siblings = sceneOfWriters(collision('keep=siblings need=2'));
const last = sceneOfWriters(collision('keep=last need=2'));
const merge = sceneOfWriters(collision('keep=merge need=2'));

const replica = (scene: Scene, atMs: number, name: string) =>
  frameAt(scene, atMs * 1000).replicas.find((each) => each.name === name)!;
const labels = (scene: Scene, atMs: number, name: string) =>
  replica(scene, atMs, name).chips[0]!.versions.map(({ label }) => label);
const nameAt = (scene: Scene, atMs: number, name: string) =>
  say(peersOf(frameAt(scene, atMs * 1000)).find(({ id }) => id === `replica:${name}`)!.name);

describe('siblings', () => {
  test('are versions of one key side by side, each with its vector', () => {
    expect(labels(siblings, 20, 'R2')).toEqual(['x=3']);
    expect(labels(siblings, 40, 'R2')).toEqual(['x=3', 'x=2']);
    const [chip] = replica(siblings, 40, 'R2').chips;
    expect(chip!.relation).toBe('concurrent');
    expect(chip!.vectors.map(({ bars }) => bars.map(({ count }) => count))).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ]);
  });

  test('fan out when they come, and stand still when time does', () => {
    const [a, b] = [20, 40].map((atMs) => frameAt(siblings, atMs * 1000)) as [Frame, Frame];
    const arrival = (u: number) => between(a, b, u).easing?.arrival('replica:R2', 'sibling', 'x x2') ?? 1;
    expect(arrival(0)).toBe(0);
    expect(arrival(0.5)).toBeGreaterThan(arrival(0.1));
    expect(between(a, b, 0.5).easing!.arrival('replica:R2', 'sibling', 'x x9')).toBe(1);
    expect(between(b, b, 0)).toBe(b);
  });

  test('are told to the ear with their vectors', () => {
    expect(nameAt(siblings, 50, 'R2')).toBe(
      'R2, replica, x has concurrent siblings: 3, 2, in sync, up; version vector of x=3: R2 1, version vector of x=2: R0 1',
    );
  });

  test('give the lane of the diagram one version of their own', () => {
    const lane = diagramOf(siblings).lanes.find(({ name }) => name === 'R2')!;
    expect(lane.stretches.map(({ version }) => version.label)).toEqual(['x=1', 'x=3', 'x=3 | 2']);
  });
});

describe('vectors', () => {
  test('dominate where they are nowhere lower, and are concurrent where each is higher somewhere', () => {
    const relation = (a: Record<string, number>, b: Record<string, number>) => relationOf({ counts: a }, { counts: b });
    expect(relation({ A: 1 }, { A: 1, B: 0 })).toBe('equal');
    expect(relation({ A: 1 }, { A: 2 })).toBe('before');
    expect(relation({ A: 1, B: 1 }, { B: 1 })).toBe('after');
    expect(relation({ A: 1 }, { B: 1 })).toBe('concurrent');
  });

  test('do not know what lies in a gap', () => {
    const gap = { counts: { A: 1 }, beyond: { A: [3] } };
    expect(relationOf(gap, { counts: { A: 1 } })).toBe('after');
    expect(relationOf(gap, { counts: { A: 2 } })).toBe('concurrent');
    expect(relationOf(gap, { counts: {}, beyond: { A: [2] } })).toBe('concurrent');
    expect(relationOf(gap, { counts: { A: 3 } })).toBe('before');
    expect(relationOf(gap, { counts: {}, beyond: { A: [3] } })).toBe('after');
    expect(relationOf(gap, gap)).toBe('equal');
  });

  test('stand beside each other at full strength where each knows something in the gap of the other', () => {
    const drawn = barsOf(
      [
        { counts: { A: 1 }, beyond: { A: [3] } },
        { counts: { A: 2 }, beyond: { B: [2, 4] } },
      ],
      ['A', 'B'],
    );
    expect(drawn.map(({ most }) => most)).toEqual([4, 4]);
    expect(drawn.map(({ bars }) => bars.map(({ ahead }) => ahead))).toEqual([
      [true, false],
      [true, true],
    ]);
    expect(drawn.map(({ known }) => known.map(say))).toEqual([['A 1 and no. 3'], ['A 2', 'B no. 2 and no. 4']]);
  });

  test('have a bar for each replica, marked where no other knows more', () => {
    const [first, second] = barsOf([{ counts: { A: 2, C: 1 } }, { counts: { A: 1, D: 3 } }], ['A', 'B', 'C']);
    expect(first!.bars.map(({ name, count, ahead }) => `${name} ${count} ${ahead}`)).toEqual([
      'A 2 true',
      'B 0 false',
      'C 1 true',
      'D 0 false',
    ]);
    expect(second!.bars.map(({ ahead }) => ahead)).toEqual([false, false, false, true]);
    expect([first!.most, second!.most]).toEqual([3, 3]);
  });
});

describe('a decision', () => {
  const noted = (scene: Scene) =>
    [...Array(scene.trace.records.count).keys()].filter(
      (record) => kindOf(scene.trace, record) === 'note' && scene.trace.records.node[record] === 2,
    );

  test('is a moment at which one can stop', () => {
    const at = momentsOf(last.trace).map(({ atUs }) => atUs);
    expect(noted(last)).toHaveLength(1);
    for (const record of noted(last)) expect(at).toContain(last.trace.records.atUs[record]);
  });

  test('names the rule, what is kept and what is dropped, from its moment on for a share of the run', () => {
    expect(replica(last, 20.9, 'R2').resolution).toBeUndefined();
    const { resolution } = replica(last, 21, 'R2');
    expect(resolution).toMatchObject({ key: 'x', outcome: 'rule', rule: { id: 'rule.lww' } });
    expect(resolution!.kept.map(({ label }) => label)).toEqual(['x=3']);
    expect(resolution!.dropped.map(({ label }) => label)).toEqual(['x=2']);
    const shares = [21, 22, 25, 26.9].map((atMs) => replica(last, atMs, 'R2').resolution!.u);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    expect(replica(last, 28, 'R2').resolution).toBeUndefined();
  });

  test('leaves what it dropped in the tray, with author and rule', () => {
    expect(replica(last, 22, 'R2').lost).toMatchObject([
      {
        operation: 'Ana.1',
        author: 'Ana',
        version: { label: 'x=2' },
        winner: { label: 'x=3' },
        rule: { id: 'rule.lww' },
      },
    ]);
    expect(nameAt(last, 50, 'R2')).toContain(`1 write lost here: x=2 of Ana (${LWW})`);
    expect(nameAt(last, 23, 'R2')).toContain(`x decided just now: ${LWW}`);
  });

  test('that merges goes from the parts to a version of their own', () => {
    const { resolution } = replica(merge, 22, 'R2');
    expect(resolution).toMatchObject({ outcome: 'merge', rule: { id: 'rule.merge' } });
    expect(resolution!.dropped.map(({ label }) => label)).toEqual(['x=3', 'x=2']);
    const [version] = replica(merge, 40, 'R2').chips[0]!.versions;
    expect(version).toMatchObject({ index: 0, label: 'x=3+2', from: [{ index: 3 }, { index: 2 }] });
    expect(replica(merge, 41, 'R2').chips[0]!.versions[0]).toBe(version);
  });
});

describe('a quorum', () => {
  const seats = (scene: Scene, atMs: number, name: string) =>
    replica(scene, atMs, name).seats.map(({ id, operation, state }) => `${id} ${operation} ${state}`);

  test('lights up as answers come in', () => {
    expect(seats(last, 12, 'R1')).toEqual(['quorum.write Ana.1 asked']);
    expect(seats(last, 31.5, 'R1')).toContain('quorum.write Ana.1 answered');
    expect(replica(last, 15, 'R0').gathers).toMatchObject([{ operation: 'Ana.1', answered: 1, needed: 2 }]);
    expect(replica(last, 31.5, 'R0').gathers).toMatchObject([{ operation: 'Ana.1', answered: 3, needed: 2 }]);
    expect(nameAt(last, 15, 'R0')).toContain('write quorum of Ana.1: 1 of 2 needed have answered; waiting for: R1, R2');
  });

  test('fades once its client has the answer', () => {
    const fades = [32, 33, 35].map(
      (atMs) => replica(last, atMs, 'R0').gathers.find(({ operation }) => operation === 'Ana.1')!.fade,
    );
    expect(fades[0]).toBe(0);
    expect(fades[2]).toBeGreaterThan(fades[1]!);
    expect(seats(last, 45, 'R1')).toEqual([]);
  });

  test('of a read is held against that of the write before it: the overlap is marked', () => {
    const [read] = replica(last, 70, 'R0').gathers;
    expect(read).toMatchObject({ id: 'quorum.read', against: 'Bo.1', overlap: ['R0'] });
    expect(replica(last, 82, 'R0').gathers[0]!.overlap).toEqual(['R0', 'R1', 'R2']);
    expect(replica(last, 70, 'R0').seats.map(({ overlaps, past }) => [overlaps, past])).toEqual([
      [true, true],
      [true, false],
    ]);
    expect(nameAt(last, 82, 'R0')).toContain('overlap with the set of Bo.1: R0, R1, R2');
  });

  test('that does not meet the write’s says so', () => {
    const alone = sceneOfWriters(collision('keep=last need=1').replace('link default 10ms', 'link default 45ms'));
    const read = replica(alone, 63, 'R0').gathers.find(({ id }) => id === 'quorum.read');
    expect(read).toMatchObject({ against: 'Bo.1', overlap: [] });
    expect(nameAt(alone, 61, 'R0')).toContain('no overlap with the set of Bo.1');
  });
});

describe('without a log', () => {
  test('a replica is behind by the writes that others have taken in and that would change what it shows', () => {
    expect([15, 24].map((atMs) => replica(siblings, atMs, 'R1').behind)).toEqual([2, 0]);
  });

  test('an answer that a later write should have replaced is stale', () => {
    const late = sceneOfWriters(`replicarium 1
ends 100ms
protocol many-writers need=1
replicas R0 R1 R2
clients Ana@R0 Bo@R2
link default 40ms
at 1ms Ana write x=2
at 20ms Bo read x
`);
    const bo = frameAt(late, 60_000).clients.find(({ name }) => name === 'Bo')!;
    expect(bo.operation).toMatchObject({ stale: true, outcome: { id: 'client.stale', args: { writes: 1 } } });
    expect(replica(late, 20, 'R2')).toMatchObject({ stale: true, behind: 1 });
  });
});
