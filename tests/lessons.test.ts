/** Proves every lesson by running it: answer keys, goals, claims, figures, and that each step has its words. */
import { describe, expect, test } from 'vitest';
import { loadModel } from '#catalog';
import english from '#i18n/en/index';
import { runScript, scriptAt } from '#lesson/experiment';
import { factsFor, fillHtml } from '#lesson/facts';
import { lessonsNamedIn } from '#lesson/mentions';
import { lessonAddress } from '#lesson/modules';
import { passagesOf } from '#lesson/prose';
import { reportFinding, verifyLesson } from '#lesson/verify';
import { laboratory, lessons, numbers, say, terms } from '#support/lessons';

test('there are lessons, each with an address of its own', () => {
  const addresses = lessons.map(({ folder }) => lessonAddress(folder));
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.filter((address) => address === undefined)).toEqual([]);
  expect(new Set(addresses.map((address) => address!.slug)).size).toBe(addresses.length);
  expect(new Set(addresses.map((address) => address!.number)).size).toBe(addresses.length);
});

test('no word of a page and no page on the model names a lesson that there is not', async () => {
  const texts = [...Object.values(english.words), ...(await loadModel()).map(({ html }) => html)];
  const missing = texts.filter((text) => lessonsNamedIn(text).some((number) => !numbers.includes(number)));
  expect(missing).toEqual([]);
});

test('“lesson 7” and “lessons 3, 4 and 12–14” name what they say', () => {
  expect(lessonsNamedIn('In lesson 7, as lessons 3, 4 and 12–14 or Lesson 20 say: 8 lessons, 99 steps.')).toEqual([
    ...[7, 3, 4, 12, 14, 20],
  ]);
});

describe.each(lessons)('$folder', ({ folder, lesson, prose, notes }) => {
  test('has prose', () => expect(prose).toBeDefined());

  test('passes every content rule', () => {
    const findings = verifyLesson({ folder, lesson, prose: prose!, notes, terms, numbers, ...laboratory });
    expect(findings.map((finding) => reportFinding(finding, say))).toEqual([]);
  });

  test('opens with words that rest on no verdict, and so do all titles: a page shows them before its checkers are there', () => {
    const runOf = (script: string) => runScript(script, { ...laboratory, checkers: [] }).run!;
    const facts = factsFor(lesson, runOf(scriptAt(lesson, 0)), runOf);
    const { id } = lesson.steps[0]!;
    const titles = lesson.steps.flatMap((step) => prose!.sections[step.id]!.blocks['title'] ?? []);
    const shown = [...passagesOf(prose!.sections[id]!).map(([, passage]) => passage), ...titles];
    const said = shown.map(({ html }) => fillHtml(html, facts, say));
    expect(said.join('')).not.toBe('');
  });
});
