/** The laws of many leaders over random runs with crashes, cuts, loss and clocks that are wrong; and what breaks them. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Value } from '#history/operation';
import { sameValue } from '#history/value';
import { fieldsOf, MERGES, valueOfFields } from '#protocols/multi-leader/values';
import { assertLaw, findCounterexample } from '#support/law';
import { lawOf } from '#support/multi-leader';
import { LAWS, NEIGHBOURS, type ManyLeadersLaw } from '#support/multi-leader-laws';
import { runs } from '#support/runs';

const HOUR_MS = 3_600_000;

describe('many leaders', () => {
  test.each<ManyLeadersLaw>(Object.values(LAWS))(
    '$claim',
    ({ law, scenarios, runs: times = 1 }) => {
      let tested = 0;
      assertLaw(
        lawOf(law, (chances) => (tested += chances)),
        { scenarios, numRuns: times * runs(30, 1_000) },
      );
      expect(tested, 'chances that the law had to fail').toBeGreaterThan(runs(8, 250));
    },
    HOUR_MS,
  );
});

/** Fixed seed: these must be found, not hoped for. */
const found = { numRuns: 1500, seed: 1, shrinks: false };

test.each(Object.entries(NEIGHBOURS))(
  'is found: %s',
  (_, { law, scenarios, wrong }) => {
    expect(findCounterexample(lawOf(law), { scenarios, ...found })?.wrong).toContain(wrong);
  },
  HOUR_MS,
);

const carts: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom('milk', 'bread+milk', 'milk+bread', 'eggs', null, ''),
  fc.integer({ min: -9, max: 9 }),
);

describe.each(['union', 'max'] as const)('%s', (name) => {
  const join = MERGES[name];
  const holds = (property: (a: Value, b: Value, c: Value) => boolean) =>
    fc.assert(fc.property(carts, carts, carts, property), { numRuns: runs(300, 5_000) });

  test('does not depend on how its arguments are grouped', () =>
    holds((a, b, c) => sameValue(join(join(a, b), c), join(a, join(b, c)))));
  test('does not depend on the order of its arguments', () => holds((a, b) => sameValue(join(a, b), join(b, a))));
  test('changes nothing when it joins a value with itself', () => holds((a) => sameValue(join(a, a), a)));
});

test('append depends on the order of its arguments', () => {
  expect(MERGES.append('tea', 'cake')).toBe('tea+cake');
  expect(MERGES.append('cake', 'tea')).toBe('cake+tea');
});

test('fields are read as they are written, in the order of the alphabet', () => {
  const records = fc.constantFrom<Value>(
    'a:1',
    'b:2;a:1',
    'plain',
    'plain;a:1',
    null,
    7,
    'a:;b:x',
    'a:1;a:2',
    'milk+bread',
    'milk+milk',
    '',
    'milk;a:1',
  );
  fc.assert(
    fc.property(records, (value) => {
      const written = valueOfFields(fieldsOf(value));
      expect(fieldsOf(written)).toEqual(fieldsOf(value));
      expect(valueOfFields(fieldsOf(written))).toEqual(written);
    }),
  );
  expect(valueOfFields(fieldsOf('name:Ann;city:Oslo'))).toBe('city:Oslo;name:Ann');
  expect(valueOfFields({ ...fieldsOf('milk+bread'), milk: null })).toBe('bread');
});
