/** What counts as a stale read, in short scripts that a person can check. */
import { expect, test } from 'vitest';
import { readOutcomes } from '#measure/freshness';
import { parseScript } from '#sim/script/parse';
import { traceOf } from '#support/primary-backup';

const outcomes = (lines: string) =>
  readOutcomes(
    traceOf(
      parseScript(
        `ends 400ms
protocol primary-backup ack=async read=nearest
replicas A B
clients Ana@A Bo@B
initially x=1
link default 20ms
${lines}`,
      ).scenario,
    ),
  ).map(({ sinceUs, isFresh }) => [sinceUs / 1_000, isFresh]);

test('a read before any acknowledgement has nothing to be late for', () => {
  expect(outcomes('at 0ms Bo read x\nat 10ms Ana write x=2')).toEqual([]);
  expect(outcomes('at 0ms Bo read x')).toEqual([]);
});

test('the first value is stale once a write is acknowledged, and the time counts from its “done”', () => {
  // The write takes 3 ms (1 there, 1 to flush, 1 back), and B shows it at 23 ms.
  expect(outcomes('at 0ms Ana write x=2\nat 5ms Bo read x\nat 40ms Bo read x')).toEqual([
    [2, false],
    [37, true],
  ]);
});

test('what an older read returned counts by the last write that was done', () => {
  expect(outcomes('at 0ms Ana write x=2\nat 30ms Ana write x=3\nat 40ms Bo read x\nat 80ms Bo read x')).toEqual([
    [7, false],
    [47, true],
  ]);
});

test('writes that overlap replace each other in neither order', () => {
  // Bo’s write goes to A and back, 43 ms; whichever of the two he reads then, no acknowledged write had replaced it.
  expect(outcomes('at 0ms Ana write x=2\nat 1ms Bo write x=3\nat 100ms Bo read x')).toEqual([[56, true]]);
});

test('a deleted key is a version like any other', () => {
  expect(outcomes('at 0ms Ana write x\nat 50ms Bo read x')).toEqual([[47, true]]);
});

test('a read of a value that was merged from several writes is neither fresh nor stale', () => {
  const trace = traceOf(
    parseScript(
      'ends 400ms\nprotocol primary-backup\nreplicas A B\nclients Ana@A\nat 0ms Ana write x=2\nat 50ms Ana read x',
    ).scenario,
  );
  const merged = trace.operations.map((each) => (each.micro[0]!.f === 'read' ? { ...each, value: '2+3' } : each));
  expect(readOutcomes(trace)).toHaveLength(1);
  expect(readOutcomes({ ...trace, operations: merged })).toEqual([]);
});
