/** Lesson 3: the later stamp is not the later event; what led to what is told by counting messages, not by reading clocks. */
import {
  changed,
  CITIES,
  defineLesson,
  droppedWrites,
  hasSetting,
  isAnswered,
  ms,
  question,
  recall,
} from '#lesson/kit';
import type { Run } from '#lesson/run';

/** Bo reads Ana's price and then corrects it: his write follows hers. Frankfurt's clock is five seconds fast. */
const FAST = `replicarium 1
title A clock that is five seconds fast
ends 8s
protocol multi-leader conflict=lww stamps=wall
replicas Frankfurt Virginia
clients Ana@Frankfurt Bo@Virginia
initially price=0
link Frankfurt-Virginia 45ms
node Frankfurt skew=+5s
at 2s Ana write price=10
at 3s Bo read price
at 4s Bo write price=12
at 6s Ana read price
at 6s Bo read price
`;

const RIGHT = changed(
  changed(FAST, 'node Frankfurt skew=+5s\n', ''),
  'A clock that is five seconds fast',
  'Two clocks that are right',
);
const SLIGHTLY_FAST = changed(FAST, 'skew=+5s', 'skew=+1s');
const SLOW = changed(FAST, 'skew=+5s', 'skew=-5s');
const CUT = changed(FAST, 'at 2s Ana', 'at 1s cut Frankfurt | Virginia\nat 2s Ana');
const DOWN = changed(FAST, 'at 4s Bo', 'at 3500ms crash Virginia\nat 4s Bo');

const LAMPORT = changed(FAST, 'stamps=wall', 'stamps=lamport');
const HYBRID = changed(FAST, 'stamps=wall', 'stamps=hybrid');
const SIBLINGS = changed(FAST, 'conflict=lww stamps=wall', 'conflict=siblings');
const FIELDS = changed(FAST, 'conflict=lww', 'conflict=fields');

/** Three clocks, all wrong; one price that is corrected step by step, and one that two people set without knowing of each other. */
const MANY = `replicarium 1
title Three clocks, all wrong
ends 6s
protocol multi-leader conflict=lww stamps=lamport
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Virginia Cleo@Singapore
initially price=0
${CITIES}node Frankfurt skew=+3s
node Singapore skew=-2s
at 1s Ana write price=10
at 2s Bo write price=12
at 3s Cleo write price=13
at 4s Ana write name=Tea
at 4s Cleo write name=Chai
at 5s Bo read name
`;

/** The ways vary, and each correction comes only after the price has arrived. */
const ROUGH = `replicarium 1
title Corrections over an unsteady network
ends 20s
protocol multi-leader conflict=lww stamps=lamport
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Virginia Cleo@Singapore
initially price=0
link default 20ms..400ms loss=10%
node Frankfurt skew=+5s
node Singapore skew=-5s
at 2s Ana write price=10
at 5s Bo write price=12
at 8s Cleo write price=13
`;
const ROUGH_HYBRID = changed(ROUGH, 'stamps=lamport', 'stamps=hybrid');

/** The price that both cities show at the end; undefined where they differ. */
function finalPrice(run: Run) {
  const [frankfurt, virginia] = ['Frankfurt', 'Virginia'].map((city) => run.shown(city, 'price', run.trace.reachedUs));
  return frankfurt === virginia ? frankfurt : undefined;
}

/** The four fates of Bo's correction: each run has exactly one. */
const FATES = {
  twelve: (run: Run) => isAnswered(run, 'Bo.2') && finalPrice(run) === 12,
  ten: (run: Run) => isAnswered(run, 'Bo.2') && finalPrice(run) === 10,
  differ: (run: Run) => isAnswered(run, 'Bo.2') && finalPrice(run) === undefined,
  refused: (run: Run) => !isAnswered(run, 'Bo.2'),
};

/** The stamp that a write was given, as its replica's clock shows it. */
const stampOf = (run: Run, operation: string): string =>
  String(
    run.trace.notes.find(({ id, args }) => id === 'note.stamped' && args['operation'] === operation)!.args['stamp'],
  );

/** Clocks, ways and what people do are as at the start: only the rules have changed. */
const isSameExperiment = (run: Run) =>
  run.trace.operations.length === 5 && run.trace.scenario.nodes.some(({ skewUs }) => skewUs === ms(5_000));

export default defineLesson({
  minutes: 13,
  roles: { core: ['data-engineer', 'sre', 'dba'], useful: [] },
  steps: [
    recall(
      RIGHT,
      question('done', 'there', ['everywhere', 'there', 'soon']),
      question('race', 'arrived', ['clock', 'newest', 'arrived']),
    ),
    { id: 'meet', kind: 'play', may: { settings: [], tools: ['drag'] } },
    {
      id: 'predict',
      kind: 'predict',
      script: FAST,
      locksAt: '3999ms',
      revealsAt: '4100ms',
      choices: [
        { id: 'twelve', holds: FATES.twelve, wouldHold: RIGHT },
        { id: 'ten', holds: FATES.ten },
        { id: 'differ', holds: FATES.differ, wouldHold: CUT },
        { id: 'refused', holds: FATES.refused, wouldHold: DOWN },
      ],
    },
    { id: 'dropped', kind: 'explain', opensAt: '4100ms', shows: 'no-acknowledged-write-lost' },
    { id: 'numbers', kind: 'explain', script: LAMPORT, opensAt: '4100ms', may: { settings: ['stamps'], tools: [] } },
    {
      id: 'repair',
      kind: 'goal',
      script: FAST,
      may: { settings: ['conflict', 'stamps'], tools: [] },
      reached: (run) => isSameExperiment(run) && finalPrice(run) === 12 && droppedWrites(run) === 0,
      solution: LAMPORT,
      alsoReachedBy: [HYBRID, SIBLINGS],
      misses: [{ id: 'fields', holds: (run) => hasSetting(run, 'conflict', 'fields'), example: FIELDS }],
    },
    {
      id: 'free',
      kind: 'play',
      script: MANY,
      may: { settings: ['conflict', 'stamps'], tools: ['cut', 'drag', 'disturb'] },
    },
    {
      id: 'keep',
      kind: 'takeaway',
      script: FAST,
      opensAt: '4100ms',
      sources: [
        {
          text: 'John Daily, “Clocks Are Bad, Or, Welcome to the Wonderful World of Distributed Systems”, Basho, 12 November 2013',
        },
        {
          text: 'Leslie Lamport, “Time, Clocks, and the Ordering of Events in a Distributed System”, Communications of the ACM 21(7), 1978',
        },
        {
          text: 'Sandeep Kulkarni, Murat Demirbas, Deepak Madappa, Bharadwaj Avva, Marcelo Leone, “Logical Physical Clocks”, International Conference on Principles of Distributed Systems (OPODIS), 2014',
        },
        {
          text: 'D. Stott Parker and others, “Detection of Mutual Inconsistency in Distributed Systems”, IEEE Transactions on Software Engineering SE-9(3), 1983',
        },
      ],
    },
  ],
  claims: [
    // Three corrections, each made where the one before has arrived: the last one stands, whatever the clocks show.
    {
      id: 'effect-wins',
      script: ROUGH,
      against: ROUGH_HYBRID,
      seeds: 100,
      holds: (run, hybrid) => [run, hybrid].every((each) => finalPrice(each) === 13 && droppedWrites(each) === 0),
    },
  ],
  facts: {
    rightFirst: { script: RIGHT, value: (run) => stampOf(run, 'Ana.1') },
    rightSecond: { script: RIGHT, value: (run) => stampOf(run, 'Bo.2') },
    rightPrice: { script: RIGHT, value: (run) => Number(finalPrice(run)) },
    fastFirst: { script: FAST, value: (run) => stampOf(run, 'Ana.1') },
    fastSecond: { script: FAST, value: (run) => stampOf(run, 'Bo.2') },
    fastPrice: { script: FAST, value: (run) => Number(finalPrice(run)) },
    fastDropped: { script: FAST, value: droppedWrites },
    told: { script: FAST, value: (run) => ({ us: run.operation('Bo.2').returnUs }) },
    slightPrice: { script: SLIGHTLY_FAST, value: (run) => Number(finalPrice(run)) },
    slowPrice: { script: SLOW, value: (run) => Number(finalPrice(run)) },
    lamportFirst: { script: LAMPORT, value: (run) => stampOf(run, 'Ana.1') },
    lamportSecond: { script: LAMPORT, value: (run) => stampOf(run, 'Bo.2') },
    lamportPrice: { script: LAMPORT, value: (run) => Number(finalPrice(run)) },
    hybridFirst: { script: HYBRID, value: (run) => stampOf(run, 'Ana.1') },
    hybridSecond: { script: HYBRID, value: (run) => stampOf(run, 'Bo.2') },
    manyDropped: { script: MANY, value: droppedWrites },
  },
});
