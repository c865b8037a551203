/** More replicas than cards: those of one place share one, and everything is still within reach. */
import { expect, open, test } from '#support/page';
import * as bench from '#support/workbench';

test('a member of a group is reached by keyboard through the menu of its group, and back', async ({ page }) => {
  const names = Array.from({ length: 30 }, (_, index) => `R${index}@${['eu', 'us', 'ap'][index % 3]}`);
  await open(page, 'lab/');
  await bench.write(
    page,
    `replicarium 1\ntitle A crowd\nends 100ms\nprotocol primary-backup\nreplicas ${names.join(' ')}\n`,
  );
  await expect(page.getByText('A crowd', { exact: true })).toBeVisible();
  const group = bench.stage(page).locator('[data-peer^="group:"]').first();
  await group.focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('dialog');
  const member = menu.getByRole('button', { name: /^R3,/ });
  await expect(member).toBeVisible();
  await member.focus();
  await page.keyboard.press('Enter');
  await expect(menu).toHaveAccessibleName('R3');
  await expect(menu.getByRole('button', { name: /^Back to / })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(member).toBeVisible();
  await member.focus();
  await page.keyboard.press('Enter');
  await menu
    .getByRole('button', { name: /^Crash the process at/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => bench.script(page)).toContain('crash R3');
});
