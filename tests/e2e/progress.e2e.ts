/** What the browser keeps of a learner's work: taken up again, taken along, shared without touching one's own, and never lost. */
import { readFileSync } from 'node:fs';
import { Buffer } from 'node:buffer';
import type { Page } from '@playwright/test';
import { expect, open, test } from '#support/page';
import { lessons } from '#support/pages';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

const KEY = 'replicarium:/some/where/:progress';
const [first] = lessons as [string];
const at = (page: Page, step: number) => page.getByText(say('lesson.progress', { step, steps: 8 }));
const next = (page: Page) => page.getByRole('button', { name: new RegExp(`^${say('lesson.next')} `) }).click();

const back = (page: Page) => page.getByRole('button', { name: new RegExp(`${say('lesson.back')}$`) }).click();

/** To the second step. */
async function begin(page: Page): Promise<void> {
  await open(page, first);
  await next(page);
  await expect(at(page, 2)).toBeVisible();
}

test('a lesson is taken up where it was left, and can be started over', async ({ page }) => {
  await begin(page);
  await page.reload();
  await page.locator('html[data-hydrated]').waitFor();
  await expect(at(page, 2)).toBeVisible();
  await expect(page.getByText(say('progress.resumed', { step: 2 }))).toBeVisible();
  await open(page, 'lessons/');
  await expect(page.getByText(say('progress.seen', { seen: 2, steps: 8 }))).toBeVisible();
  await open(page, first);
  await bench.button(page, 'lesson.restart').click();
  await expect(at(page, 1)).toBeVisible();
});

test('every step that was seen can be gone back to, from the bars of the lesson', async ({ page }) => {
  await begin(page);
  await at(page, 2).click();
  const steps = page.getByRole('dialog', { name: say('lesson.steps') });
  await expect(steps.getByRole('listitem').getByRole('button')).toHaveCount(8);
  await expect(steps.getByRole('listitem').nth(2).getByRole('button')).toBeDisabled();
  await steps.getByRole('listitem').nth(0).getByRole('button').click();
  await expect(at(page, 1)).toBeVisible();
});

test('questions about earlier lessons can be skipped: they count as not answered, and stay open', async ({ page }) => {
  const second = lessons[1]!;
  await open(page, second);
  await bench.button(page, 'lesson.recall.skip').click();
  await expect(at(page, 2)).toBeVisible();
  const kept = () => page.evaluate((key) => localStorage.getItem(key), KEY);
  await expect.poll(kept).toContain('"skipped": true');
  expect(await kept()).not.toContain('answers');
  await back(page);
  await expect(bench.button(page, 'lesson.recall.skip')).toHaveCount(0);
  await expect(page.getByText(say('lesson.choice.known'), { exact: true })).toHaveCount(0);
  const question = page.locator('fieldset').first();
  await question.getByRole('radio').first().check();
  await question.getByRole('button', { name: say('lesson.answer') }).click();
  await expect(question.getByText(say('lesson.choice.known'), { exact: true })).toHaveCount(1);
});

test('a shared lesson does not touch one’s own progress', async ({ page, context }) => {
  await begin(page);
  await bench.button(page, 'share.open').click();
  const link = await page.getByRole('dialog').getByRole('textbox').first().inputValue();
  expect(new URL(link).hash.length).toBeLessThan(800);
  await page.keyboard.press('Escape');
  await back(page);
  const own = await page.evaluate((key) => localStorage.getItem(key), KEY);

  const guest = await context.newPage();
  await open(guest, link);
  await expect(at(guest, 2)).toBeVisible();
  await expect(guest.getByRole('alert')).toContainText(say('progress.guest'));
  await back(guest);
  expect(await guest.evaluate((key) => localStorage.getItem(key), KEY)).toBe(own);
  await guest.getByRole('link', { name: say('progress.mine') }).click();
  await expect(at(guest, 1)).toBeVisible();
  await expect(guest.getByRole('alert')).toHaveCount(0);
});

test('progress is saved as a file, forgotten, and merged back', async ({ page }) => {
  await begin(page);
  await open(page, 'lessons/');
  const saving = page.waitForEvent('download');
  await bench.button(page, 'progress.export').click();
  const file = readFileSync(await (await saving).path(), 'utf8');
  expect(file).toContain('"seen": 2');

  await bench.button(page, 'progress.clear').click();
  await bench.button(page, 'progress.sure').click();
  const seen = page.getByText(say('progress.seen', { seen: 2, steps: 8 }));
  await expect(seen).toHaveCount(0);
  await merge(page, 'nonsense');
  await expect(page.getByText(say('progress.json'))).toBeVisible();
  await merge(page, file);
  await expect(page.getByText(say('progress.imported', { lessons: 1 }))).toBeVisible();
  await expect(seen).toBeVisible();
});

test('a store that cannot be read is put aside, said, and can be rescued', async ({ page }) => {
  await page.addInitScript((key) => {
    if (sessionStorage.getItem('spoilt')) return;
    sessionStorage.setItem('spoilt', 'yes');
    localStorage.setItem(key, '{"half a fi');
  }, KEY);
  await open(page, first);
  await expect(page.getByText(say('progress.damaged'))).toBeVisible();
  await next(page);
  await open(page, 'lessons/');
  await expect(page.getByText(say('progress.seen', { seen: 2, steps: 8 }))).toBeVisible();
  const saving = page.waitForEvent('download');
  await bench.button(page, 'progress.rescue').click();
  expect(readFileSync(await (await saving).path(), 'utf8')).toBe('{"half a fi');
});

async function merge(page: Page, text: string): Promise<void> {
  await page
    .getByLabel(say('progress.import'))
    .setInputFiles({ name: 'progress.json', mimeType: 'application/json', buffer: Buffer.from(text) });
}
