/** Faults planted in failover are each caught by a law: so every law can fail, and looks where it says. */
import { expect, test } from 'vitest';
import { FAILOVER_LAWS } from '#support/failover-laws';
import { findCounterexample } from '#support/law';
import { lawOf } from '#support/primary-backup';
import { sample } from '#support/runs';
import { primaryBackupWith, type ProtocolFault } from '#support/protocol-faults';

interface Planted extends ProtocolFault {
  readonly name: string;
  readonly caughtBy: keyof typeof FAILOVER_LAWS;
}

const faults: readonly Planted[] = [
  {
    name: 'one vote is enough',
    caughtBy: 'acknowledged',
    file: 'election',
    from: '? majorityOf(birth.replicas.length) : 1',
    to: '? 1 : 1',
  },
  {
    name: 'a backup keeps its own entry where the copy has another',
    caughtBy: 'agreement',
    file: 'succession',
    from: 'if (own && !isSameReign(own.reign, next.reign)) cut(memory.verified);',
    to: '',
  },
  {
    name: 'a new primary believes that its backups have everything',
    caughtBy: 'acknowledged',
    file: 'election',
    from: '{ life: -1, received: -1, acknowledged: -1 }',
    to: '{ life: -1, received: -1, acknowledged: 1_000_000 }',
  },
  {
    name: 'the step that acknowledges does not look at the lease',
    caughtBy: 'turns',
    file: 'gates',
    from: 'if (!hasLease(memory, nowUs)) return [];',
    to: '',
  },
  {
    name: 'a new primary does not wait for the lease of the old one',
    caughtBy: 'turns',
    file: 'rules',
    from: "settingsOf(context).fencing !== 'lease' && !(",
    to: '!(',
  },
  {
    name: 'voters go on answering the old primary',
    caughtBy: 'turns',
    file: 'rules',
    from: "settingsOf(args.context).fencing !== 'off',",
    to: 'false,',
  },
  {
    name: 'a new primary does not know the keys in its log',
    caughtBy: 'keys',
    file: 'election',
    from: 'standings, sessions, pending: []',
    to: 'standings, pending: []',
  },
  {
    name: 'a copy is taken behind any entry of its place',
    caughtBy: 'matching',
    file: 'succession',
    from: 'own && isSameReign(own.reign, after) ? previous : -1',
    to: 'own ? previous : -1',
  },
  {
    name: 'entries of an old reign stay behind those of the new one',
    caughtBy: 'agreement',
    file: 'succession',
    from: 'if (memory.verified >= (copy.inherited ?? Infinity)) cut(endOfReign(memory));',
    to: '',
  },
];

/** Fixed: the same cases in every run. */
const cases = { numRuns: 1500, seed: 20_261_122, shrinks: false } as const;
const MINUTES_MS = 300_000;

test.each(sample(faults))('is caught by $caughtBy: $name', { timeout: MINUTES_MS }, ({ caughtBy, ...fault }) => {
  const { law, scenarios } = FAILOVER_LAWS[caughtBy];
  const found = findCounterexample(
    lawOf(
      law(() => {}),
      primaryBackupWith(fault),
    ),
    { ...cases, scenarios },
  );
  expect(found?.wrong).toBeDefined();
  expect(found!.wrong).not.toContain('it threw');
});

test('every law is shown to fail', () => {
  expect(Object.keys(FAILOVER_LAWS).filter((law) => !faults.some(({ caughtBy }) => caughtBy === law))).toEqual([]);
});
