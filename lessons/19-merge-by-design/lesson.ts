/** Lesson 19: data that merges by design makes all copies agree; what it cannot do is keep a limit that all must keep together. */
import {
  changed,
  CITIES,
  defineLesson,
  endsOf,
  hasSetting,
  leastShown,
  ms,
  question,
  recall,
  shownFromUs,
  tookUs,
  varied,
} from '#lesson/kit';
import type { Run } from '#lesson/run';

/** A network that loses, doubles and overtakes; three counters that only ever merge. */
const ROUGH = `replicarium 1
title Three counters on a bad network
seed 3
ends 900ms
protocol crdt type=pncounter gossip=40ms
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Virginia Cleo@Singapore
initially likes=0
link default 20ms..60ms loss=30% duplicate=30% reorder=50% transport=datagram
every 60ms from 10ms to 250ms Ana inc likes
every 80ms from 20ms to 260ms Bo inc likes
every 100ms from 50ms to 250ms Cleo inc likes=10
at 300ms Bo dec likes=2
at 800ms Ana read likes
at 800ms Bo read likes
at 800ms Cleo read likes
`;

/** A hundred pieces, counted in two cities that are cut apart. */
const STORE = `protocol crdt type=pncounter gossip=100ms
replicas Frankfurt Virginia
clients Ana@Frankfurt Bo@Virginia
initially stock=100
link Frankfurt-Virginia 45ms
at 20ms cut Frankfurt | Virginia
`;

const STOCK = `replicarium 1
title Eighty from a hundred, twice
ends 800ms
${STORE}at 50ms Ana read stock
at 60ms Bo read stock
at 100ms Ana dec stock=80
at 110ms Bo dec stock=80
at 300ms heal
at 600ms Ana read stock
at 600ms Bo read stock
`;

const CALM: readonly (readonly [string, string])[] = [
  ['at 20ms cut Frankfurt | Virginia\n', ''],
  ['at 300ms heal\n', ''],
];
const ASKS = ['type=pncounter', 'type=escrow lack=borrow'] as const;
/** Who lacks rights asks for them, and the line is up: the second to come is refused. */
const REFUSED = varied(STOCK, ASKS, ...CALM, ['at 110ms Bo dec', 'at 400ms Bo dec']);
/** Both write what is left, by their own count. */
const OVERWRITTEN = varied(
  STOCK,
  ['type=pncounter', 'type=lww'],
  ['Ana dec stock=80', 'Ana write stock=20'],
  ['Bo dec stock=80', 'Bo write stock=20'],
);
/** Effects that are sent once over a line that loses them in one direction. */
const ONCE = varied(
  STOCK,
  ['type=pncounter', 'type=pncounter style=operation layer=raw'],
  ['45ms', '45ms transport=datagram'],
  ['Frankfurt | Virginia', 'Frankfurt > Virginia'],
);

const CART = `replicarium 1
title Added here, removed there
ends 800ms
protocol crdt type=add-wins
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Virginia Cleo@Singapore
initially cart=milk
${CITIES}at 20ms Ana add cart=milk
at 20ms Bo remove cart=milk
at 600ms Cleo read cart
`;

const SALE = `replicarium 1
title A sale during a cut
ends 1500ms
${STORE}at 50ms Ana dec stock=80
at 60ms Bo dec stock=80
at 250ms Ana dec stock=30
at 260ms Bo dec stock=30
at 400ms heal
at 900ms Ana dec stock=30
at 1300ms Ana read stock
at 1300ms Bo read stock
`;
const BORROW = varied(SALE, ASKS);
const REFUSE = changed(SALE, 'type=pncounter', 'type=escrow');
const STILL_COUNTS = changed(SALE, 'type=pncounter', 'type=pncounter lack=borrow');

/** Many buyers, ways that vary, two cuts. */
const BUSY = `replicarium 1
title Many buyers
ends 1200ms
protocol crdt type=escrow lack=borrow gossip=100ms
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Virginia Cleo@Singapore
initially stock=100
link default 20ms..120ms loss=10% duplicate=10%
every 120ms from 10ms to 600ms Ana dec stock=18
every 150ms from 15ms to 600ms Bo dec stock=22
every 300ms from 30ms to 600ms Cleo inc stock=10
at 100ms cut Frankfurt | Virginia Singapore
at 400ms heal
at 500ms cut Singapore | Frankfurt Virginia
at 700ms heal
`;

const BARE = `replicarium 1
title A remove that comes too early
ends 900ms
protocol crdt type=add-wins style=operation layer=raw
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Virginia Cleo@Singapore
${CITIES}at 20ms Ana add cart=milk
at 150ms Bo remove cart=milk
at 700ms Bo read cart
at 700ms Cleo read cart
delay copy(Ana.1) Frankfurt->Singapore +300ms
`;
const CAUSAL = changed(BARE, ' layer=raw', '');

/** From when on every replica shows this. */
const allFrom = (run: Run, key: string, value: number): { us: number } => ({
  us: Math.max(
    ...run.trace.nodes.slice(0, run.trace.replicas).map((replica) => shownFromUs(run, { replica, key, value })),
  ),
});

const allEnd = (run: Run, key: string, value: unknown): boolean => endsOf(run, key).every((end) => end === value);

const isDone = (run: Run, operation: string): boolean => run.operation(operation).status === 'ok';

/** The elements that a client read; ∅ where there were none. */
const cartOf = (run: Run, read: string): string => (run.answer(read) as string[]).join(', ') || '∅';

const agrees = (run: Run): boolean => run.verdict('converges').verdict === 'holds';

/** Promises on copies and answers that this lesson’s runs put to the test. */
const PROMISES = ['linearizable', 'sequential', 'strong-convergence', 'converges', 'no-acknowledged-write-lost'];

/** What a withdrawal in doubt may come to: each run has at most one of these. */
const FATES = {
  below: (run: Run) => allEnd(run, 'stock', -60),
  refused: (run: Run) => allEnd(run, 'stock', 20) && isDone(run, 'Ana.2') !== isDone(run, 'Bo.2'),
  forgotten: (run: Run) => allEnd(run, 'stock', 20) && isDone(run, 'Ana.2') && isDone(run, 'Bo.2'),
  differ: (run: Run) => new Set(endsOf(run, 'stock')).size > 1,
};

const OPERATIONS = 7;
const isSameSale = ({ trace }: Run): boolean =>
  trace.operations.length === OPERATIONS && trace.cuts.length === 1 && trace.cuts[0]!.toUs === ms(400);

const lost = ({ trace }: Run): number => trace.messages.filter(({ outcome }) => outcome === 'lost').length;
const doubled = ({ trace }: Run): number => trace.messages.filter(({ twin }) => twin).length;
const refused = ({ trace }: Run): number => trace.operations.filter(({ status }) => status === 'fail').length;

export default defineLesson({
  minutes: 15,
  roles: { core: ['data-engineer', 'dba'], useful: ['sre', 'executive'] },
  steps: [
    recall(
      ROUGH,
      question('heal', 'meaning', ['network', 'meaning', 'newest']),
      question('check', 'own', ['own', 'all', 'none']),
    ),
    { id: 'meet', kind: 'play', may: { settings: [], tools: ['lose', 'drag'] } },
    {
      id: 'predict',
      kind: 'predict',
      script: STOCK,
      locksAt: '299ms',
      revealsAt: '420ms',
      choices: [
        { id: 'refused', holds: FATES.refused, wouldHold: REFUSED },
        { id: 'below', holds: FATES.below },
        { id: 'forgotten', holds: FATES.forgotten, wouldHold: OVERWRITTEN },
        { id: 'differ', holds: FATES.differ, wouldHold: ONCE },
      ],
    },
    { id: 'floor', kind: 'explain', opensAt: '420ms', shows: 'converges', may: { settings: [], tools: [] } },
    {
      id: 'rule',
      kind: 'explain',
      script: CART,
      opensAt: '180ms',
      may: { settings: ['type', 'style'], tools: [] },
    },
    {
      id: 'escrow',
      kind: 'goal',
      script: SALE,
      may: { settings: ['type', 'lack'], tools: [] },
      reached: (run) =>
        isSameSale(run) &&
        agrees(run) &&
        leastShown(run, 'stock') >= 0 &&
        ['Ana.2', 'Bo.2', 'Ana.3'].every((operation) => isDone(run, operation)),
      solution: BORROW,
      misses: [
        { id: 'counts', holds: (run) => !hasSetting(run, 'type', 'escrow'), example: STILL_COUNTS },
        { id: 'refuse', holds: (run) => hasSetting(run, 'type', 'escrow') && !isDone(run, 'Ana.3'), example: REFUSE },
      ],
    },
    {
      id: 'free',
      kind: 'play',
      script: BARE,
      may: { settings: ['type', 'style', 'layer'], tools: ['cut', 'crash', 'drag', 'lose', 'operations'] },
    },
    {
      id: 'keep',
      kind: 'takeaway',
      script: BORROW,
      opensAt: '1200ms',
      sources: [
        {
          text: 'Marc Shapiro, Nuno Preguiça, Carlos Baquero and Marek Zawirski, “Conflict-free Replicated Data Types”, 13th International Symposium on Stabilization, Safety, and Security of Distributed Systems, 2011',
        },
        {
          text: 'Cheng Li and others, “Making Geo-Replicated Systems Fast as Possible, Consistent when Necessary”, 10th USENIX Symposium on Operating Systems Design and Implementation, 2012',
        },
        {
          text: 'Peter Bailis and others, “Coordination Avoidance in Database Systems”, Proceedings of the VLDB Endowment 8(3), 2014',
          url: 'https://doi.org/10.14778/2735508.2735509',
        },
        {
          text: 'Valter Balegas and others, “Extending Eventually Consistent Cloud Databases for Enforcing Numeric Invariants”, 34th IEEE Symposium on Reliable Distributed Systems, 2015',
          url: 'https://arxiv.org/abs/1503.09052',
        },
      ],
    },
  ],
  claims: [
    // Whatever the bad network does, all three counters show the sum of all that was asked.
    { id: 'agree', script: ROUGH, seeds: 100, holds: (run) => agrees(run) && endsOf(run, 'likes')[0] === 37 },
    // Whatever the ways and the cuts: no copy ever shows less than nothing.
    { id: 'floor', script: BUSY, seeds: 100, holds: (run) => leastShown(run, 'stock') >= 0 && refused(run) > 0 },
  ],
  facts: {
    sum: { script: ROUGH, value: (run) => Number(endsOf(run, 'likes')[0]) },
    lost: { script: ROUGH, value: lost },
    doubled: { script: ROUGH, value: doubled },
    agreedAt: { script: ROUGH, value: (run) => allFrom(run, 'likes', 37) },
    broken: { script: STOCK, value: (run) => PROMISES.filter((id) => run.verdict(id).verdict === 'violated').length },
    below: { script: STOCK, value: (run) => String(endsOf(run, 'stock')[0]).replace('-', '−') },
    bothAt: { script: STOCK, value: (run) => allFrom(run, 'stock', -60) },
    refusedLeft: { script: REFUSED, value: (run) => Number(endsOf(run, 'stock')[0]) },
    borrowTime: { script: REFUSED, value: (run) => ({ us: tookUs(run, 'Ana.2') }) },
    localTime: { script: STOCK, value: (run) => ({ us: tookUs(run, 'Ana.2') }) },
    forgottenLeft: { script: OVERWRITTEN, value: (run) => Number(endsOf(run, 'stock')[0]) },
    onceVirginia: { script: ONCE, value: (run) => Number(endsOf(run, 'stock')[1]) },
    inCart: { script: CART, value: (run) => cartOf(run, 'Cleo.1') },
    notInCart: { script: changed(CART, 'add-wins', 'remove-wins'), value: (run) => cartOf(run, 'Cleo.1') },
    saleLeast: { script: SALE, value: (run) => String(leastShown(run, 'stock')).replace('-', '−') },
    borrowLeft: { script: BORROW, value: (run) => Number(endsOf(run, 'stock')[0]) },
    borrowRefused: { script: BORROW, value: refused },
    lastTime: { script: BORROW, value: (run) => ({ us: tookUs(run, 'Ana.3') }) },
    smallTime: { script: BORROW, value: (run) => ({ us: tookUs(run, 'Ana.2') }) },
    refuseLeft: { script: REFUSE, value: (run) => Number(endsOf(run, 'stock')[0]) },
    bareCleo: { script: BARE, value: (run) => cartOf(run, 'Cleo.1') },
    bareBo: { script: BARE, value: (run) => cartOf(run, 'Bo.2') },
    causalCleo: { script: CAUSAL, value: (run) => cartOf(run, 'Cleo.1') },
  },
});
