/** Lesson 8: with many leaders conflicts are normal; the rule that resolves them decides what is lost, and nobody is told. */
import {
  changed,
  CITIES,
  ddia,
  defineLesson,
  droppedWrites,
  DYNAMO,
  hasSetting,
  isAnswered,
  question,
  recall,
  tookUs,
} from '#lesson/kit';
import type { Run } from '#lesson/run';

/** A family shares a cart: Ana shops in Frankfurt, Bo in Virginia. Both clocks are right. */
const CART = `replicarium 1
title Two regions, one cart
ends 600ms
protocol multi-leader conflict=lww stamps=wall
replicas Frankfurt Virginia
clients Ana@Frankfurt Bo@Virginia
link Frankfurt-Virginia 45ms
at 100ms Ana write cart=milk
at 110ms Bo write cart=bread
at 300ms Ana read cart
at 300ms Bo read cart
`;

/** Bo looks first, and then adds to what he sees. */
const IN_TURN = changed(
  changed(CART, 'at 110ms Bo write cart=bread', 'at 200ms Bo read cart\nat 210ms Bo write cart=bread+milk'),
  'Two regions, one cart',
  'One after the other',
);
const MERGED = changed(CART, 'conflict=lww', 'conflict=merge');
const CUT = changed(CART, 'at 100ms', 'at 50ms cut Frankfurt | Virginia\nat 100ms');
const DOWN = changed(CART, 'at 100ms', 'at 50ms crash Virginia\nat 100ms');
const ANA_LATER = changed(CART, 'at 100ms Ana', 'at 115ms Ana');

/** Both versions stay; Bo, who has read both, puts them together. */
const SIBLINGS = `replicarium 1
title Two versions, until somebody decides
ends 800ms
protocol multi-leader conflict=siblings
replicas Frankfurt Virginia
clients Ana@Frankfurt Bo@Virginia
link Frankfurt-Virginia 45ms
at 100ms Ana write cart=milk
at 110ms Bo write cart=bread
at 300ms Bo read cart
at 400ms Bo write cart=bread+milk
at 600ms Ana read cart
`;

/** Eggs are in the cart. Ana takes them out and adds milk, while Bo adds bread. */
const EGGS = `replicarium 1
title One takes out, one adds
ends 600ms
protocol multi-leader conflict=lww stamps=wall
replicas Frankfurt Virginia
clients Ana@Frankfurt Bo@Virginia
initially cart=eggs
link Frankfurt-Virginia 45ms
at 100ms Ana write cart=milk
at 110ms Bo write cart=bread+eggs
at 300ms Ana read cart
at 300ms Bo read cart
`;
const EGGS_UNION = changed(EGGS, 'conflict=lww', 'conflict=merge');
const EGGS_MAX = changed(EGGS_UNION, 'conflict=merge', 'conflict=merge merge=max');
const EGGS_APPEND = changed(EGGS_UNION, 'conflict=merge', 'conflict=merge merge=append');
const EGGS_SIBLINGS = changed(EGGS, 'conflict=lww', 'conflict=siblings');
const EGGS_FIELDS = changed(EGGS, 'conflict=lww', 'conflict=fields');

/** Three regions in a ring, three shoppers, and a cut between two of the regions for a while. */
const RING = `replicarium 1
title Three regions in a ring
ends 3s
protocol multi-leader conflict=lww stamps=wall topology=ring
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Virginia Cleo@Singapore
${CITIES}at 100ms Ana write cart=milk
at 150ms Bo write cart=bread
at 200ms Cleo write cart=rice
at 600ms cut Frankfurt | Virginia
at 700ms Ana write note=tea
at 700ms Bo write note=cake
at 1500ms heal
at 2500ms Ana read cart
at 2500ms Cleo read note
`;

/** Two carts written at the same moment over ways that vary, with clocks that are a little wrong. */
const UNSTEADY = `replicarium 1
title Two carts at the same moment
ends 10s
protocol multi-leader conflict=lww stamps=wall
replicas Frankfurt Virginia
clients Ana@Frankfurt Bo@Virginia
link Frankfurt-Virginia 20ms..300ms loss=10%
node Frankfurt skew=+3ms
at 100ms Ana write cart=milk
at 110ms Bo write cart=bread
at 9s Ana read cart
at 9s Bo read cart
`;
const UNSTEADY_SIBLINGS = changed(UNSTEADY, 'conflict=lww stamps=wall', 'conflict=siblings');

/** The items of a cart as it was read; of several versions those of all. */
function itemsOf(run: Run, operation: string): string {
  const value = run.answer(operation) ?? null;
  const versions = Array.isArray(value) ? value.map(String) : value === null ? [] : [String(value)];
  return versions
    .flatMap((version) => version.split('+'))
    .sort()
    .join(' and ');
}

/** How many versions a read returned. */
const versionsOf = (run: Run, operation: string): number => {
  const value = run.answer(operation);
  return Array.isArray(value) ? value.length : 1;
};

const areDone = (run: Run) => isAnswered(run, 'Ana.1') && isAnswered(run, 'Bo.1');
const areEqual = (run: Run) => itemsOf(run, 'Ana.2') === itemsOf(run, 'Bo.2');
const countOf = (run: Run) => itemsOf(run, 'Ana.2').split(' and ').length;

/** The four fates of the two items: each run has exactly one. */
const FATES = {
  two: (run: Run) => areDone(run) && areEqual(run) && countOf(run) === 2,
  one: (run: Run) => areDone(run) && areEqual(run) && countOf(run) === 1,
  differ: (run: Run) => areDone(run) && !areEqual(run),
  error: (run: Run) => !areDone(run),
};

const CART_OPERATIONS = 4;
const hasBoth = (run: Run) =>
  run.trace.operations.length === CART_OPERATIONS &&
  ['Ana.2', 'Bo.2'].every((read) => versionsOf(run, read) === 1 && itemsOf(run, read) === 'bread and milk');

export default defineLesson({
  minutes: 14,
  roles: { core: ['data-engineer', 'dba'], useful: ['sre', 'executive'] },
  steps: [
    recall(
      IN_TURN,
      question('stamps', 'seen', ['clock', 'seen', 'stamp']),
      question('healed', 'someone', ['network', 'someone', 'newest']),
    ),
    { id: 'meet', kind: 'play', may: { settings: [], tools: ['drag'] } },
    {
      id: 'predict',
      kind: 'predict',
      script: CART,
      locksAt: '140ms',
      revealsAt: '303ms',
      choices: [
        { id: 'two', holds: FATES.two, wouldHold: MERGED },
        { id: 'one', holds: FATES.one },
        { id: 'differ', holds: FATES.differ, wouldHold: CUT },
        { id: 'error', holds: FATES.error, wouldHold: DOWN },
      ],
    },
    { id: 'silent', kind: 'explain', opensAt: '303ms', shows: 'no-acknowledged-write-lost' },
    { id: 'siblings', kind: 'explain', script: SIBLINGS, opensAt: '303ms', shows: 'no-acknowledged-write-lost' },
    {
      id: 'both',
      kind: 'goal',
      script: EGGS,
      may: { settings: ['conflict', 'merge'], tools: [] },
      reached: hasBoth,
      solution: EGGS_FIELDS,
      misses: [
        { id: 'siblings', holds: (run) => hasSetting(run, 'conflict', 'siblings'), example: EGGS_SIBLINGS },
        {
          id: 'append',
          holds: (run) => hasSetting(run, 'conflict', 'merge') && hasSetting(run, 'merge', 'append'),
          example: EGGS_APPEND,
        },
        {
          id: 'max',
          holds: (run) => hasSetting(run, 'conflict', 'merge') && hasSetting(run, 'merge', 'max'),
          example: EGGS_MAX,
        },
        { id: 'union', holds: (run) => hasSetting(run, 'conflict', 'merge'), example: EGGS_UNION },
      ],
    },
    {
      id: 'free',
      kind: 'play',
      script: RING,
      may: { settings: ['conflict', 'merge', 'topology'], tools: ['cut', 'crash', 'drag', 'disturb', 'operations'] },
    },
    {
      id: 'keep',
      kind: 'takeaway',
      script: CART,
      opensAt: '303ms',
      sources: [
        DYNAMO,
        {
          text: 'AWS Prescriptive Guidance, “Using Amazon DynamoDB global tables”, section “Overview of global tables”',
          url: 'https://docs.aws.amazon.com/prescriptive-guidance/latest/dynamodb-global-tables/overview.html',
        },
        ddia(5, '“Multi-Leader Replication”'),
      ],
    },
  ],
  claims: [
    // Whatever the ways and the clocks do, two writes that did not know of each other leave one of them.
    {
      id: 'one-dropped',
      script: UNSTEADY,
      seeds: 100,
      holds: (run) => droppedWrites(run) === 1 && FATES.one(run) && run.verdict('converges').verdict === 'holds',
    },
    {
      id: 'siblings-keep',
      script: UNSTEADY_SIBLINGS,
      seeds: 100,
      holds: (run) => droppedWrites(run) === 0 && versionsOf(run, 'Ana.2') === 2 && areEqual(run),
    },
  ],
  facts: {
    writeTime: { script: IN_TURN, value: (run) => ({ us: tookUs(run, 'Ana.1') }) },
    inTurnItems: { script: IN_TURN, value: (run) => itemsOf(run, 'Ana.2') },
    anaDone: { script: CART, value: (run) => ({ us: run.operation('Ana.1').returnUs }) },
    boDone: { script: CART, value: (run) => ({ us: run.operation('Bo.1').returnUs }) },
    winner: { script: CART, value: (run) => itemsOf(run, 'Ana.2') },
    dropped: { script: CART, value: droppedWrites },
    mergedItems: { script: MERGED, value: (run) => itemsOf(run, 'Ana.2') },
    laterWinner: { script: ANA_LATER, value: (run) => itemsOf(run, 'Ana.2') },
    versions: { script: SIBLINGS, value: (run) => versionsOf(run, 'Bo.2') },
    decided: { script: SIBLINGS, value: (run) => itemsOf(run, 'Ana.2') },
    eggsUnion: { script: EGGS_UNION, value: (run) => itemsOf(run, 'Ana.2') },
    eggsMax: { script: EGGS_MAX, value: (run) => itemsOf(run, 'Ana.2') },
    appendAna: { script: EGGS_APPEND, value: (run) => String(run.answer('Ana.2')) },
    appendBo: { script: EGGS_APPEND, value: (run) => String(run.answer('Bo.2')) },
    eggsFields: { script: EGGS_FIELDS, value: (run) => itemsOf(run, 'Ana.2') },
    ringDropped: { script: RING, value: droppedWrites },
  },
});
