/** What the stage shows when primaries change: who leads, in which epoch, what was turned down, and which writes stand apart. */
import { expect, test } from 'vitest';
import { between } from '#scene/between';
import { frameAt, type Frame } from '#scene/frame';
import { sceneOf } from '#support/scenes';

const SPLIT = `replicarium 1
ends 1s
protocol primary-backup failover=votes detect=100ms heartbeat=40ms returning=keep
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Virginia
at 20ms cut @Frankfurt | @Virginia @Singapore
at 30ms Ana write x=1
at 60ms Ana write y=2
at 500ms heal
at 700ms Frankfurt merge
at 900ms crash Virginia
`;

const scene = sceneOf(SPLIT);
const frame = (atMs: number): Frame => frameAt(scene, atMs * 1000);
const replica = (atMs: number, name: string) => frame(atMs).replicas.find((each) => each.name === name)!;
const gates = (atMs: number, name: string) =>
  replica(atMs, name).log!.squares.map(({ operation, gate }) => `${operation} ${gate}`);

test('two primaries at once are named with their epochs, and marked', () => {
  expect(frame(100).notice).toEqual([]);
  expect(frame(300).notice[0]).toMatchObject({ id: 'notice.primaries', args: { count: 2 } });
  expect(JSON.stringify(frame(300).notice)).toMatch(/Frankfurt.*"epoch":0.*Virginia.*"epoch":1/);
  expect(frame(300).replicas.map(({ rival }) => rival)).toEqual([true, true, false]);
  expect(frame(600).notice).toEqual([]);
});

test('writes that the primary of the highest epoch lacks are divergent, then stand aside until someone decides', () => {
  expect(gates(100, 'Frankfurt')).toEqual(['Ana.1 applied', 'Ana.2 applied']);
  expect(gates(300, 'Frankfurt')).toEqual(['Ana.1 divergent', 'Ana.2 divergent']);
  expect(gates(650, 'Frankfurt')).toEqual(['Ana.1 aside', 'Ana.2 aside']);
  expect(gates(850, 'Frankfurt')).toEqual(['Ana.1 applied', 'Ana.2 applied']);
});

test('nobody is called in sync who holds what the log that decides contradicts, or who says that it is catching up', () => {
  const standing = ['Frankfurt', 'Virginia', 'Singapore'].flatMap((name) =>
    Array.from({ length: 200 }, (_, index) => {
      const { inSync, badges, log } = replica(index * 5, name);
      const catchesUp = badges.some(({ phrase }) => phrase.id === 'mode.catching-up');
      const strays = log!.squares.some(({ gate }) => gate === 'divergent' || gate === 'aside');
      return { inSync, catchesUp, strays };
    }),
  );
  expect(standing.filter(({ inSync, catchesUp, strays }) => inSync && (catchesUp || strays))).toEqual([]);
  for (const some of ['inSync', 'catchesUp', 'strays'] as const)
    expect(standing.filter((each) => each[some]).length, some).toBeGreaterThan(5);
});

test('what a backup turns down comes back as a no, with its reason', () => {
  const refusals = frame(510).messages.filter(({ facts }) => facts.refuses);
  const told = new Set(
    refusals.map(({ facts }) => `${facts.from} ${facts.label.id} ${JSON.stringify(facts.label.args)}`),
  );
  expect([...told].sort()).toEqual([
    'Frankfurt message.denial {"reason":"log"}',
    'Singapore message.refusal {"epoch":0}',
    'Virginia message.refusal {"epoch":0}',
  ]);
});

test('who is down does not lead, though its last state did', () => {
  expect(replica(850, 'Virginia').badges[0]).toMatchObject({ leads: true });
  expect(replica(950, 'Virginia').badges[0]).toMatchObject({ leads: false, tone: 'plain' });
});

test('a badge slides from who gave it up to who has it; where nobody gave it up it only appears', () => {
  const slide = (a: number, b: number) => between(frame(a), frame(b), 0.5).easing?.badge;
  expect(slide(100, 600)).toMatchObject({ from: 'replica:Frankfurt', to: 'replica:Virginia' });
  expect(slide(100, 300)).toMatchObject({ from: 'replica:Virginia', to: 'replica:Virginia' });
  expect(slide(300, 600)).toBeUndefined();
});
