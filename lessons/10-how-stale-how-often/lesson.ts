/** Lesson 10: "eventually" as a chance and a time: who may be stale in the instant of a "done", how fast that passes, and who pays for less of it. */
import { changed, defineLesson, hasSetting, missChance, ms, question, readsSoon, recall, tookUs } from '#lesson/kit';
import type { Run } from '#lesson/run';

/** Three readers, one beside each copy, ask in the instant in which Ana is told "done". */
const INSTANT = `replicarium 1
title The instant of the done
ends 500ms
protocol leaderless n=3 r=1 w=1 readRepair=off patience=1s
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Frankfurt Cleo@Virginia Dai@Singapore
initially x=1
link Frankfurt-Virginia 45ms
link Frankfurt-Singapore 90ms
link Virginia-Singapore 60ms
node Virginia flush=80ms
node Singapore flush=120ms
at 0ms Ana write x=2
at 3ms Bo read x
at 3ms Cleo read x
at 3ms Dai read x
`;
const READ_TWO = changed(INSTANT, 'r=1 w=1', 'r=2 w=1');
const READ_THREE = changed(INSTANT, 'r=1 w=1', 'r=3 w=1');

/** The same, with questions at each of the three instants in which Ana may be told: with one disk, with two, with three. */
const INSTANTS = `${changed(INSTANT, 'The instant of the done', 'Three instants')}at 174ms Bo read x
at 174ms Cleo read x
at 174ms Dai read x
at 304ms Bo read x
at 304ms Cleo read x
at 304ms Dai read x
`;
const WRITE_TWO = changed(INSTANTS, 'r=1 w=1', 'r=1 w=2');
const WRITE_THREE = changed(INSTANTS, 'r=1 w=1', 'r=1 w=3');
const BOTH_TWO = changed(INSTANTS, 'r=1 w=1', 'r=2 w=2');
const ASK_TWO = changed(INSTANTS, 'r=1 w=1', 'r=2 w=1');
const TWO_AND_THREE = changed(INSTANTS, 'r=1 w=1', 'r=2 w=3');
const ALL_WAIT = changed(INSTANTS, 'r=1 w=1', 'r=3 w=2');
const ASK_ALL = changed(INSTANTS, 'r=1 w=1', 'r=3 w=1');

/** One write, and three readers who ask again and again, over ways that vary and are sometimes very long. */
const TAIL = `replicarium 1
title A network with a tail
ends 400ms
protocol leaderless n=3 r=1 w=1 readRepair=off patience=1s
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Frankfurt Cleo@Virginia Dai@Singapore
initially x=1
link default 5ms~50ms
at 0ms Ana write x=2
every 8ms from 3ms to 51ms Bo read x
every 8ms from 3ms to 51ms Cleo read x
every 8ms from 3ms to 51ms Dai read x
`;
const TAIL_TWO = changed(TAIL, 'r=1 w=1', 'r=2 w=2');

/** Singapore's disk is slow: the same curve with another tail. */
const SLOW_DISK = changed(
  changed(TAIL, 'A network with a tail', 'One slow disk'),
  'at 0ms Ana',
  'node Singapore flush=30ms\nat 0ms Ana',
);

/** What is asked so soon after the "done" is asked in its instant. */
const INSTANT_US = ms(2);

const staleOfThree = (run: Run, stale: number): boolean => {
  const soon = readsSoon(run, INSTANT_US);
  return soon.all === 3 && soon.stale === stale;
};

/** Reads in the instant of the "done". */
const readsThen = ({ trace }: Run, doneUs: number) =>
  trace.operations.filter(
    ({ micro, callUs, status }) =>
      micro[0]!.f === 'read' && status === 'ok' && callUs >= doneUs && callUs <= doneUs + INSTANT_US,
  );
const longestReadUs = (run: Run): number =>
  Math.max(...readsThen(run, run.operation('Ana.1').returnUs).map(({ callUs, returnUs }) => returnUs - callUs));

const isSameExperiment = (run: Run) =>
  run.trace.operations.length === 10 && hasSetting(run, 'n', '3') && run.operation('Ana.1').status === 'ok';

/** As a figure of a sentence: 66.7. */
const percent = (share: number): number => Math.round(share * 1_000) / 10;
const MISS = missChance({ replicas: 3, reads: 1, writes: 1 });
const within = (versions: number): number =>
  percent(1 - Array.from({ length: versions }).reduce<number>((chance) => chance * MISS, 1));

export default defineLesson({
  minutes: 14,
  roles: { core: ['sre', 'data-engineer', 'executive'], useful: ['dba'] },
  steps: [
    recall(
      INSTANT,
      question('eventually', 'sometime', ['second', 'sometime', 'never']),
      question('overlap', 'share', ['share', 'majority', 'newest']),
    ),
    { id: 'meet', kind: 'play', may: { settings: [], tools: [] } },
    {
      id: 'predict',
      kind: 'predict',
      locksAt: '3.5ms',
      revealsAt: '5.5ms',
      choices: [
        { id: 'none', holds: (run) => staleOfThree(run, 0), wouldHold: READ_THREE },
        { id: 'one', holds: (run) => staleOfThree(run, 1), wouldHold: READ_TWO },
        { id: 'two', holds: (run) => staleOfThree(run, 2) },
        { id: 'three', holds: (run) => staleOfThree(run, 3), lookAt: '5ms' },
      ],
    },
    { id: 'who-waits', kind: 'explain', script: INSTANTS, opensAt: '5ms', may: { settings: ['r', 'w'], tools: [] } },
    {
      id: 'curve',
      kind: 'explain',
      script: TAIL,
      opensAt: '3ms',
      sweep: { vary: 'r=1..2 w=1..2', runs: 300 },
      may: { settings: ['r', 'w'], tools: [] },
    },
    {
      id: 'fresh',
      kind: 'goal',
      script: INSTANTS,
      may: { settings: ['r', 'w'], tools: [] },
      reached: (run) => isSameExperiment(run) && staleOfThree(run, 0) && longestReadUs(run) <= ms(5),
      solution: WRITE_THREE,
      misses: [
        {
          id: 'all-wait',
          holds: (run) => hasSetting(run, 'r', '3') && tookUs(run, 'Ana.1') > ms(5),
          example: ALL_WAIT,
        },
        {
          id: 'two-and-three',
          holds: (run) => hasSetting(run, 'r', '2') && hasSetting(run, 'w', '3'),
          example: TWO_AND_THREE,
        },
        { id: 'two-and-two', holds: (run) => staleOfThree(run, 0) && tookUs(run, 'Ana.1') > ms(5), example: BOTH_TWO },
        { id: 'readers-wait', holds: (run) => staleOfThree(run, 0), example: ASK_ALL },
        { id: 'one-left', holds: (run) => staleOfThree(run, 1) && longestReadUs(run) <= ms(5), example: WRITE_TWO },
        { id: 'one-left-slow', holds: (run) => staleOfThree(run, 1), example: ASK_TWO },
      ],
    },
    {
      id: 'free',
      kind: 'play',
      script: SLOW_DISK,
      sweep: { vary: 'r=1..2 w=1..2', runs: 300 },
      may: { settings: ['n', 'r', 'w', 'readRepair'], tools: ['cut', 'drag', 'disturb'] },
    },
    {
      id: 'keep',
      kind: 'takeaway',
      script: INSTANT,
      opensAt: '5ms',
      sources: [
        {
          text: 'Peter Bailis, Shivaram Venkataraman, Michael Franklin, Joseph Hellerstein and Ion Stoica, “Probabilistically Bounded Staleness for Practical Partial Quorums”, Proceedings of the VLDB Endowment 5(8), 2012',
          url: 'https://doi.org/10.14778/2212351.2212359',
        },
      ],
    },
  ],
  claims: [
    // Whatever the ways: the replica that had the write first answers its own reader from it.
    {
      id: 'at-worst',
      script: TAIL,
      seeds: 100,
      holds: (run) => readsSoon(run, 0).all === 3 && readsSoon(run, 0).stale <= 2,
    },
    // Two that have it and two that are asked have one in common.
    {
      id: 'overlap',
      script: TAIL_TWO,
      seeds: 100,
      holds: (run) => readsSoon(run).all > 10 && readsSoon(run).stale === 0,
    },
  ],
  facts: {
    writeNow: (run) => ({ us: tookUs(run, 'Ana.1') }),
    readNow: (run) => ({ us: longestReadUs(run) }),
    doneAt: { script: INSTANT, value: (run) => ({ us: run.operation('Ana.1').returnUs }) },
    staleOne: { script: INSTANT, value: (run) => readsSoon(run, INSTANT_US).stale },
    worst: { script: INSTANT, value: () => percent(MISS) },
    within2: { script: INSTANT, value: () => within(2) },
    within5: { script: INSTANT, value: () => within(5) },
    within10: { script: INSTANT, value: () => within(10) },
    third: { script: INSTANT, value: () => percent(missChance({ replicas: 3, reads: 2, writes: 1 })) },
    readOne: { script: INSTANT, value: (run) => ({ us: longestReadUs(run) }) },
    readTwoStale: { script: READ_TWO, value: (run) => readsSoon(run, INSTANT_US).stale },
    readTwo: { script: READ_TWO, value: (run) => ({ us: longestReadUs(run) }) },
    readAll: { script: ASK_ALL, value: (run) => ({ us: longestReadUs(run) }) },
    writeOne: { script: INSTANTS, value: (run) => ({ us: tookUs(run, 'Ana.1') }) },
    writeTwo: { script: WRITE_TWO, value: (run) => ({ us: tookUs(run, 'Ana.1') }) },
    writeTwoStale: { script: WRITE_TWO, value: (run) => readsSoon(run, INSTANT_US).stale },
    writeAll: { script: WRITE_THREE, value: (run) => ({ us: tookUs(run, 'Ana.1') }) },
    writeAllRead: { script: WRITE_THREE, value: (run) => ({ us: longestReadUs(run) }) },
    bothRead: { script: BOTH_TWO, value: (run) => ({ us: longestReadUs(run) }) },
    bothWrite: { script: BOTH_TWO, value: (run) => ({ us: tookUs(run, 'Ana.1') }) },
  },
});
