/** Proves every lesson by running it: answer keys, goals, claims, figures, and that each step has its words. */
import { describe, expect, test } from 'vitest';
import { lessonAddress } from '#lesson/modules';
import { reportFinding, verifyLesson } from '#lesson/verify';
import { laboratory, lessons, say, terms } from '#support/lessons';

test('there are lessons, each with an address of its own', () => {
  const addresses = lessons.map(({ folder }) => lessonAddress(folder));
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.filter((address) => address === undefined)).toEqual([]);
  expect(new Set(addresses.map((address) => address!.slug)).size).toBe(addresses.length);
  expect(new Set(addresses.map((address) => address!.number)).size).toBe(addresses.length);
});

describe.each(lessons)('$folder', ({ folder, lesson, prose, notes }) => {
  test('has prose', () => expect(prose).toBeDefined());

  test('passes every content rule', () => {
    const findings = verifyLesson({ folder, lesson, prose: prose!, notes, terms, ...laboratory });
    expect(findings.map((finding) => reportFinding(finding, say))).toEqual([]);
  });
});
