/** Designs side by side: one cursor, what clients were told, the first difference, and the link that brings it all back. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, open, test } from '#support/page';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

const columns = (page: Page) => page.locator('main .columns > section');
const cells = (page: Page, row: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: row }) })
    .getByRole('cell');

/** The example of the lost disk, as one chooses it. */
async function openDisk(page: Page): Promise<void> {
  await open(page, 'compare/');
  await page.getByRole('combobox', { name: say('compare.open') }).selectOption('disk');
  await expect(page.getByText('One lost disk, three promises')).toBeVisible();
}

async function expectOpenToEveryone(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

test('opens with one cart under last write wins, siblings and a map that merges: what each drops is counted', async ({
  page,
}) => {
  await open(page, 'compare/');
  await expect(columns(page)).toHaveCount(3);
  await expect(cells(page, say('compare.dropped'))).toHaveText(['1', '0', '0']);
});

test('one lost disk under three rules: stages on one cursor, a table of what was told and lost', async ({ page }) => {
  await openDisk(page);
  await expect(columns(page)).toHaveCount(3);
  await expect(cells(page, say('compare.missing'))).toHaveText(['1', '0', '0']);
  const parts = page.getByRole('status').filter({ hasText: say('compare.parts') });
  await parts.getByRole('button').click();
  expect(await bench.timeUs(page)).toBe(3_000);
  await page.keyboard.press('4');
  for (const column of await columns(page).all())
    await expect(column.locator('[data-peer="replica:Frankfurt"]')).toHaveAccessibleName(/down/);
  await expectOpenToEveryone(page);
});

test('designs are chosen by mouse and keyboard, added and taken away', async ({ page }) => {
  await openDisk(page);
  const first = columns(page).first();
  await first
    .getByRole('radiogroup', { name: say('setting.ack') })
    .getByText(say('setting.ack.sync'), { exact: true })
    .click();
  await expect(cells(page, say('compare.missing'))).toHaveText(['0', '0', '0']);
  await expect(first.getByRole('heading')).toContainText('ack=sync');
  await bench.tabTo(page, page.getByRole('button', { name: say('compare.remove', { letter: 'C' }) }));
  await page.keyboard.press('Enter');
  await expect(columns(page)).toHaveCount(2);
  await expect(page.getByRole('button', { name: say('compare.remove', { letter: 'A' }) })).toHaveCount(0);
  await bench.tabTo(page, bench.button(page, 'compare.add'));
  await page.keyboard.press('Enter');
  await expect(columns(page)).toHaveCount(3);
  await bench.button(page, 'compare.reseed').click();
  await expect(page.getByText(say('compare.seed', { seed: '8' }))).toBeVisible();
  await bench.button(page, 'reset').click();
  await expect(page.getByText(say('compare.seed', { seed: '7' }))).toBeVisible();
  await expect(cells(page, say('compare.missing'))).toHaveText(['1', '0', '0']);
});

test('the address carries the comparison, and a column opens in the lab', async ({ page }) => {
  await openDisk(page);
  await page.waitForURL(/#2\./);
  const before = page.url();
  await columns(page)
    .first()
    .getByRole('radiogroup', { name: say('setting.ack') })
    .getByText(say('setting.ack.sync'), { exact: true })
    .click();
  await expect.poll(() => page.url()).not.toBe(before);
  const url = page.url();
  await page.goto('about:blank');
  await page.goto(url);
  await page.locator('html[data-hydrated]').waitFor();
  await expect(columns(page).first().getByRole('heading')).toContainText('ack=sync');
  await expect(cells(page, say('compare.missing'))).toHaveText(['0', '0', '0']);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await columns(page)
    .nth(1)
    .getByRole('button', { name: say('compare.lab') })
    .click();
  await page.waitForURL(/lab\/#2\./);
  await expect.poll(() => bench.script(page)).toContain('ack=semi-sync');
});

test('the lab’s tabs go side by side; one run alone gets its rivals', async ({ page }) => {
  await open(page, 'lab/');
  await bench.button(page, 'fork.make').click();
  await bench.choose(page, 'ack', 'sync');
  await bench.button(page, 'compare.side').click();
  await page.waitForURL(/compare\/#2\./);
  await expect(columns(page)).toHaveCount(2);
  await expect(columns(page).nth(1).getByRole('heading')).toContainText('ack=sync');
});

test('an experiment is opened under the values of its first setting', async ({ page }) => {
  await openDisk(page);
  await page
    .getByRole('combobox', { name: say('compare.open') })
    .selectOption('/src/protocols/primary-backup/golden/stale-read.txt');
  await expect(page.getByText(say('compare.seed', { seed: '1' }))).toBeVisible();
  await expect(columns(page)).toHaveCount(3);
});

test('is stacked on a phone, and a damaged link says so', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, 'compare/#2.nonsense');
  await expect(page.getByRole('alert')).toContainText(say('link.damaged'));
  const [one, two] = await Promise.all([0, 1].map((at) => columns(page).nth(at).boundingBox()));
  expect(two!.y).toBeGreaterThan(one!.y + one!.height - 1);
  await expectOpenToEveryone(page);
});
