/** Many runs from the lab: a bar that moves and can be stopped, a curve whose points open runs, by mouse and by keyboard. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, open, test } from '#support/page';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

const SCRIPT = `replicarium 1
title Many reads
ends 200ms
protocol primary-backup ack=async read=nearest
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Singapore
initially x=1
link default 10ms~60ms
at 0ms Ana write x=2
every 5ms from 5ms to 95ms Bo read x
`;

async function openSweep(page: Page): Promise<void> {
  await open(page, 'lab/');
  await bench.write(page, SCRIPT);
  await bench.button(page, 'sweep.make').click();
}
const runs = (page: Page) => page.getByRole('combobox', { name: say('sweep.runs') });
const points = (page: Page) => page.locator('.curve circle');

test('the curve’s points open the runs behind them, in a tab of their own', async ({ page }) => {
  await openSweep(page);
  await runs(page).selectOption('100');
  await page.getByRole('button', { name: say('setting.ack'), exact: true }).click();
  await expect(page.getByRole('textbox', { name: say('sweep.vary') })).toHaveValue('ack=async,semi-sync,sync');
  await bench.button(page, 'sweep.start').click();
  await expect(points(page).first()).toBeVisible();
  const dialog = page.getByRole('dialog', { name: say('sweep.title') });
  for (const name of ['ack=async', 'ack=semi-sync', 'ack=sync'])
    await expect(dialog.getByRole('rowheader', { name, exact: true })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);

  await points(page).first().click();
  await expect(dialog.getByRole('status')).toContainText('ack=async');
  await bench.button(page, 'sweep.open.stale').click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('tab')).toHaveText(['A', 'B']);
  await expect.poll(() => bench.script(page)).toContain('ack=async');
  await expect(bench.chip(page, 'linearizable')).toHaveClass(/violated/);
  await page.getByRole('tab').first().click();
  await expect.poll(() => bench.script(page)).toContain('title Many reads');
});

test('all of it works by keyboard: what varies, the start, the points, the run', async ({ page }) => {
  await openSweep(page);
  await runs(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  await page.keyboard.type('read=primary,nearest');
  await page.keyboard.press('Enter');
  await expect(points(page).first()).toBeVisible();
  await page.locator('summary', { hasText: say('sweep.points') }).focus();
  await page.keyboard.press('Enter');
  const stale = page.getByRole('button', { name: /^read=nearest, from 0 ms on/ }).first();
  await bench.tabTo(page, stale);
  await page.keyboard.press('Enter');
  await bench.tabTo(page, bench.button(page, 'sweep.open.stale'));
  await page.keyboard.press('Enter');
  await expect.poll(() => bench.script(page)).toContain('read=nearest');
});

test('a long sweep shows how far it is, can be stopped, and says what it cannot vary', async ({ page }) => {
  await openSweep(page);
  await runs(page).selectOption('10000');
  await bench.button(page, 'sweep.start').click();
  const bar = page.getByRole('progressbar');
  await expect.poll(async () => Number(await bar.getAttribute('value'))).toBeGreaterThan(0);
  await bench.button(page, 'sweep.cancel').click();
  await expect(bar).toHaveCount(0);
  await expect(points(page)).toHaveCount(0);
  await page.getByRole('textbox', { name: say('sweep.vary') }).fill('ack=nonsense');
  await bench.button(page, 'sweep.start').click();
  await expect(page.getByRole('alert')).toContainText('nonsense');
});

test('fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openSweep(page);
  await runs(page).selectOption('100');
  await bench.button(page, 'sweep.start').click();
  await expect(points(page).first()).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
