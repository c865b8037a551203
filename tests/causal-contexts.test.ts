/** Causal contexts against plain sets of events: whatever they take in, they know exactly that. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knowing, knows, merge, NO_EVENTS, type CausalContext, type Dot } from '#mechanisms/causal-contexts';
import { siblingsOf, type Dotted } from '#mechanisms/dotted-versions';
import { runs } from '#support/runs';

const NODES = ['A', 'B', 'toString'] as const;
const MOST = 6;

const all: readonly Dot[] = NODES.flatMap((node) =>
  Array.from({ length: MOST }, (_, index) => ({ node, count: index + 1 })),
);
const dots = fc.subarray([...all]).chain((some) => fc.shuffledSubarray(some, { minLength: some.length }));
const contextOf = (events: readonly Dot[]): CausalContext => events.reduce(knowing, NO_EVENTS);

test('an event after a gap stands alone until the gap is closed', () => {
  const third = contextOf([
    { node: 'A', count: 1 },
    { node: 'A', count: 3 },
  ]);
  expect(third).toEqual({ upTo: { A: 1 }, beyond: { A: [3] } });
  expect(knows(third, { node: 'A', count: 2 })).toBe(false);
  expect(knowing(third, { node: 'A', count: 2 })).toEqual({ upTo: { A: 3 }, beyond: {} });
});

test('a context knows what it was told and nothing else, in whatever order it was told', () => {
  fc.assert(
    fc.property(dots, (events) => {
      const context = contextOf(events);
      for (const dot of all) expect(knows(context, dot)).toBe(events.includes(dot));
      expect(context).toEqual(contextOf(all.filter((dot) => events.includes(dot))));
    }),
    { numRuns: runs(100, 10_000) },
  );
});

test('merging two contexts is taking the union of what they know', () => {
  fc.assert(
    fc.property(dots, dots, (a, b) => {
      expect(merge(contextOf(a), contextOf(b))).toEqual(contextOf([...a, ...b]));
    }),
    { numRuns: runs(100, 10_000) },
  );
});

test('a version is a sibling of one that was made between it and what its writer had read', () => {
  const [first, second, third] = [1, 2, 3].map((count) => ({ node: 'A', count }));
  const between: Dotted = { dot: second!, context: NO_EVENTS };
  const later: Dotted = { dot: third!, context: contextOf([first!]) };
  expect(siblingsOf([later, between])).toEqual([between, later]);
  expect(siblingsOf([{ ...later, context: contextOf([first!, second!]) }, between])).toHaveLength(1);
});
