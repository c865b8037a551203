/** Lesson 1: replication is copying over time, so a copy can be right and late, and cannot know that it is late. */
import {
  changed,
  CITIES,
  ddia,
  defineLesson,
  isAnswered,
  isSameInside,
  isUntouched,
  ms,
  reachedUs,
  returned,
  shownFromUs,
  tookUs,
} from '#lesson/kit';
import type { Run } from '#lesson/run';

const RACE = `replicarium 1
title One value, three copies
ends 300ms
protocol primary-backup ack=async read=nearest apply=9ms
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Singapore
initially x=1
${CITIES}at 0ms Ana write x=2
at 59ms Bo read x
`;

const WRITE_ONLY = changed(RACE, 'at 59ms Bo read x\n', '');
const READ_ONLY = changed(RACE, 'at 0ms Ana write x=2\n', '');
const FAST_LINK = changed(RACE, 'Frankfurt-Singapore 90ms', 'Frankfurt-Singapore 40ms');
const AT_PRIMARY = changed(RACE, 'read=nearest', 'read=primary');
const AT_VIRGINIA = changed(RACE, 'read=nearest', 'read=Virginia');
const SYNC = changed(RACE, 'ack=async', 'ack=sync');
const SEMI_SYNC = changed(RACE, 'ack=async', 'ack=semi-sync');
const EARLIER_COPY = `${RACE}delay copy(Ana.1) Frankfurt->Singapore -45ms\n`;
const COPY_TOO_LATE = `${RACE}delay copy(Ana.1) Frankfurt->Singapore -35ms\n`;
const HELD_QUESTION = `${RACE}delay request(Bo.1) Bo->Singapore +60ms\n`;
const SINGAPORE_DOWN = changed(
  changed(changed(RACE, 'at 59ms', 'at 20ms crash Singapore\nat 59ms'), 'apply=9ms', 'apply=9ms timeout=200ms'),
  '300ms',
  '400ms',
);

const CUT_OFF = `replicarium 1
title Singapore is cut off
ends 1s
protocol primary-backup ack=async read=nearest apply=9ms retransmit=5s
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Singapore
initially x=1
${CITIES}at 0ms Ana write x=2
at 20ms cut Frankfurt Virginia | Singapore
at 499ms Bo read x
at 800ms heal
`;

const HEALED_EARLY = changed(CUT_OFF, 'at 499ms Bo read x\nat 800ms heal', 'at 200ms heal\nat 499ms Bo read x');
const CUT_AT_PRIMARY = changed(CUT_OFF, 'read=nearest', 'read=primary');
const CUT_AND_DOWN = changed(
  changed(CUT_OFF, 'at 499ms', 'at 300ms crash Singapore\nat 499ms'),
  'apply=9ms',
  'apply=9ms timeout=200ms',
);

const LOAD = `replicarium 1
title Four writes, five reads
ends 1200ms
protocol primary-backup ack=async read=nearest apply=9ms retransmit=1s
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Singapore
initially x=1
${CITIES}every 150ms from 0ms to 450ms Ana write x
every 200ms from 50ms to 850ms Bo read x
`;

/** Many writes and reads over links that vary and lose messages, with a cut that heals: what claims are tried on. */
const ROUGH = `replicarium 1
title A rough network
ends 3s
protocol primary-backup ack=async read=nearest apply=9ms
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Singapore
initially x=1
link Frankfurt-Virginia 20ms..80ms loss=10%
link Frankfurt-Singapore 60ms..240ms loss=10%
link Virginia-Singapore 110ms
every 70ms from 0ms to 600ms Ana write x
every 47ms from 5ms to 700ms Bo read x
at 200ms cut Frankfurt Virginia | Singapore
at 400ms heal
`;

const UNSTEADY_LINK = changed(RACE, 'Frankfurt-Singapore 90ms', 'Frankfurt-Singapore 60ms..240ms');
const UNSTEADY_READ_ONLY = changed(READ_ONLY, 'Frankfurt-Singapore 90ms', 'Frankfurt-Singapore 60ms..240ms');

/** Way to the replica in one's own city and back. */
const LOCAL_US = ms(2);

const atOnce = (run: Run) => isAnswered(run, 'Bo.1') && tookUs(run, 'Bo.1') <= LOCAL_US;

/** The four fates of Bo's read: each run has exactly one. */
const FATES = {
  new: (run: Run) => atOnce(run) && returned(run, 'Bo.1', 2),
  old: (run: Run) => atOnce(run) && returned(run, 'Bo.1', 1),
  error: (run: Run) => !isAnswered(run, 'Bo.1'),
  waits: (run: Run) => isAnswered(run, 'Bo.1') && !atOnce(run),
};

/** Ana still changes x from 1 to 2 at 0 ms and is told so, and Bo still asks at 59 ms: nobody else wrote, nothing was left out. */
const isSameExperiment = (run: Run) =>
  run.trace.scenario.initially['x'] === 1 &&
  run.trace.operations
    .map(({ id, micro, callUs }) => `${id} ${micro.map(({ f, key, arg }) => `${f} ${key} ${arg}`).join()} ${callUs}`)
    .join() === `Ana.1 write x 2 0,Bo.1 read x null ${ms(59)}` &&
  isAnswered(run, 'Ana.1');

const singapore = (run: Run) => shownFromUs(run, { replica: 'Singapore', key: 'x', value: 2 });
const frankfurt = (run: Run) => shownFromUs(run, { replica: 'Frankfurt', key: 'x', value: 2 });
const copyReaches = (run: Run) => reachedUs(run, { kind: 'copy', about: 'Ana.1', to: 'Singapore' });
const questionReaches = (run: Run) => reachedUs(run, { kind: 'request', about: 'Bo.1', to: 'Singapore' });
const answersOfBo = (run: Run) =>
  run.trace.operations.filter(({ id, status }) => id.startsWith('Bo.') && status === 'ok');

export default defineLesson({
  minutes: 12,
  roles: { core: ['data-engineer', 'sre', 'dba', 'executive'], useful: [] },
  steps: [
    { id: 'meet', kind: 'play', script: WRITE_ONLY, may: { settings: [], tools: ['drag'] }, teaches: 'drag' },
    {
      id: 'predict',
      kind: 'predict',
      script: RACE,
      locksAt: '59.5ms',
      revealsAt: '61ms',
      choices: [
        { id: 'new', holds: FATES.new, wouldHold: FAST_LINK },
        { id: 'old', holds: FATES.old },
        { id: 'error', holds: FATES.error, wouldHold: SINGAPORE_DOWN },
        { id: 'waits', holds: FATES.waits, wouldHold: AT_PRIMARY },
      ],
    },
    { id: 'late', kind: 'explain', opensAt: '60ms', shows: 'linearizable' },
    {
      id: 'predict-cut',
      kind: 'predict',
      script: CUT_OFF,
      locksAt: '499.5ms',
      revealsAt: '501ms',
      choices: [
        { id: 'new', holds: FATES.new, wouldHold: HEALED_EARLY },
        { id: 'old', holds: FATES.old },
        { id: 'error', holds: FATES.error, wouldHold: CUT_AND_DOWN },
        { id: 'waits', holds: FATES.waits, wouldHold: CUT_AT_PRIMARY },
      ],
    },
    { id: 'blind', kind: 'explain', script: READ_ONLY, opensAt: '60ms' },
    {
      id: 'fresh',
      kind: 'goal',
      script: RACE,
      may: { settings: ['read', 'ack'], tools: ['drag'] },
      reached: (run) => isSameExperiment(run) && isUntouched(run, 'Bo.1') && returned(run, 'Bo.1', 2),
      solution: AT_PRIMARY,
      alsoReachedBy: [AT_VIRGINIA, EARLIER_COPY, FAST_LINK],
      misses: [
        { id: 'held', holds: (run) => !isUntouched(run, 'Bo.1'), example: HELD_QUESTION },
        { id: 'synchronous', holds: (run) => returned(run, 'Bo.1', 1) && tookUs(run, 'Ana.1') > ms(3), example: SYNC },
        {
          id: 'too-late',
          holds: (run) => returned(run, 'Bo.1', 1) && copyReaches(run) < ms(92),
          example: COPY_TOO_LATE,
        },
      ],
    },
    { id: 'free', kind: 'play', script: LOAD, may: { settings: ['read', 'ack'], tools: ['cut', 'crash', 'drag'] } },
    {
      id: 'keep',
      kind: 'takeaway',
      script: RACE,
      opensAt: '60ms',
      sources: [
        ddia(5, '“Replication”'),
        {
          text: 'Doug Terry, “Replicated Data Consistency Explained Through Baseball”, Communications of the ACM 56(12), December 2013, pages 82–89 (first a Microsoft Research report, October 2011)',
          url: 'https://doi.org/10.1145/2500500',
        },
      ],
    },
  ],
  claims: [
    // Every value that Bo is told is one that Frankfurt had held before: late, but not invented.
    {
      id: 'past',
      script: ROUGH,
      seeds: 100,
      holds: (run) =>
        answersOfBo(run).every(
          ({ value, returnUs }) => shownFromUs(run, { replica: 'Frankfurt', key: 'x', value }) <= returnUs,
        ),
    },
    // Without new writes all copies become equal, whatever was lost on the way.
    { id: 'equal', script: ROUGH, seeds: 100, holds: (run) => run.verdict('converges').verdict === 'holds' },
    // However far behind it is, Singapore answers at once.
    {
      id: 'at-once',
      script: ROUGH,
      seeds: 100,
      holds: (run) =>
        answersOfBo(run).length === 15 && answersOfBo(run).every(({ id }) => tookUs(run, id) === LOCAL_US),
    },
    // While the copy is on its way, nothing inside Singapore differs from a world in which nobody wrote.
    {
      id: 'same-inside',
      script: UNSTEADY_LINK,
      against: UNSTEADY_READ_ONLY,
      seeds: 200,
      holds: (run, other) =>
        copyReaches(run) > ms(60) && isSameInside(run, other, { replica: 'Singapore', atUs: ms(60) }),
    },
  ],
  facts: {
    storedAt: { script: RACE, value: (run) => ({ us: frankfurt(run) }) },
    doneAt: { script: RACE, value: (run) => ({ us: run.operation('Ana.1').returnUs }) },
    virginiaAt: {
      script: RACE,
      value: (run) => ({ us: shownFromUs(run, { replica: 'Virginia', key: 'x', value: 2 }) }),
    },
    asksAt: { script: RACE, value: (run) => ({ us: questionReaches(run) }) },
    arrivesAt: { script: RACE, value: (run) => ({ us: copyReaches(run) }) },
    shownAt: { script: RACE, value: (run) => ({ us: singapore(run) }) },
    lag: { script: RACE, value: (run) => ({ us: singapore(run) - frankfurt(run) }) },
    onTheWay: { script: RACE, value: (run) => ({ us: copyReaches(run) - frankfurt(run) }) },
    settling: { script: RACE, value: (run) => ({ us: singapore(run) - copyReaches(run) }) },
    tooEarly: { script: RACE, value: (run) => ({ us: singapore(run) - questionReaches(run) }) },
    afterDone: { script: RACE, value: (run) => ({ us: questionReaches(run) - run.operation('Ana.1').returnUs }) },
    nearWait: { script: RACE, value: (run) => ({ us: tookUs(run, 'Bo.1') }) },
    fastShownAt: { script: FAST_LINK, value: (run) => ({ us: singapore(run) }) },
    primaryWait: { script: AT_PRIMARY, value: (run) => ({ us: tookUs(run, 'Bo.1') }) },
    virginiaWait: { script: AT_VIRGINIA, value: (run) => ({ us: tookUs(run, 'Bo.1') }) },
    gaveUpAfter: { script: SINGAPORE_DOWN, value: (run) => ({ us: tookUs(run, 'Bo.1') }) },
    syncWait: { script: SYNC, value: (run) => ({ us: tookUs(run, 'Ana.1') }) },
    semiWait: { script: SEMI_SYNC, value: (run) => ({ us: tookUs(run, 'Ana.1') }) },
    asyncWait: { script: RACE, value: (run) => ({ us: tookUs(run, 'Ana.1') }) },
    cutAsksAt: { script: CUT_OFF, value: (run) => ({ us: questionReaches(run) }) },
    cutShownAt: { script: CUT_OFF, value: (run) => ({ us: singapore(run) }) },
    healedShownAt: { script: HEALED_EARLY, value: (run) => ({ us: singapore(run) }) },
    cutPrimaryWait: { script: CUT_AT_PRIMARY, value: (run) => ({ us: tookUs(run, 'Bo.1') }) },
  },
});
