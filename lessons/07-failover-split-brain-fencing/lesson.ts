/** Lesson 7: during a cut two primaries may both say "done"; what stops the old one, what that costs, and who decides on the rest. */
import {
  asideWrites,
  changed,
  CITIES,
  ddia,
  defineLesson,
  donesOf,
  hasSetting,
  lostWrites,
  ms,
  nextDoneUs,
  question,
  recall,
  tookUs,
} from '#lesson/kit';
import type { Run } from '#lesson/run';

/** 43 seconds on a scale of one to twenty: the cut lasts 2.15 s. The ways between the cities are not scaled. */
const INCIDENT = `replicarium 1
title Forty-three seconds, one to twenty
ends 6s
protocol primary-backup ack=async failover=votes fencing=epoch returning=keep heartbeat=100ms detect=300ms lease=500ms timeout=150ms retries=20 discover=ask-around
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Virginia
initially x=0 y=0
${CITIES}every 500ms from 0ms to 3000ms Ana write x
every 500ms from 250ms to 3000ms Ana write y
every 250ms from 120ms to 3000ms Bo write x
at 1s cut Frankfurt | Virginia Singapore
at 3150ms heal
`;
const CUT_US = ms(1_000);
const HEAL_US = ms(3_150);

const BY_OPERATOR = changed(INCIDENT, 'failover=votes', 'failover=manual');
const DISCARD = changed(INCIDENT, 'returning=keep', 'returning=discard');
const REPLAY = `${INCIDENT}at 4s Frankfurt replay\n`;
const MERGE = `${INCIDENT}at 4s Frankfurt merge\n`;
const LEASE = changed(INCIDENT, 'fencing=epoch', 'fencing=lease');
const SEMI_SYNC = changed(INCIDENT, 'ack=async', 'ack=semi-sync');
const SYNC = changed(INCIDENT, 'ack=async', 'ack=sync');
const STOP = changed(INCIDENT, 'fencing=epoch', 'fencing=stop');
const SEMI_STOP = changed(STOP, 'ack=async', 'ack=semi-sync');
const UNFENCED = changed(INCIDENT, 'fencing=epoch', 'fencing=off');
const SEMI_UNFENCED = changed(UNFENCED, 'ack=async', 'ack=semi-sync');
const BY_ANY = changed(INCIDENT, 'failover=votes', 'failover=any');
const SEMI_LEASE = changed(LEASE, 'ack=async', 'ack=semi-sync');
const DRIFT = changed(
  changed(LEASE, 'link Frankfurt-Virginia', 'node Frankfurt drift=-700000ppm\nlink Frankfurt-Virginia'),
  'title Forty-three seconds, one to twenty',
  'title A lease on a slow clock',
);

/** Three seconds of cut in a network whose ways vary. */
const UNSTEADY = `replicarium 1
title An unsteady network, cut in two
ends 8s
protocol primary-backup ack=async failover=votes fencing=epoch returning=keep heartbeat=100ms detect=400ms lease=600ms timeout=150ms retries=20 discover=ask-around
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Virginia
initially x=0
link Frankfurt-Virginia 30ms..70ms
link Frankfurt-Singapore 60ms..120ms
link Virginia-Singapore 80ms..140ms
every 250ms from 0ms to 3500ms Ana write x
every 250ms from 120ms to 3500ms Bo write x
at 1s cut Frankfurt | Virginia Singapore
at 4s heal
`;
const UNSTEADY_SEMI = changed(UNSTEADY, 'ack=async', 'ack=semi-sync');

/** From here on the other side has a primary that takes writes; Infinity where it never has during the cut. */
const secondPrimaryUs = (run: Run): number => nextDoneUs(run, 'Bo', CUT_US);

/** Writes that the cut-off primary acknowledged after the new one had: two primaries that both say "done". */
const doneByBoth = (run: Run, healUs: number): number =>
  donesOf(run, 'Ana').filter((us) => us > secondPrimaryUs(run) && us < healUs).length;

/** Frankfurt's last write of the cut: newer than nearly everything that Virginia had taken in by then. */
const LAST_OF_FRANKFURT = 'Ana.7';
const isKept = (run: Run, operation: string) => !run.ledger().missing.includes(operation);

/** What becomes of the writes that only the old primary took in: each run has exactly one of these. */
const FATES = {
  merged: (run: Run) => lostWrites(run) === 0 && asideWrites(run) === 0,
  newest: (run: Run) => lostWrites(run) > 0 && asideWrites(run) === 0 && isKept(run, LAST_OF_FRANKFURT),
  decide: (run: Run) => asideWrites(run) > 0,
  gone: (run: Run) => lostWrites(run) > 0 && asideWrites(run) === 0 && !isKept(run, LAST_OF_FRANKFURT),
};

const WRITES = 25;
const isSameExperiment = (run: Run) =>
  run.trace.operations.length === WRITES && run.trace.cuts.length === 1 && run.trace.cuts[0]!.toUs === HEAL_US;

/** Bo's side goes on while the cut stands. */
const isServed = (run: Run) => secondPrimaryUs(run) < HEAL_US;

const longest = (run: Run, client: string): number =>
  Math.max(...run.trace.operations.filter(({ id }) => id.startsWith(`${client}.`)).map(({ id }) => tookUs(run, id)));

export default defineLesson({
  minutes: 15,
  roles: { core: ['sre', 'dba', 'executive'], useful: ['data-engineer'] },
  steps: [
    recall(
      INCIDENT,
      question('silence', 'cannot', ['knows', 'cannot', 'asks']),
      question('promoted', 'lag', ['lag', 'nothing', 'everything']),
    ),
    { id: 'meet', kind: 'play', may: { settings: [], tools: [] } },
    {
      id: 'predict',
      kind: 'predict',
      script: INCIDENT,
      locksAt: '3149ms',
      revealsAt: '3400ms',
      choices: [
        { id: 'merged', holds: FATES.merged, wouldHold: BY_OPERATOR },
        { id: 'newest', holds: FATES.newest, lookAt: '3300ms' },
        { id: 'decide', holds: FATES.decide },
        { id: 'gone', holds: FATES.gone, wouldHold: DISCARD },
      ],
    },
    {
      id: 'decide',
      kind: 'explain',
      opensAt: '3300ms',
      shows: 'no-acknowledged-write-lost',
      may: { settings: [], tools: ['command'] },
    },
    { id: 'fences', kind: 'explain', script: LEASE, opensAt: '2200ms', may: { settings: ['fencing'], tools: [] } },
    {
      id: 'safe',
      kind: 'goal',
      script: INCIDENT,
      may: { settings: ['ack', 'failover', 'fencing'], tools: [] },
      reached: (run) =>
        isSameExperiment(run) && isServed(run) && lostWrites(run) === 0 && doneByBoth(run, HEAL_US) === 0,
      solution: SEMI_SYNC,
      alsoReachedBy: [SEMI_LEASE],
      ways: [
        { id: 'unfenced', holds: (run) => hasSetting(run, 'fencing', 'off'), example: SEMI_UNFENCED },
        { id: 'semi', holds: (run) => hasSetting(run, 'ack', 'semi-sync'), example: SEMI_SYNC },
      ],
      misses: [
        {
          id: 'operator',
          holds: (run) =>
            !isServed(run) && (hasSetting(run, 'failover', 'manual') || hasSetting(run, 'failover', 'off')),
          example: BY_OPERATOR,
        },
        { id: 'sync', holds: (run) => !isServed(run) && hasSetting(run, 'ack', 'sync'), example: SYNC },
        {
          id: 'stop-both',
          holds: (run) => !isServed(run) && hasSetting(run, 'fencing', 'stop') && hasSetting(run, 'ack', 'semi-sync'),
          example: SEMI_STOP,
        },
        { id: 'stop', holds: (run) => !isServed(run) && hasSetting(run, 'fencing', 'stop'), example: STOP },
        { id: 'lease', holds: (run) => hasSetting(run, 'fencing', 'lease') && lostWrites(run) > 0, example: LEASE },
        { id: 'unfenced', holds: (run) => hasSetting(run, 'fencing', 'off'), example: UNFENCED },
        { id: 'any', holds: (run) => hasSetting(run, 'failover', 'any'), example: BY_ANY },
      ],
    },
    {
      id: 'free',
      kind: 'play',
      script: DRIFT,
      may: {
        settings: ['ack', 'failover', 'fencing', 'returning'],
        tools: ['cut', 'crash', 'drag', 'command'],
      },
    },
    {
      id: 'keep',
      kind: 'takeaway',
      script: INCIDENT,
      opensAt: '3300ms',
      sources: [
        {
          text: 'GitHub, “October 21 post-incident analysis”, 30 October 2018',
          url: 'https://github.blog/2018-10-30-oct21-post-incident-analysis/',
        },
        ddia(8, '“The Trouble with Distributed Systems”, on fencing'),
        {
          text: 'Cary Gray and David Cheriton, “Leases: An Efficient Fault-Tolerant Mechanism for Distributed File Cache Consistency”, 12th ACM Symposium on Operating Systems Principles, 1989',
        },
      ],
    },
  ],
  claims: [
    // Asynchronous with epochs: the cut-off primary goes on saying "done", and nothing of it is in the log in the end.
    {
      id: 'says-done',
      script: UNSTEADY,
      seeds: 100,
      holds: (run) => doneByBoth(run, ms(4_000)) > 0 && lostWrites(run) >= doneByBoth(run, ms(4_000)),
    },
    // Where it needs a backup's answer, it cannot say it, and what was said is kept.
    {
      id: 'semi-stops',
      script: UNSTEADY_SEMI,
      seeds: 100,
      holds: (run) => doneByBoth(run, ms(4_000)) === 0 && lostWrites(run) === 0,
    },
  ],
  facts: {
    real: { script: INCIDENT, value: () => ({ us: ms(43_000) }) },
    cut: { script: INCIDENT, value: () => ({ us: HEAL_US - CUT_US }) },
    scale: { script: INCIDENT, value: () => ms(43_000) / (HEAL_US - CUT_US) },
    secondAt: { script: INCIDENT, value: (run) => ({ us: secondPrimaryUs(run) }) },
    both: { script: INCIDENT, value: (run) => doneByBoth(run, HEAL_US) },
    extra: { script: INCIDENT, value: lostWrites },
    lostDiscard: { script: DISCARD, value: lostWrites },
    lostReplay: { script: REPLAY, value: lostWrites },
    xBefore: { script: INCIDENT, value: (run) => String(run.shown('Virginia', 'x', run.trace.endsUs)) },
    xReplayed: { script: REPLAY, value: (run) => String(run.shown('Virginia', 'x', run.trace.endsUs)) },
    lostNow: lostWrites,
    asideNow: asideWrites,
    bothNow: (run) => doneByBoth(run, HEAL_US),
    secondNow: (run) => ({ us: secondPrimaryUs(run) }),
    driftAside: { script: DRIFT, value: asideWrites },
    asideMerge: { script: MERGE, value: asideWrites },
    byOperatorLost: { script: BY_OPERATOR, value: lostWrites },
    byOperatorWait: { script: BY_OPERATOR, value: (run) => ({ us: longest(run, 'Bo') }) },
    boWait: { script: INCIDENT, value: (run) => ({ us: longest(run, 'Bo') }) },
    leaseLost: { script: LEASE, value: lostWrites },
    leaseBoth: { script: LEASE, value: (run) => doneByBoth(run, HEAL_US) },
    leaseLast: {
      script: LEASE,
      value: (run) => ({ us: Math.max(...donesOf(run, 'Ana').filter((us) => us < HEAL_US)) }),
    },
    leaseSecondAt: { script: LEASE, value: (run) => ({ us: secondPrimaryUs(run) }) },
    leaseGap: {
      script: LEASE,
      value: (run) => ({
        us: secondPrimaryUs(run) - Math.max(...donesOf(run, 'Ana').filter((us) => us < HEAL_US)),
      }),
    },
    stopSecondAt: { script: STOP, value: (run) => ({ us: secondPrimaryUs(run) }) },
    semiLost: { script: SEMI_SYNC, value: lostWrites },
    semiWait: { script: SEMI_SYNC, value: (run) => ({ us: longest(run, 'Ana') }) },
    anaNow: (run) => ({ us: longest(run, 'Ana') }),
    semiTime: { script: SEMI_SYNC, value: (run) => ({ us: tookUs(run, 'Ana.1') }) },
    syncSecondAt: { script: SYNC, value: (run) => ({ us: secondPrimaryUs(run) }) },
    semiSecondAt: { script: SEMI_SYNC, value: (run) => ({ us: secondPrimaryUs(run) }) },
    driftBoth: { script: DRIFT, value: (run) => doneByBoth(run, HEAL_US) },
    driftLost: { script: DRIFT, value: lostWrites },
  },
});
