/** Shows of every content rule that it refuses a lesson with the fault it is for, and says where and how to mend it. */
import { describe, expect, test } from 'vitest';
import { changed } from '#lesson/kit';
import { reportFinding, RULES, verifyLesson } from '#lesson/verify';
import { laboratory, numbers, say, terms } from '#support/lessons';
import { CONTENT } from '#support/planted-content';
import { STRUCTURE } from '#support/planted-structure';
import { WORDS } from '#support/planted-words';
import {
  goalWith,
  LESSON,
  lessonWith,
  notesFor,
  proseFor,
  recall,
  SCRIPT,
  type Bad,
  type Cases,
} from '#support/sample-lesson';

/** What is said of a lesson; prose is made to fit where none is given. */
const findings = ({ folder = '01-sample', lesson = LESSON, prose = proseFor(lesson.steps), ...given }: Bad): string[] =>
  verifyLesson({ folder, lesson, prose, notes: notesFor(lesson.steps), ...given, terms, numbers, ...laboratory }).map(
    (finding) => reportFinding(finding, say).replace(`lessons/${folder}/`, ''),
  );

const CASES: Cases = { ...STRUCTURE, ...CONTENT, ...WORDS };

test('the sound sample passes, with and without a recall', () => {
  expect(findings({})).toEqual([]);
  expect(findings({ folder: '02-sample', ...lessonWith({ steps: [recall, ...LESSON.steps] }) })).toEqual([]);
});

test('every rule is shown to refuse something', () => {
  expect(Object.keys(CASES).sort()).toEqual(Object.keys(RULES).sort());
});

describe.each(Object.entries(CASES))('the rule on %s refuses', (_, cases) => {
  test.each(cases)('%s', (_fault, bad, found) => {
    expect(findings(bad)).toEqual([found]);
  });
});

test('one fault that shows in several places is told in each', () => {
  const broken = changed(SCRIPT, 'replicas A B', 'replicas A');
  expect(findings(goalWith({ script: broken, solution: broken })).map((finding) => finding.slice(0, 60)))
    .toMatchInlineSnapshot(`
    [
      "lesson.ts, step repair: Its script has a fault in line 5, co",
      "lesson.ts, step repair: Its script has a fault in line 7, co",
      "lesson.ts, step repair: Its solution has a fault in line 5, ",
      "lesson.ts, step repair: Its solution has a fault in line 7, ",
    ]
  `);
});
