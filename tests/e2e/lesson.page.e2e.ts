/** What a lesson's page owes its learner besides the walk: nothing told too early, the log at hand, an operator's word seen through, one hint that goes. */
import type { Page } from '@playwright/test';
import { printRecords } from '#lesson/records';
import { expect, open, test } from '#support/page';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

const SPLIT = 'failover-split-brain-fencing';
const forward = (page: Page) => page.getByRole('button', { name: new RegExp(`^${say('lesson.next')} `) });
const next = (page: Page) => forward(page).click();

/** A learner who comes back to this step, with all before it passed over. */
async function openAt(page: Page, slug: string, ids: readonly string[]): Promise<void> {
  const at = ids.at(-1)!;
  const marks = Object.fromEntries(ids.slice(0, -1).map((id) => [id, { skipped: true }]));
  const record = {
    progress: { at, furthest: at, finished: false, marks },
    ...{ seen: ids.length, steps: 8, finished: false, savedAt: 0, scripts: {} },
  };
  await page.addInitScript(
    (text) => localStorage.setItem('replicarium:/some/where/:progress', text),
    printRecords({ [slug]: record }),
  );
  await open(page, `lessons/${slug}/`);
}

test('what a prediction asks is hidden in the steps before it that show the same run', async ({ page }) => {
  await openAt(page, SPLIT, ['before', 'meet']);
  for (const step of ['meet', 'predict']) {
    await expect(page.getByText(say('strip.locked')), step).toBeVisible();
    expect(await bench.verdicts(page), step).toEqual([]);
    await page.keyboard.press('End');
    expect(await bench.timeUs(page), step).toBeLessThan(3_160_000);
    if (step === 'meet') await next(page);
  }
  await bench.button(page, 'lesson.skip').click();
  await expect(page.getByText(say('strip.locked'))).toHaveCount(0);
  await expect(bench.chip(page, 'no-acknowledged-write-lost')).toBeVisible();
});

test('a prediction opens where its question stands', async ({ page }) => {
  await openAt(page, SPLIT, ['before', 'meet', 'predict']);
  expect(await bench.timeUs(page)).toBeGreaterThan(3_100_000);
});

test('the event log comes when it is opened, moves the cursor, and is put away', async ({ page }) => {
  await open(page, 'lessons/order-without-clocks/');
  await page.waitForLoadState('networkidle');
  const brought: string[] = [];
  page.on('response', (response) => brought.push(response.url()));
  const toggle = page.getByRole('button', { name: say('log.title'), exact: true });
  const log = page.getByRole('region', { name: say('log.title'), exact: true });
  await expect(log).toHaveCount(0);
  await toggle.click();
  await expect(log).toBeVisible();
  expect(brought.filter((url) => url.endsWith('.js')).length).toBeGreaterThan(0);
  await log.getByRole('button', { name: 'Ana is told that price=10 is written.' }).click();
  await expect.poll(() => bench.timeUs(page)).toBeGreaterThan(1_990_000);
  const rows = log.getByRole('listitem').getByRole('button');
  await expect(rows.and(page.locator('[tabindex="0"]'))).toHaveCount(1);
  const told = rows.filter({ hasText: 'Ana is told that price=10 is written.' });
  await expect(told).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(told).not.toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(told).toBeFocused();
  await log.getByRole('button', { name: say('close') }).click();
  await expect(log).toHaveCount(0);
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
});

test('an operator’s word is played on to where the last of it is seen', async ({ page }) => {
  await openAt(page, SPLIT, ['before', 'meet', 'predict', 'decide']);
  await expect.poll(() => bench.timeUs(page)).toBeGreaterThan(3_290_000);
  const counts = page.locator('dl');
  await expect(counts).toContainText(say('ledger.aside'));
  await bench.peer(bench.stage(page), 'replica:Frankfurt').focus();
  await page.keyboard.press('Enter');
  const atUs = 3_300_000;
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('gesture.command.replay', { node: 'Frankfurt', atUs }) })
    .click();
  await expect(counts).not.toContainText(say('ledger.aside'), { timeout: 20_000 });
  await expect(bench.button(page, 'transport.play')).toBeVisible({ timeout: 20_000 });
  expect(await bench.timeUs(page)).toBeLessThan(4_000_000);
});

test('what a term means is shut by a second press, and does not outlive its step', async ({ page }) => {
  await openAt(page, SPLIT, ['before', 'meet', 'predict', 'decide']);
  const term = page.locator('[data-to="term"]').first();
  const note = page.locator('.note');
  await term.click();
  await expect(note).toBeVisible();
  await term.click();
  await expect(note).toHaveCount(0);
  await term.focus();
  await page.keyboard.press('Enter');
  await expect(note).toBeVisible();
  await forward(page).evaluate((button: HTMLElement) => button.click()); // A press elsewhere would shut it.
  await expect(note).toHaveCount(0);
});

test('a count says what it counts, and which writes', async ({ page }) => {
  await openAt(page, SPLIT, ['before', 'meet', 'predict', 'decide']);
  await expect.poll(() => bench.timeUs(page)).toBeGreaterThan(3_290_000);
  await bench.button(page, 'ledger.aside').click();
  const note = page.locator('.note');
  await expect(note).toContainText(say('ledger.aside.title'));
  await expect(note).toContainText('x=19');
  await page.keyboard.press('Escape');
  await expect(note).toHaveCount(0);
});

test('a way out that the step does not offer is not named', async ({ page }) => {
  await openAt(page, 'acknowledged-is-not-yet-safe', ['before', 'meet', 'predict', 'lost']);
  await expect(page.getByText(say('guarantee.no-acknowledged-write-lost.promise'))).toBeVisible();
  await expect(page.getByText(say('remedy.title'))).toHaveCount(0);
});

test('one hint says how an arrow is dragged, until one has been', async ({ page }) => {
  await open(page, 'lessons/one-value-three-copies/');
  const hint = page.getByText(say('drag.hint'));
  await expect(hint).toBeVisible();
  const head = await bench.middle(bench.peer(bench.diagram(page), 'message:copy(Ana.1) Frankfurt→Singapore'));
  await bench.drag(page, head, { x: head.x + 30, y: head.y });
  await expect(hint).toHaveCount(0);
  await page.reload();
  await page.locator('html[data-hydrated]').waitFor();
  await expect(bench.peer(bench.diagram(page), 'operation:Ana.1')).toHaveCount(1);
  await expect(hint).toHaveCount(0);
});
