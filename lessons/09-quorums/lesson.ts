/** Lesson 9: any R owners and any W owners share one, but only a write that is complete is on W of them. */
import {
  changed,
  ddia,
  defineLesson,
  DYNAMO,
  hasSetting,
  isAnswered,
  isUntouched,
  ms,
  question,
  recall,
  returned,
  tookUs,
} from '#lesson/kit';
import type { Run } from '#lesson/run';

/** Ana's write is held before Ohio; Virginia and Frankfurt have it. */
const COMPLETE = `replicarium 1
title Two of three
ends 700ms
protocol leaderless n=3 r=2 w=2 writeBack=off readRepair=off patience=1s
replicas Frankfurt Virginia Ohio
clients Ana@Frankfurt Bo@Frankfurt Cleo@Ohio
initially x=0
link Frankfurt-Virginia 45ms
link Frankfurt-Ohio 50ms
link Virginia-Ohio 6ms
at 0ms Ana write x=1
at 10ms Bo read x
at 110ms Cleo read x
at 250ms Cleo read x
delay copy(Ana.1) Frankfurt->Ohio +300ms
`;

/** Both copies are held: for a third of a second only Frankfurt has the write. */
const IN_FLIGHT = changed(
  `${COMPLETE}delay copy(Ana.1) Frankfurt->Virginia +300ms\n`,
  'title Two of three',
  'title One write in flight',
);
const WRITE_BACK = changed(IN_FLIGHT, 'writeBack=off', 'writeBack=on');
const READ_REPAIR = changed(IN_FLIGHT, 'readRepair=off', 'readRepair=on');
const ALL_ANSWER = changed(IN_FLIGHT, 'r=2', 'r=3');
const ALL_CONFIRM = changed(IN_FLIGHT, 'w=2', 'w=3');
const ONE_ANSWERS = changed(IN_FLIGHT, 'r=2', 'r=1');
const FEWER_CONFIRM = changed(IN_FLIGHT, 'w=2', 'w=1');
const BACK_TO_ALL = changed(WRITE_BACK, 'w=2', 'w=3');
const BACK_READ_ONE = changed(WRITE_BACK, 'r=2', 'r=1');
const ONE_DOWN = changed(ALL_ANSWER, 'at 0ms Ana', 'at 0ms crash Virginia\nat 0ms Ana');
/** Ohio alone behind a cut cannot gather two answers. */
const CUT_OFF = changed(
  changed(IN_FLIGHT, 'patience=1s', 'patience=200ms'),
  'at 110ms',
  'at 105ms cut Frankfurt Virginia | Ohio\nat 110ms',
);

/** One side of the cut has one owner of order, the other has two. */
const SLOPPY = `replicarium 1
title A stand-in completes the quorum
ends 1500ms
protocol leaderless n=3 r=2 w=2 writeBack=off readRepair=on sloppy=on patience=120ms retry=200ms
replicas Frankfurt Virginia Ohio Paris Oregon
clients Ana@Frankfurt Cleo@Ohio
initially order=0
link default 45ms
link Frankfurt-Paris 5ms
link Virginia-Ohio 6ms
link Virginia-Oregon 30ms
link Ohio-Oregon 25ms
at 0ms cut Frankfurt Paris | Virginia Ohio Oregon
at 10ms Ana write order=1
at 400ms Cleo read order
at 700ms heal
at 1200ms Cleo read order
`;
const STRICT = changed(SLOPPY, 'sloppy=on', 'sloppy=off');

/** One writer and two readers over ways whose length varies, where messages overtake each other. */
const UNSTEADY = `replicarium 1
title One writer in an unsteady network
ends 3s
protocol leaderless n=3 r=2 w=2 writeBack=off readRepair=off patience=2s timeout=3s
replicas Frankfurt Virginia Ohio
clients Ana@Frankfurt Bo@Virginia Cleo@Ohio
initially x=0
link default 5ms..90ms reorder=60%
every 150ms from 0ms to 600ms Ana write x
every 60ms from 10ms to 600ms Bo read x
every 70ms from 20ms to 600ms Cleo read x
`;
const UNSTEADY_BACK = changed(UNSTEADY, 'writeBack=off', 'writeBack=on');

const isRead = (run: Run, id: string) => run.operation(id).micro[0]!.f === 'read';
const doneUs = (run: Run, operation: string): number => run.operation(operation).returnUs;

/** Reads that returned a smaller number than the last write that was done before they began; values count the writes. */
const missedWrites = (run: Run): number =>
  run.trace.operations.filter(({ id, status, value, callUs }) => {
    if (!isRead(run, id) || status !== 'ok') return false;
    const done = run.trace.operations.filter((each) => !isRead(run, each.id) && each.returnUs < callUs);
    return done.some(({ micro }) => Number(micro[0]!.arg) > Number(value));
  }).length;

const isLinearizable = (run: Run) => run.verdict('linearizable').verdict === 'holds';

/** What Cleo is told at first: each run has exactly one of these. */
const ANSWERS = {
  new: (run: Run) => returned(run, 'Cleo.1', 1),
  old: (run: Run) => returned(run, 'Cleo.1', 0),
  refused: (run: Run) => run.operation('Cleo.1').status === 'fail',
};

/** The same write held as long, the same readers, and all of them answered. */
const isSameExperiment = (run: Run) =>
  run.trace.operations.length === 4 &&
  run.trace.scenario.edits.length === 2 &&
  run.trace.unmatched.length === 0 &&
  ['Ana.1', 'Bo.1', 'Cleo.1', 'Cleo.2'].every((id) => isUntouched(run, id) && isAnswered(run, id)) &&
  returned(run, 'Bo.1', 1);

export default defineLesson({
  minutes: 14,
  roles: { core: ['data-engineer', 'sre', 'dba', 'executive'], useful: [] },
  steps: [
    recall(
      COMPLETE,
      question('two-of-three', 'some', ['every', 'some', 'late']),
      question('majorities', 'share', ['share', 'faster', 'agree']),
    ),
    { id: 'meet', kind: 'play', may: { settings: [], tools: ['drag'] } },
    {
      id: 'predict',
      kind: 'predict',
      script: IN_FLIGHT,
      locksAt: '109ms',
      revealsAt: '125ms',
      choices: [
        { id: 'new', holds: ANSWERS.new, wouldHold: COMPLETE },
        { id: 'old', holds: ANSWERS.old },
        { id: 'refused', holds: ANSWERS.refused, wouldHold: CUT_OFF },
      ],
    },
    { id: 'overlap', kind: 'explain', opensAt: '125ms', shows: 'linearizable' },
    {
      id: 'repair',
      kind: 'goal',
      script: IN_FLIGHT,
      may: { settings: ['writeBack', 'readRepair', 'r', 'w'], tools: [] },
      reached: (run) => isSameExperiment(run) && isLinearizable(run),
      solution: WRITE_BACK,
      ways: [
        { id: 'all-asked', holds: (run) => hasSetting(run, 'r', '3'), example: ALL_ANSWER },
        { id: 'back-to-all', holds: (run) => hasSetting(run, 'w', '3'), example: BACK_TO_ALL },
        { id: 'back-read-one', holds: (run) => hasSetting(run, 'r', '1'), example: BACK_READ_ONE },
        { id: 'back', holds: (run) => hasSetting(run, 'writeBack', 'on'), example: WRITE_BACK },
      ],
      misses: [
        { id: 'more-writes', holds: (run) => hasSetting(run, 'w', '3'), example: ALL_CONFIRM },
        { id: 'fewer-reads', holds: (run) => hasSetting(run, 'r', '1'), example: ONE_ANSWERS },
        { id: 'fewer-writes', holds: (run) => hasSetting(run, 'w', '1'), example: FEWER_CONFIRM },
        { id: 'read-repair', holds: (run) => hasSetting(run, 'readRepair', 'on'), example: READ_REPAIR },
      ],
    },
    { id: 'sloppy', kind: 'explain', script: SLOPPY, opensAt: '401ms', may: { settings: ['sloppy'], tools: [] } },
    {
      id: 'free',
      kind: 'play',
      script: IN_FLIGHT,
      may: {
        settings: ['r', 'w', 'writeBack', 'readRepair', 'sloppy'],
        tools: ['cut', 'crash', 'drag', 'operations'],
      },
    },
    {
      id: 'keep',
      kind: 'takeaway',
      script: IN_FLIGHT,
      opensAt: '125ms',
      sources: [
        ddia(9, '“Consistency and Consensus”, on leaderless replication and quorums'),
        {
          text: 'Hagit Attiya, Amotz Bar-Noy and Danny Dolev, “Sharing Memory Robustly in Message-Passing Systems”, Journal of the ACM 42, 1995',
        },
        DYNAMO,
      ],
    },
  ],
  claims: [
    // Strict quorums that overlap, one writer: whoever asks after "done" gets that write or a later one.
    { id: 'complete', script: UNSTEADY, seeds: 100, holds: (run) => missedWrites(run) === 0 },
    // With write-back no reader falls behind another either.
    { id: 'written-back', script: UNSTEADY_BACK, seeds: 100, holds: isLinearizable },
  ],
  facts: {
    anaNow: (run) => ({ us: tookUs(run, 'Ana.1') }),
    boNow: (run) => ({ us: tookUs(run, 'Bo.1') }),
    boDoneNow: (run) => ({ us: doneUs(run, 'Bo.1') }),
    cleoNow: (run) => String(run.answer('Cleo.1')),
    cleoLaterNow: (run) => String(run.answer('Cleo.2')),
    cleoTookNow: (run) => ({ us: tookUs(run, 'Cleo.1') }),
    heldFor: { script: IN_FLIGHT, value: () => ({ us: ms(300) }) },
    completeDone: { script: COMPLETE, value: (run) => ({ us: doneUs(run, 'Ana.1') }) },
    completeCleo: { script: COMPLETE, value: (run) => String(run.answer('Cleo.1')) },
    anaDone: { script: IN_FLIGHT, value: (run) => ({ us: doneUs(run, 'Ana.1') }) },
    boDone: { script: IN_FLIGHT, value: (run) => ({ us: doneUs(run, 'Bo.1') }) },
    boTook: { script: IN_FLIGHT, value: (run) => ({ us: tookUs(run, 'Bo.1') }) },
    cleoTook: { script: IN_FLIGHT, value: (run) => ({ us: tookUs(run, 'Cleo.1') }) },
    refusedTook: { script: CUT_OFF, value: (run) => ({ us: tookUs(run, 'Cleo.1') }) },
    backTook: { script: WRITE_BACK, value: (run) => ({ us: tookUs(run, 'Bo.1') }) },
    backCleoLater: { script: WRITE_BACK, value: (run) => String(run.answer('Cleo.2')) },
    repairCleo: { script: READ_REPAIR, value: (run) => String(run.answer('Cleo.1')) },
    repairCleoLater: { script: READ_REPAIR, value: (run) => String(run.answer('Cleo.2')) },
    allDone: { script: ALL_CONFIRM, value: (run) => ({ us: doneUs(run, 'Ana.1') }) },
    oneAnswered: { script: ONE_ANSWERS, value: (run) => String(run.answer('Cleo.1')) },
    downStatus: {
      script: ONE_DOWN,
      value: (run) => run.trace.operations.filter(({ id, status }) => isRead(run, id) && status === 'ok').length,
    },
    sloppyDone: { script: SLOPPY, value: (run) => ({ us: doneUs(run, 'Ana.1') }) },
    sloppyCleo: { script: SLOPPY, value: (run) => String(run.answer('Cleo.1')) },
    sloppyLater: { script: SLOPPY, value: (run) => String(run.answer('Cleo.2')) },
    strictUnsure: { script: STRICT, value: (run) => ({ us: tookUs(run, 'Ana.1') }) },
  },
});
