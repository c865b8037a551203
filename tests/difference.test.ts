/** Two runs part where a person would say so: at the changed step, the moved arrival, the other answer. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstDifference } from '#measure/difference';
import { withDelay } from '#player/edits';
import { kindOf } from '#sim/lookup';
import { parseScript } from '#sim/script/parse';
import type { Scenario } from '#sim/scenario';
import { traceOf } from '#support/primary-backup';
import { runs } from '#support/runs';
import { scenarios } from '#support/scripts';

const RACE = `replicarium 1
ends 300ms
protocol primary-backup ack=async read=nearest apply=9ms
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Singapore
initially x=1
link Frankfurt-Virginia 45ms
link Frankfurt-Singapore 90ms
link Virginia-Singapore 110ms
at 0ms Ana write x=2
at 59ms Bo read x
`;
const run = (script: string) => traceOf(parseScript(script).scenario);
const base = run(RACE);

test.each([
  ['another value from the start', RACE.replace('x=2', 'x=3'), 0, 'step'],
  ['a step more', `${RACE}at 20ms crash Singapore\n`, 20, 'step'],
  ['a copy that arrives earlier', `${RACE}delay copy(Ana.1) Frankfurt->Singapore -45ms\n`, 47, 'delivered'],
  ['a read that is told later', RACE.replace('read=nearest', 'read=Virginia'), 59, 'travelling'],
])('%s', (_, script, atMs, kind) => {
  const other = run(script);
  const found = firstDifference(other, base)!;
  expect(found.atUs / 1000).toBe(atMs);
  expect(kindOf(other, found.here!)).toBe(kind);
  expect(firstDifference(base, other)!.atUs).toBe(found.atUs);
});

test('a run does not differ from itself', () => {
  expect(firstDifference(base, run(RACE))).toBeUndefined();
});

test('a delayed message makes no difference before it was sent', () => {
  fc.assert(
    fc.property(scenarios({}), fc.nat(), fc.integer({ min: 1, max: 50_000 }), (scenario: Scenario, pick, byUs) => {
      const before = traceOf(scenario);
      const message = before.messages[pick % Math.max(1, before.messages.length)];
      if (!message) return;
      const found = firstDifference(traceOf(withDelay(scenario, message.name, byUs)), before);
      expect(found?.atUs ?? Infinity).toBeGreaterThanOrEqual(message.sentAtUs);
    }),
    { numRuns: runs(50, 2_000) },
  );
});
