/** A write that nobody has read stays, although later ones of its coordinator are known: in the run, in the picture, to the ear. */
import { expect, test } from 'vitest';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import leaderless from '#protocols/leaderless/index';
import { frameAt } from '#scene/frame';
import { peersOf } from '#scene/peers';
import { createScene } from '#scene/scene';
import { parseScript } from '#sim/script/parse';
import { COUNTED, leaderlessWith } from '#support/leaderless-faults';
import { LEADERLESS_LAWS } from '#support/leaderless-laws';
import { traceOf } from '#support/primary-backup';

const stored = import.meta.glob<string>('/src/protocols/leaderless/golden/unread-between.txt', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const { scenario } = parseScript(Object.values(stored)[0]!.split('\n----\n')[0]!);

/** Both siblings are at Frankfurt, and Bo has not yet read them. */
const BOTH_US = 430_000;

test('the write that came between others is told apart from what their client knew', () => {
  const scene = createScene(traceOf(scenario, leaderless), leaderless);
  const frame = frameAt(scene, BOTH_US);
  const [chip] = frame.replicas.find(({ name }) => name === 'Frankfurt')!.chips;
  const barOf = (index: number) => chip!.vectors[index]!.bars.find(({ name }) => name === 'Virginia')!;
  expect(chip!.versions.map(({ writer }) => writer)).toEqual(['Ana.1', 'Bo.3']);
  expect(chip!.relation).toBe('concurrent');
  expect([barOf(0), barOf(1)]).toEqual([
    { name: 'Virginia', count: 0, beyond: [2], ahead: true },
    { name: 'Virginia', count: 1, beyond: [3, 4], ahead: true },
  ]);
  const say = createSay(english);
  expect(say(peersOf(frame).find(({ id }) => id === 'replica:Frankfurt')!.name)).toContain(
    'version vector of y=3: Virginia no. 2, version vector of y=4: Virginia 1 and no. 3 and no. 4',
  );
});

test('where one number stands for all lower ones, it is confirmed although it has been dropped', () => {
  const isKept = LEADERLESS_LAWS.quorums.law(() => {});
  expect(isKept(traceOf(scenario, leaderless))).toBeUndefined();
  expect(isKept(traceOf(scenario, leaderlessWith(COUNTED)))).toBe(
    'Ana.1 was acknowledged with 0 replicas that have it, not 1',
  );
});
