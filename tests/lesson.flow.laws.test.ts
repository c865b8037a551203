/** The law of a lesson's flow: no order of events leads past a lock, and a link always brings back the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lockUs, progressOf, type FlowEvent } from '#lesson/flow';
import { isPassed, readProgress } from '#lesson/progress';
import { runs } from '#support/runs';
import { begin, OUTLINE, predict } from '#support/walker';

/** Any event that a page could send, sensible or not. */
const events = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom<FlowEvent>({ type: 'next' }, { type: 'next' }, { type: 'skip' }) },
  fc.constant<FlowEvent>({ type: 'back' }),
  fc.constantFrom<FlowEvent>({ type: 'reveal' }, { type: 'hint' }, { type: 'reach' }, predict('new'), predict('x')),
  fc.record({
    type: fc.constant('answer' as const),
    question: fc.constantFrom('one', 'two', 'x'),
    choice: fc.constantFrom('a', 'b'),
  }),
  fc.record({ type: fc.constant('go' as const), step: fc.integer({ min: -1, max: 8 }) }),
);

test('whatever is sent, nobody stands behind a step that was not passed, and a link brings back the same', () => {
  let deepest = 0;
  fc.assert(
    fc.property(fc.array(events, { minLength: 10, maxLength: 60, size: 'max' }), (sent) => {
      const { send, context, state } = begin();
      send(...sent);
      const { at, furthest, outline, marks } = context();
      const isOpen = (index: number) => isPassed(outline[index]!, marks[outline[index]!.id] ?? {});
      expect(outline.slice(0, furthest).every((_, index) => isOpen(index))).toBe(true);
      expect(at).toBeLessThanOrEqual(furthest);
      const asked = outline.findIndex(({ kind }) => kind === 'predict');
      const showsIt = at <= asked && outline[at]!.run === outline[asked]!.run;
      expect(Number.isFinite(lockUs(context()))).toBe(showsIt && !isOpen(asked));
      const again = begin(readProgress(JSON.parse(JSON.stringify(progressOf(context()))), OUTLINE));
      expect([again.context(), again.state()]).toEqual([context(), state()]);
      deepest = Math.max(deepest, furthest);
    }),
    { numRuns: runs(500, 10_000) },
  );
  expect(deepest).toBe(OUTLINE.length - 1); // The walks are long enough to see all.
});
