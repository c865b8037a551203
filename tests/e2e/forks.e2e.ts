/** What if: a second run beside the first, the moment at which they part, and the way back. */
import { expect, open, test } from '#support/page';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

test('a fork goes its own way, names the first difference, and leaves the first run as it was', async ({ page }) => {
  await open(page, 'lab/');
  await bench.button(page, 'fork.make').click();
  const tabs = page.getByRole('tab');
  await expect(tabs).toHaveText(['A', 'B']);
  await expect(tabs.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText(say('fork.same', { other: 'A' }))).toBeVisible();

  await bench.choose(page, 'ack', 'sync');
  const parting = page.getByRole('status').filter({ hasText: say('fork.difference', { other: 'A' }) });
  await expect(parting).toContainText('32 ms');
  await parting.getByRole('button').click();
  expect(await bench.timeUs(page)).toBe(32_000);

  await tabs.nth(0).click();
  await expect.poll(() => bench.script(page)).toContain('ack=semi-sync');
  expect(await bench.timeUs(page)).toBe(32_000);
  await tabs.nth(1).click();
  await expect.poll(() => bench.script(page)).toContain('ack=sync');
  await bench.button(page, 'undo').click();
  await expect(page.getByText(say('fork.same', { other: 'A' }))).toBeVisible();
});

test('tabs are walked with the arrows, renamed and closed with the keyboard', async ({ page }) => {
  await open(page, 'lab/');
  await bench.button(page, 'fork.make').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'B' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('tab', { name: 'A' })).toBeFocused();
  await expect(page.getByRole('tab', { name: 'A' })).toHaveAttribute('aria-selected', 'true');

  await bench.button(page, 'fork.rename').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('as it was');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'as it was' })).toBeVisible();
  await page.getByRole('button', { name: say('fork.close', { name: 'as it was' }) }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab')).toHaveText(['B']);
  await page.getByRole('button', { name: say('fork.reopen', { name: 'as it was' }) }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab')).toHaveText(['as it was', 'B']);
});

test('a tab that parts from the first is compared with it as it is', async ({ page }) => {
  await open(page, 'lab/');
  await bench.button(page, 'fork.make').click();
  await bench.choose(page, 'ack', 'sync');
  await bench.button(page, 'compare.side').click();
  await expect(page).toHaveURL(/compare\/#/);
  await expect(page.getByRole('region', { name: /Stage/ })).toHaveCount(2);
  await expect(page.getByText(say('link.behaviour'))).toHaveCount(0);
});
