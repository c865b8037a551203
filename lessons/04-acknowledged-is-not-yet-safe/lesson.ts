/** Lesson 4: how many acknowledged writes a dead primary takes along is decided by the acknowledgement rule, and by who is promoted. */
import {
  acknowledgedWrites,
  changed,
  ddia,
  defineLesson,
  hasSetting,
  lostWrites,
  ms,
  question,
  recall,
  tookUs,
  unansweredWrites,
} from '#lesson/kit';
import type { Run } from '#lesson/run';

/** Frankfurt leads and five clients sit there; copies to Singapore take five times as long as those to Virginia. */
const FIVE = `replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Frankfurt Cem@Frankfurt Dia@Frankfurt Eli@Frankfurt
initially x=0
link Frankfurt-Virginia 40ms
link Frankfurt-Singapore 199ms
link Virginia-Singapore 110ms
`;
const FAILOVER = 'failover=manual detect=600ms heartbeat=250ms timeout=500ms';

/** All five write again and again, one after the other at equal distances. */
const writes = ({ everyMs, untilMs }: { everyMs: number; untilMs: number }): string =>
  ['Ana', 'Bo', 'Cem', 'Dia', 'Eli']
    .map((client, index) => `every ${everyMs}ms from ${(index * everyMs) / 5}ms to ${untilMs}ms ${client} write x\n`)
    .join('');

const CALM = `replicarium 1
title Fifty writes a second
ends 1s
protocol primary-backup ack=async ${FAILOVER} retries=5 discover=ask-around
${FIVE}${writes({ everyMs: 100, untilMs: 600 })}`;

/** Frankfurt dies with its disk; an operator promotes Singapore at once; later an empty machine takes Frankfurt's place. */
const DEATH = `replicarium 1
title The primary dies for good
ends 4s
protocol primary-backup ack=async ${FAILOVER} retries=5 discover=ask-around
${FIVE}${writes({ everyMs: 100, untilMs: 1_200 })}at 1s crash Frankfurt disk
at 1001ms Singapore promote
at 1500ms restart Frankfurt
`;

const SYNC = changed(DEATH, 'ack=async', 'ack=sync');
const SHORT_LAG = changed(DEATH, 'Frankfurt-Singapore 199ms', 'Frankfurt-Singapore 19ms');
const NOTHING_ARRIVED = changed(
  changed(DEATH, 'at 1s crash', 'at 0ms cut Frankfurt Virginia | Singapore\nat 1s crash'),
  'at 1500ms',
  'at 1400ms heal\nat 1500ms',
);
const TO_VIRGINIA = changed(DEATH, 'Singapore promote', 'Virginia promote');
const DRAINED = changed(DEATH, 'at 1001ms Singapore', 'at 1300ms Singapore');

const SEMI_SYNC = changed(DEATH, 'ack=async', 'ack=semi-sync');
const SEMI_TO_VIRGINIA = changed(SEMI_SYNC, 'Singapore promote', 'Virginia promote');
const SEMI_BY_VOTES = changed(SEMI_SYNC, 'failover=manual', 'failover=votes');
const ASYNC_BY_VOTES = changed(SEMI_BY_VOTES, 'ack=semi-sync', 'ack=async');
/** What was still on its way to Virginia dies with Frankfurt, as the queue of a real primary does. */
const ASYNC_BY_VOTES_QUEUE = `${ASYNC_BY_VOTES}drop copy(Dia.10) Frankfurt->Virginia
drop copy(Eli.10) Frankfurt->Virginia
`;
const SEMI_NOBODY = changed(SEMI_SYNC, 'failover=manual', 'failover=off');
const SEMI_APPLIED = changed(SEMI_SYNC, 'ack=semi-sync', 'ack=semi-sync gate=applied');
const SEMI_BY_ANY = changed(SEMI_SYNC, 'failover=manual', 'failover=any');

/** Every write waits for both backups, and one of them is down for two seconds. Frankfurt is well all the time. */
const ONE_DOWN = `replicarium 1
title One backup is down
ends 4s
protocol primary-backup ack=sync ${FAILOVER} discover=ask-around
${FIVE}${writes({ everyMs: 500, untilMs: 2_900 })}at 600ms crash Singapore
at 2600ms restart Singapore
`;

/** Random delays and losses; the primary dies for good while five clients write. */
const ROUGH = `replicarium 1
title A rough end
ends 5s
protocol primary-backup ack=sync ${FAILOVER} retries=3 discover=ask-around
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Frankfurt Cem@Frankfurt
initially x=0
link Frankfurt-Virginia 20ms..80ms loss=5%
link Frankfurt-Singapore 100ms..300ms loss=5%
link Virginia-Singapore 110ms
every 100ms from 0ms to 900ms Ana write x
every 100ms from 20ms to 900ms Bo write x
every 100ms from 40ms to 900ms Cem write x
at 1s crash Frankfurt disk
at 1001ms Singapore promote
at 1500ms restart Frankfurt
`;
/** Nobody takes the dead machine's place here: an empty one would have a vote, and no log to refuse with. */
const ROUGH_VOTES = changed(
  changed(ROUGH, 'ack=sync failover=manual', 'ack=semi-sync failover=votes'),
  'at 1500ms restart Frankfurt\n',
  '',
);

/** The four fates of what was acknowledged: each run has exactly one. */
const FATES = {
  none: (run: Run) => lostWrites(run) === 0,
  one: (run: Run) => lostWrites(run) >= 1 && lostWrites(run) <= 3,
  ten: (run: Run) => lostWrites(run) >= 4 && lostWrites(run) <= 20,
  all: (run: Run) => lostWrites(run) > 20,
};

/** Writes that clients had been told are done when Frankfurt died. */
const doneAtDeath = (run: Run): number => run.ledger(ms(1_000)).acknowledged.length;

/** A run that is compared with another must have the same clients that ask for the same. */
const WRITES = 61;
const isSameExperiment = (run: Run) => run.trace.operations.length === WRITES && doneAtDeath(run) > 0;

export default defineLesson({
  minutes: 14,
  roles: { core: ['data-engineer', 'sre', 'dba', 'executive'], useful: [] },
  steps: [
    recall(
      CALM,
      question('done', 'primary', ['primary', 'most', 'all']),
      question('stale', 'nothing', ['marked', 'slow', 'nothing']),
    ),
    { id: 'meet', kind: 'play', may: { settings: [], tools: ['drag'] } },
    {
      id: 'predict',
      kind: 'predict',
      script: DEATH,
      // Later its cards would say how many writes Singapore lacks: that is the answer.
      locksAt: '100ms',
      revealsAt: '1205ms',
      choices: [
        { id: 'none', holds: FATES.none, wouldHold: SYNC },
        { id: 'one', holds: FATES.one, wouldHold: SHORT_LAG },
        { id: 'ten', holds: FATES.ten },
        { id: 'all', holds: FATES.all, wouldHold: NOTHING_ARRIVED },
      ],
    },
    { id: 'lost', kind: 'explain', opensAt: '1003ms', shows: 'no-acknowledged-write-lost' },
    {
      id: 'one-backup',
      kind: 'explain',
      script: SEMI_SYNC,
      opensAt: '1003ms',
      shows: 'no-acknowledged-write-lost',
    },
    {
      id: 'whoever',
      kind: 'goal',
      may: { settings: ['ack', 'gate', 'failover'], tools: [] },
      reached: (run) => isSameExperiment(run) && lostWrites(run) === 0,
      solution: changed(SEMI_SYNC, 'ack=semi-sync', 'ack=sync'),
      ways: [
        { id: 'all', holds: (run) => hasSetting(run, 'ack', 'sync'), example: SYNC },
        { id: 'votes', holds: (run) => hasSetting(run, 'ack', 'semi-sync'), example: SEMI_BY_VOTES },
        { id: 'luck', holds: (run) => hasSetting(run, 'ack', 'async'), example: ASYNC_BY_VOTES },
      ],
      misses: [
        { id: 'nobody', holds: (run) => hasSetting(run, 'failover', 'off'), example: SEMI_NOBODY },
        {
          id: 'async',
          holds: (run) => hasSetting(run, 'ack', 'async'),
          example: DEATH,
        },
        {
          id: 'any',
          holds: (run) => hasSetting(run, 'failover', 'any'),
          example: SEMI_BY_ANY,
        },
        {
          id: 'gate',
          holds: (run) => ['applied', 'written', 'received'].some((gate) => hasSetting(run, 'gate', gate)),
          example: SEMI_APPLIED,
        },
      ],
    },
    {
      id: 'free',
      kind: 'play',
      script: ONE_DOWN,
      may: { settings: ['ack', 'gate', 'failover'], tools: ['cut', 'crash', 'drag'] },
    },
    {
      id: 'keep',
      kind: 'takeaway',
      script: DEATH,
      opensAt: '1003ms',
      sources: [
        ddia(5, '“Replication”'),
        {
          text: 'Yoshinori Matsunobu, “Semi-Synchronous Replication at Facebook”, April 2014',
          url: 'https://yoshinorimatsunobu.blogspot.com/2014/04/semi-synchronous-replication-at-facebook.html',
        },
      ],
    },
  ],
  claims: [
    // Every write waits for both: it does not matter who is promoted.
    { id: 'sync-keeps', script: ROUGH, seeds: 100, holds: (run) => lostWrites(run) === 0 },
    // One backup has flushed it, and no backup is elected that lacks it.
    { id: 'votes-keep', script: ROUGH_VOTES, seeds: 100, holds: (run) => lostWrites(run) === 0 },
  ],
  facts: {
    acknowledged: { script: DEATH, value: doneAtDeath },
    lost: { script: DEATH, value: lostWrites },
    onVirginia: { script: DEATH, value: (run) => run.ledger(ms(1_003)).exposed.length },
    onNone: { script: DEATH, value: (run) => run.ledger(ms(1_003)).gone.length },
    firstLost: { script: DEATH, value: (run) => ({ us: run.operation(String(run.ledger().missing[0])).returnUs }) },
    writeTime: { script: CALM, value: (run) => ({ us: tookUs(run, 'Ana.1') }) },
    lostToVirginia: { script: TO_VIRGINIA, value: lostWrites },
    lostDrained: { script: DRAINED, value: lostWrites },
    lostShort: { script: SHORT_LAG, value: lostWrites },
    lostAll: { script: NOTHING_ARRIVED, value: lostWrites },
    doneSync: { script: SYNC, value: doneAtDeath },
    syncTime: { script: SYNC, value: (run) => ({ us: tookUs(run, 'Ana.1') }) },
    lostSync: { script: SYNC, value: lostWrites },
    doneSemi: { script: SEMI_SYNC, value: doneAtDeath },
    lostSemi: { script: SEMI_SYNC, value: lostWrites },
    semiTime: { script: SEMI_SYNC, value: (run) => ({ us: tookUs(run, 'Ana.1') }) },
    lostSemiVirginia: { script: SEMI_TO_VIRGINIA, value: lostWrites },
    lostNow: lostWrites,
    lostByAny: { script: SEMI_BY_ANY, value: lostWrites },
    lostByVotesQueue: { script: ASYNC_BY_VOTES_QUEUE, value: lostWrites },
    lostByVotes: { script: SEMI_BY_VOTES, value: lostWrites },
    downDone: { script: ONE_DOWN, value: acknowledgedWrites },
    downRefused: { script: ONE_DOWN, value: unansweredWrites },
  },
});
