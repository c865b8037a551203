/** The JSON reader agrees with the platform's, knows the place of everything, and reads the histories of others. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';
import { readHistories, writeHistory } from '#formats/history-json';
import { readJson } from '#formats/json-error';
import { runs } from '#support/runs';

const REFERENCE = env['REFERENCE_DIR'] ?? '../shared/reference';
const references = existsSync(REFERENCE) ? readdirSync(REFERENCE).filter((name) => name.endsWith('.jsonl')) : [];

/** As the platform reads it, but for numbers that no double can hold: it makes them infinite, the reader refuses them. */
function parsed(text: string): { value: unknown } | 'refused' {
  let isFinite = true;
  try {
    const value: unknown = JSON.parse(text, (_, each: unknown) => {
      isFinite &&= typeof each !== 'number' || Number.isFinite(each);
      return each;
    });
    return isFinite ? { value } : 'refused';
  } catch {
    return 'refused';
  }
}

/** JSON with at most a few characters changed: mostly nearly right. */
const nearlyJson = fc
  .tuple(
    fc.json({ maxDepth: 3 }),
    fc.array(
      fc.tuple(
        fc.nat({ max: 200 }),
        fc.constantFrom('', ',', '"', '}', ']', '\\', ' ', '\n', '0', '-', '.', 'e', 'u', 'é', '\u0001', '{', '[', ':'),
      ),
      { maxLength: 2 },
    ),
  )
  .map(([text, edits]) => {
    let edited = text;
    for (const [at, put] of edits)
      edited =
        edited.slice(0, at % (edited.length + 1)) +
        put +
        edited.slice((at % (edited.length + 1)) + (put === '' ? 1 : 0));
    return edited;
  });

test('The scanner reads exactly what JSON.parse reads, and refuses the rest at a place inside the text', () => {
  fc.assert(
    fc.property(nearlyJson, (text) => {
      const read = readJson(text);
      const expected = parsed(text);
      if (expected === 'refused') {
        const lines = text.split('\n');
        expect(read.fault).toBeDefined();
        expect(read.fault!.line).toBeGreaterThan(0);
        expect(read.fault!.line).toBeLessThanOrEqual(lines.length);
        expect(read.fault!.column).toBeLessThanOrEqual(lines[read.fault!.line - 1]!.length + 1);
      } else expect(read).toMatchObject({ value: expected.value });
    }),
    { numRuns: runs(3_000, 100_000) },
  );
});

test('Each value of a text is found where it begins', () => {
  const { placeOf } = readJson('{\n  "a": [1, {"b/c": true}],\n  "d": null\n}') as Extract<
    ReturnType<typeof readJson>,
    { placeOf: unknown }
  >;
  expect(placeOf([])).toEqual({ line: 1, column: 1 });
  expect(placeOf(['a', 1, 'b/c'])).toEqual({ line: 2, column: 20 });
  expect(placeOf(['d'])).toEqual({ line: 3, column: 8 });
  expect(placeOf(['a', 1, 'none'])).toEqual({ line: 2, column: 12 });
});

test('Nesting without end is refused, not fatal', () => {
  expect(readJson('['.repeat(100_000)).fault).toMatchObject({ line: 1, column: 201 });
});

test('Whatever is read, the reader says what is wrong and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(nearlyJson, fc.string()), (text) => {
      const { observations, errors } = readHistories(text);
      expect(observations === undefined).toBe(errors.length > 0);
    }),
    { numRuns: runs(1_000, 30_000) },
  );
});

const say = createSay(english);

test.each([
  ['{"model":"register","ops":[\n{"id":1,', '2:9: The JSON breaks off here. Expected: "'],
  ['{"model":"register",\n"a":tru}', '2:5: “tru” is no JSON here. Expected: { [ " 0 true false null'],
  [
    '{"model":"register",\n "ops":[{"id":1,"process":1,"f":"write","arg":3,"status":"okay","call":0,"return":1}]}',
    '2:58: ops.0.status is "okay". Expected: "ok", "fail", "timeout-read", "info".',
  ],
  [
    '{"model":"register","ops":[{"id":1,"process":1,"f":"write","status":"ok","call":"x","return":1}]}',
    '1:81: ops.0.call is "x". Expected: 0.',
  ],
  [
    '{"model":"regster","ops":[]}',
    '1:10: model is regster. Expected: register, cas-register, multi-register, siblings, kv-append, counter, set, list, queue, stack, mutex, versions.',
  ],
  ['{"model":"register","ops":[]}\n{"model":"register","ops":{}}', '2:27: ops is { … }. Expected: [ … ].'],
  ['{"model":"register"}', '1:1: “ops” is missing.'],
  ['[]', '1:1: The file is a list. Expected: one history as an object, or one object a line.'],
  [
    '{"model":"register","ops":[{"id":1,"process":1,"f":"cas","status":"ok","call":5,"return":6}]}',
    '1:52: ops.0.f is cas. Expected: read, write.',
  ],
  [
    '{"model":"register","ops":[{"id":1,"process":1,"f":"read","status":"ok","call":5,"return":4}]}',
    '1:91: ops.0.return is 4, before its call at 5. Expected: a time at or after the call.',
  ],
  ['"text"', '1:1: the file is "text". Expected: { … }.'],
  ['', '1:1: The file is empty. Expected: a history as JSON.'],
])('%j is refused where it is wrong', (text, expected) => {
  expect(readHistories(text).errors.map(({ line, column, reason }) => `${line}:${column}: ${say(reason)}`)).toEqual([
    expected,
  ]);
});

describe('Histories of others', () => {
  test.skipIf(references.length === 0).each(references.length === 0 ? ['the reference folder'] : references)(
    '%s are read whole and written back',
    (name) => {
      const text = readFileSync(join(REFERENCE, name), 'utf8');
      const { observations, errors } = readHistories(text);
      expect(errors).toEqual([]);
      expect(observations).toHaveLength(text.trim().split('\n').length);
      expect(readHistories(observations!.map(writeHistory).join('\n')).observations).toEqual(observations);
    },
  );
});
