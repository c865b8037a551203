/** Looking inside, in the lab and in a lesson, by mouse and by keyboard: what is held, what changed, which state is lit, and the way back. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, open, test } from '#support/page';
import { lessons } from '#support/pages';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

const panel = (page: Page, name: string): Locator => page.getByRole('region', { name: say('inspect.label', { name }) });
const tab = (page: Page, id: string): Locator => page.getByRole('tab', { name: say(`inspect.tab.${id}`), exact: true });

/** Opens a thing's menu by a click on it, and looks inside. */
async function lookInside(page: Page, id: string, words: string): Promise<void> {
  const { x, y } = await bench.middle(bench.peer(bench.stage(page), id));
  await page.mouse.click(x, y);
  await page.getByRole('dialog').getByRole('button', { name: words }).click();
}

test('a click on a replica, its menu, and what it holds stands beside the stage', async ({ page }) => {
  await open(page, 'lab/');
  await page.keyboard.press('2'); // 20 ms: Frankfurt has flushed Ana's write at 13 ms.
  await lookInside(page, 'replica:Frankfurt', say('inspect.open', { name: 'Frankfurt' }));
  const inside = panel(page, 'Frankfurt');
  await expect(inside.getByRole('heading', { name: 'Frankfurt' })).toBeFocused();
  await expect(inside.getByText(say('inspect.last', { lastUs: 13_000 }))).toBeVisible();
  await expect(inside.locator('li.changed', { hasText: /^flushed/ })).toContainText('before: 0');
  await expect(inside.getByText(/^retransmit Virginia/)).toBeVisible();
  await tab(page, 'machine').click();
  await expect(inside.getByText(say('chart.state.active', { name: 'primary.replicating' }))).toBeAttached();
  await expect(inside.locator('.chip.lit')).toHaveText('flushed');

  await page.getByRole('heading', { name: 'Frankfurt' }).click(); // Off the tabs, whose arrows are their own.
  await page.keyboard.press('0');
  await expect(inside.locator('.chip.lit')).toHaveCount(0);
  await expect(inside.locator('.flash .wire').first()).toBeAttached();
  await bench.button(page, 'inspect.close').click();
  await expect(inside).toBeHidden();
});

test('the keyboard opens it, follows what is selected, steps, turns to the statechart, and comes back', async ({
  page,
}) => {
  await open(page, 'lab/');
  await page.keyboard.press('2');
  const stage = bench.stage(page);
  await bench.arrowTo(page, stage, 'replica:Virginia');
  await page.keyboard.press('i');
  await expect(panel(page, 'Virginia').getByRole('heading', { name: 'Virginia' })).toBeFocused();
  const before = await panel(page, 'Virginia').innerText();
  await page.keyboard.press('3');
  await expect.poll(() => panel(page, 'Virginia').innerText()).not.toBe(before);

  await bench.tabTo(page, tab(page, 'holds'));
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'machine')).toBeFocused();
  await expect(panel(page, 'Virginia').getByText(say('chart.state.active', { name: 'backup.inSync' }))).toBeAttached();

  await page.keyboard.press('Escape');
  await expect(panel(page, 'Virginia')).toBeHidden();
  await expect(bench.peer(stage, 'replica:Virginia')).toBeFocused();
  await page.keyboard.press('i');
  await bench.arrowTo(page, stage, 'client:Ana');
  await expect(panel(page, 'Ana')).toBeVisible();
});

test('a message says what it carries, where it was, and why it waits', async ({ page }) => {
  await open(page, 'lab/');
  await page.keyboard.press('5'); // 50 ms: the copy to Singapore has been held since 19.6 ms.
  const copy = 'message:copy(Ana.1) Frankfurt→Singapore';
  await bench.arrowTo(page, bench.stage(page), copy);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: say('inspect.open.message') }).press('Enter');
  const inside = page.locator('.inspector');
  await expect(inside.getByText(/the link is cut since 10\sms/)).toBeVisible();
  await expect(inside.getByText(/operation: Ana\.1, key: x, value: 2/)).toBeVisible();
  await expect(inside.locator('ol li')).toHaveCount(2);
  await tab(page, 'machine').click();
  await expect(inside.getByText(say('chart.state.active', { name: 'held' }))).toBeAttached();
  await expect(inside.locator('.row.lit')).toContainText('[isAtRift]');
  await tab(page, 'carries').click();
  await inside.locator('ol li button').first().click();
  expect(await bench.timeUs(page)).toBe(13_000);
  await expect(inside.locator('ol li')).toHaveCount(1);
});

test('a crash says what it took', async ({ page }) => {
  await open(page, 'lab/');
  await page.keyboard.press('5');
  await lookInside(page, 'replica:Virginia', say('inspect.open', { name: 'Virginia' }));
  const { x, y } = await bench.middle(bench.peer(bench.stage(page), 'replica:Virginia'));
  await page.mouse.click(x, y);
  await page.getByRole('button', { name: say('gesture.crash.disk', { atUs: 50_000 }) }).click();
  await expect(panel(page, 'Virginia').getByText(say('inspect.lost.disk'))).toBeVisible();
  await expect(panel(page, 'Virginia').getByText(say('inspect.lost.memory'))).toBeVisible();
  await tab(page, 'machine').click();
  await expect(panel(page, 'Virginia').getByText(say('chart.idle'))).toBeVisible();
});

test('a lesson looks inside as well, by key and by menu', async ({ page }) => {
  await open(page, lessons[0]!);
  await page.keyboard.press('i');
  const inside = page.locator('.inspector');
  await expect(inside.getByRole('heading').first()).toBeFocused();
  await page.keyboard.press('i');
  await expect(inside).toBeHidden();
  const replica = bench.stage(page).locator('[data-peer^="replica:"]').last();
  const name = ((await replica.getAttribute('data-peer')) ?? '').slice('replica:'.length);
  await replica.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: say('inspect.open', { name }) }).press('Enter');
  await expect(panel(page, name)).toBeVisible();
});

for (const theme of ['light', 'dark', 'projector'])
  for (const width of [1440, 360])
    test(`axe finds nothing inside: ${theme}, ${width}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 760 });
      await page.addInitScript((chosen) => localStorage.setItem('replicarium:/some/where/:theme', chosen), theme);
      await open(page, 'lab/');
      await page.keyboard.press('2');
      await page.keyboard.press('i');
      for (const id of ['holds', 'machine']) {
        await tab(page, id).click();
        await page.waitForTimeout(700); // Until the flash is over: a colour on its way is none to judge.
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
          [],
        );
      }
    });
