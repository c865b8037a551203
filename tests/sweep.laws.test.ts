/** Many runs: the same result however the work is cut up; a read called stale is one that the checkers call so too. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import linearizable from '#checkers/linearizable/index';
import { curveOf, figuresOf, widthFor } from '#explore/curve';
import { chunksOf, joinTallies, runChunk, scenarioOf } from '#explore/sweep';
import { nameOf, parseVary, varied } from '#explore/vary';
import { readOutcomes } from '#measure/freshness';
import primaryBackup from '#protocols/primary-backup/index';
import { observe } from '#sim/observe';
import { parseScript } from '#sim/script/parse';
import { printScript } from '#sim/script/print';
import { failovers } from '#support/failover-scripts';
import { traceOf } from '#support/primary-backup';
import { runs } from '#support/runs';
import { scenarios } from '#support/scripts';

const SCRIPT = `replicarium 1
seed 40
ends 120ms
protocol primary-backup ack=async read=nearest
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Singapore Cleo@Virginia
initially x=1
link default 10ms~40ms
at 0ms Ana write x=2
every 10ms from 5ms to 75ms Bo read x
every 10ms from 8ms to 78ms Cleo read x
`;
const { scenario } = parseScript(SCRIPT);
const variantsOf = (text: string) => {
  const read = parseVary(text);
  if ('fault' in read) throw new Error(JSON.stringify(read.fault));
  return varied(scenario, read.axes, primaryBackup).variants!;
};

test('the result does not depend on how runs are cut into chunks, nor on the order in which they come back', () => {
  const [variant] = variantsOf('ack=async');
  const whole = runChunk(variant!, { variant: 0, from: 0, to: 60 }, primaryBackup);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.infiniteStream(fc.nat()), (size, order) => {
      const parts = chunksOf(1, 60, size).map((chunk) => ({ chunk, tally: runChunk(variant!, chunk, primaryBackup) }));
      const shuffled = parts
        .map((part) => ({ part, key: order.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ part }) => part);
      expect(joinTallies(shuffled)).toEqual(whole);
    }),
    { numRuns: runs(4, 60) },
  );
});

test('every run of every variant is in exactly one chunk', () => {
  const seen = chunksOf(3, 101, 7).flatMap(({ variant, from, to }) =>
    Array.from({ length: to - from }, (_, step) => `${variant} ${from + step}`),
  );
  expect(seen).toHaveLength(303);
  expect(new Set(seen).size).toBe(303);
});

test(
  'a read that is called stale breaks linearizability, and one at the primary never is',
  { timeout: 600_000 },
  () => {
    let stale = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          failovers({ settings: { failover: ['votes', 'any', 'off'], ack: ['async', 'semi-sync'] } }),
          scenarios({ settings: { ack: ['async', 'semi-sync'], read: ['nearest'] } }), // Many more of these are stale.
        ),
        (given) => {
          const trace = traceOf(given);
          // A read that begins in the microsecond in which a write ends overlaps it: no order of the two is wrong.
          const late = readOutcomes(trace).filter(({ isFresh, sinceUs }) => !isFresh && sinceUs > 0);
          stale += late.length;
          if (late.length > 0)
            expect(linearizable.check(observe(trace, primaryBackup)).verdict, printScript(given)).toBe('violated');
        },
      ),
      { numRuns: runs(300, 1_200) },
    );
    expect(stale).toBeGreaterThan(0);
    const [atPrimary] = variantsOf('read=primary');
    const { fresh } = figuresOf(runChunk(atPrimary!, { variant: 0, from: 0, to: 50 }, primaryBackup));
    expect(fresh.value).toBe(1);
    expect(fresh.all).toBeGreaterThan(300); // Fewer than without the way there: Bo waits for one answer before he asks again.
  },
);

test('a point’s example is a run with such a read at that time', () => {
  const [variant] = variantsOf('ack=async');
  const tally = runChunk(variant!, { variant: 0, from: 0, to: 50 }, primaryBackup);
  const widthUs = widthFor([tally]);
  const points = curveOf(tally, widthUs);
  expect(points.length).toBeGreaterThan(8);
  expect(points.reduce((sum, { fresh }) => sum + fresh.all, 0)).toBe(tally.reads.isFresh.length);
  for (const { fromUs, toUs, staleExample, freshExample, fresh } of points) {
    for (const [example, isFresh] of [
      [staleExample, false],
      [freshExample, true],
    ] as const) {
      expect(example === undefined).toBe((isFresh ? fresh.hits : fresh.all - fresh.hits) === 0);
      if (!example) continue;
      const outcomes = readOutcomes(traceOf(scenarioOf(variant!, example.run)));
      const found = outcomes.find(({ operation }) => operation === example.operation)!;
      expect(found.isFresh).toBe(isFresh);
      expect(found.sinceUs >= fromUs && found.sinceUs < toUs).toBe(true);
    }
  }
});

test('the first run of a sweep is the script as it stands', () => {
  const [variant] = variantsOf('');
  expect(scenarioOf(variant!, 0)).toEqual(scenario);
  expect(scenarioOf(variant!, 2 ** 32 - 1).seed).toBe(39);
});

test.each([
  ['', ['']],
  ['ack=async,sync', ['ack=async', 'ack=sync']],
  ['retries=1..3', ['retries=1', 'retries=2', 'retries=3']],
  [
    'ack=sync,async  retries=0..1',
    ['ack=sync retries=0', 'ack=sync retries=1', 'ack=async retries=0', 'ack=async retries=1'],
  ],
])('“%s” varies %j', (text, names) => {
  expect(variantsOf(text).map(nameOf)).toEqual(names);
});

test.each([
  ['R', 'sweep.vary.form'],
  ['R=', 'sweep.vary.form'],
  ['R=3..1', 'sweep.vary.form'],
  ['R=1,,2', 'sweep.vary.form'],
  ['R=1 R=2', 'sweep.vary.twice'],
  ['retries=0..19 ack=async,sync', 'sweep.vary.many'],
  ['ack=asink', 'script.setting.value'],
  ['nonsense=1', 'script.setting.unknown'],
])('“%s” is refused: %s', (text, id) => {
  const read = parseVary(text);
  const fault = 'fault' in read ? read.fault : varied(scenario, read.axes, primaryBackup).fault;
  expect(fault?.id).toBe(id);
});
