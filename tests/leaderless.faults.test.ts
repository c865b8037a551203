/** Faults planted in the leaderless store are each caught by a law: so every law can fail, and looks where it says. */
import { expect, test } from 'vitest';
import { findCounterexample } from '#support/law';
import { leaderlessLaw } from '#support/leaderless';
import { COUNTED, leaderlessWith, type LeaderlessFault } from '#support/leaderless-faults';
import { LEADERLESS_LAWS } from '#support/leaderless-laws';
import { sample } from '#support/runs';

interface Planted extends LeaderlessFault {
  readonly name: string;
  readonly caughtBy: keyof typeof LEADERLESS_LAWS;
}

const faults: readonly Planted[] = [
  {
    name: 'a write is acknowledged one replica too early',
    caughtBy: 'fresh',
    file: 'coordinating',
    from: 'acks: gathering(Math.min(w, owners.length), [])',
    to: 'acks: gathering(Math.max(1, Math.min(w, owners.length) - 1), [])',
  },
  {
    name: 'the next version is not higher than what was read',
    caughtBy: 'fresh',
    file: 'writing',
    from: 'stamp: { at: latest + 1, writer: operation }',
    to: 'stamp: { at: Math.max(1, latest), writer: operation }',
  },
  {
    name: 'a read is answered with the first answer’s version',
    caughtBy: 'freshOneWriter',
    file: 'reading',
    from: 'const { versions, taken } = newest;',
    to: 'const { versions, taken } = Object.values(open.reads.answers)[0]!;',
  },
  {
    name: 'a replica confirms before its disk has the version',
    caughtBy: 'quorums',
    file: 'storing',
    from: "work.wishes.push({ type: 'write', params: { mark } });",
    to: "work.wishes.push({ type: 'write', params: { mark } });\n  if (confirm?.as === 'confirm' && confirm.to !== selfOf(work)) send(work, confirmation(confirm, { isDropped: false, winner: null }));",
  },
  {
    name: 'hints are not released when they are confirmed',
    caughtBy: 'settles',
    file: 'moving',
    from: "store(work, [{ do: 'release', owner: from, identities }]);",
    to: '',
  },
  {
    name: 'digests do not tell versions of a key apart',
    caughtBy: 'agree',
    file: 'comparing',
    from: 'text: `${key} ${identityOf(rule, versions)}`',
    to: 'text: `${key} ${rule}`',
  },
  {
    name: 'a write-back does not wait',
    caughtBy: 'linearizable',
    file: 'reading',
    from: "if (settingsOf(work).writeBack === 'off' ||",
    to: "if (settingsOf(work).writeBack !== 'none' ||",
  },
  {
    name: 'of siblings only one stays',
    caughtBy: 'vectors',
    file: 'versions',
    from: 'return onePerWrite(siblingsOf(versions));',
    to: 'return onePerWrite(siblingsOf(versions)).slice(0, 1);',
  },
  {
    name: 'a version claims to know what its client has not read',
    caughtBy: 'vectors',
    file: 'writing',
    from: 'context: left.knows, after: left.taken',
    to: 'context: { upTo: Object.assign({}, ...answerOf(work.memory, key).versions.map((each) => knownTo(each).upTo)), beyond: {} }, after: left.taken',
  },
  {
    name: 'a writer’s own dot stands for all before it',
    caughtBy: 'vectors',
    ...COUNTED,
  },
  {
    name: 'a writer does not know its own write',
    caughtBy: 'vectors',
    file: 'writing',
    from: '{ knows: knownTo(version),',
    to: '{ knows: version.context,',
  },
  {
    name: 'what is read of a coordinator stands for all its dots before',
    caughtBy: 'vectors',
    file: 'versions',
    from: 'merge(known, knownTo(version))',
    to: 'merge(known, { upTo: { ...version.context.upTo, [version.dot.node]: version.dot.count }, beyond: {} })',
  },
];

/** Fixed: the same cases in every run. */
const cases = { numRuns: 600, seed: 20_261_126, shrinks: false } as const;
const MINUTES_MS = 300_000;

test.each(sample(faults))('is caught by $caughtBy: $name', { timeout: MINUTES_MS }, ({ caughtBy, ...fault }) => {
  const { law, scenarios } = LEADERLESS_LAWS[caughtBy];
  const faulty = leaderlessWith(fault);
  const found = findCounterexample(
    leaderlessLaw(
      law(() => {}, faulty),
      faulty,
    ),
    { ...cases, scenarios },
  );
  expect(found?.wrong).toBeDefined();
  expect(found!.wrong).not.toContain('it threw');
});

test('every law is shown to fail', () => {
  expect(Object.keys(LEADERLESS_LAWS).filter((law) => !faults.some(({ caughtBy }) => caughtBy === law))).toEqual([]);
});
