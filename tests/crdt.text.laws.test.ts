/** Runs that several people type at one place at the same time stay in one piece each, whether typed forwards, backwards or both. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interleaved, sessions, typeTogether } from '#support/crdt-typing';
import { runs } from '#support/runs';

test('two and three people never tear each other’s runs', () => {
  fc.assert(
    fc.property(sessions, (session) => {
      expect(interleaved(session)).toBeUndefined();
    }),
    { numRuns: runs(500, 50_000) },
  );
});

test('the generator types backwards as well as forwards, and at one place', () => {
  const sample = fc.sample(sessions, { numRuns: 200, seed: 1 });
  for (const where of ['before', 'behind'])
    expect(sample.some(({ typings }) => typings.every((typed) => typed.slice(1).every((each) => each === where)))).toBe(
      true,
    );
  expect(
    typeTogether({
      base: '--',
      place: 1,
      typings: [
        ['behind', 'behind'],
        ['before', 'before'],
      ],
    }),
  ).toEqual({
    text: '-abon-',
    runs: ['ab', 'on'],
  });
});
