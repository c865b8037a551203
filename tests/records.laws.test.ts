/** Progress as a file: read back as it was, merged in any order to the same, and never a throw whatever the file holds. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  mergeRecords,
  MOST_CHARACTERS,
  printRecords,
  readRecords,
  type LessonRecord,
  type Records,
} from '#lesson/records';
import { runs } from '#support/runs';

const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const record: fc.Arbitrary<LessonRecord> = fc.record({
  progress: json,
  seen: fc.nat({ max: 8 }),
  steps: fc.nat({ max: 8 }),
  finished: fc.boolean(),
  savedAt: fc.nat({ max: 5 }),
  scripts: fc.dictionary(fc.constantFrom('meet', 'try'), fc.string({ maxLength: 20 }), { noNullPrototype: true }),
});
const records: fc.Arbitrary<Records> = fc.dictionary(fc.constantFrom('one', 'two', 'three'), record, {
  noNullPrototype: true,
});

test('a file gives back what was put into it', () => {
  fc.assert(
    fc.property(records, (given) => {
      expect(readRecords(printRecords(given))).toEqual({ records: given });
    }),
    { numRuns: runs(300, 10_000) },
  );
});

test('merging is commutative, associative and idempotent, and loses no lesson', () => {
  fc.assert(
    fc.property(records, records, records, (a, b, c) => {
      expect(mergeRecords(a, b)).toEqual(mergeRecords(b, a));
      expect(mergeRecords(mergeRecords(a, b), c)).toEqual(mergeRecords(a, mergeRecords(b, c)));
      expect(mergeRecords(a, a)).toEqual(a);
      for (const [slug, { finished, seen }] of Object.entries(a)) {
        const merged = mergeRecords(a, b)[slug]!;
        expect(merged.seen).toBeGreaterThanOrEqual(seen);
        expect(merged.finished || !finished).toBe(true);
      }
    }),
    { numRuns: runs(300, 10_000) },
  );
});

test('what was done later is where the learner stands; what was seen or finished earlier stays', () => {
  const at = (savedAt: number, more: Partial<LessonRecord>): Records => ({
    one: { progress: { at: savedAt }, seen: 1, steps: 8, finished: false, savedAt, scripts: {}, ...more },
  });
  expect(mergeRecords(at(1, { seen: 8, finished: true }), at(2, { seen: 3 }))).toEqual({
    one: { progress: { at: 2 }, seen: 8, steps: 8, finished: true, savedAt: 2, scripts: {} },
  });
});

test('any text ends in records or a reason', () => {
  const whole = printRecords({
    one: { progress: { at: 'meet' }, seen: 1, steps: 8, finished: false, savedAt: 1, scripts: { meet: 'x' } },
  });
  const damaged = fc
    .tuple(fc.nat(whole.length), fc.nat(9), fc.string({ maxLength: 6 }))
    .map(([from, length, text]) => whole.slice(0, from) + text + whole.slice(from + length));
  fc.assert(
    fc.property(fc.oneof(damaged, fc.string(), fc.json()), (text) => {
      const read = readRecords(text);
      expect(read.records ? 'records' : read.fault.id).toMatch(/^(records|progress\.(json|shape|newer|large))$/);
    }),
    { numRuns: runs(1_000, 20_000) },
  );
});

test('a newer file, a far too large one and one of another kind say so', () => {
  expect(readRecords('{"replicarium":"progress","format":2}')).toEqual({
    fault: { id: 'progress.newer', args: { format: 2, known: 1 } },
  });
  expect(readRecords(' '.repeat(MOST_CHARACTERS + 1))).toMatchObject({ fault: { id: 'progress.large' } });
  expect(readRecords('{"lessons":{}}')).toMatchObject({ fault: { id: 'progress.shape' } });
  expect(readRecords('{"replicarium":"progress","format":1,"lessons":{"one":{"seen":-1}}}')).toMatchObject({
    fault: { id: 'progress.shape', args: { place: expect.stringMatching(/^lessons\.one\./) } },
  });
});
