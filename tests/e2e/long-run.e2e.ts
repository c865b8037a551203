/** Runs that are too long for the page's thread come from a worker: whole, with their verdicts, and called off by the next edit. */
import { expect, open, test } from '#support/page';
import * as bench from '#support/workbench';

const LONG = `replicarium 1
ends 4s
protocol primary-backup read=nearest
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Singapore
every 4ms from 0ms to 3s Ana write x
every 5ms from 1ms to 3s Bo read x
`;

test('a long run is computed and judged whole', async ({ page }) => {
  await open(page, 'lab/');
  await bench.write(page, LONG);
  await expect(page.getByText(bench.say('verdict.computing'))).toHaveCount(0, { timeout: 20_000 });
  await expect(page.getByText('Checking the whole run')).toHaveCount(0, { timeout: 20_000 });
  // Only the whole run settles: in its beginning operations are still open.
  await expect(bench.chip(page, 'converges')).toHaveClass(/holds/, { timeout: 20_000 });
});

test('a long run can be looked into: a worker watches it once more', { tag: '@all' }, async ({ page }) => {
  await open(page, 'lab/');
  await bench.write(page, LONG);
  await expect(bench.chip(page, 'converges')).toHaveClass(/holds/, { timeout: 20_000 });
  await bench.chip(page, 'converges').focus(); // Out of the script, where a key is a letter.
  await page.keyboard.press('End');
  await page.keyboard.press('i');
  const inside = page.getByRole('region', { name: bench.say('inspect.label', { name: 'Frankfurt' }) });
  await expect(inside.getByText('751 entries').first()).toBeVisible({ timeout: 20_000 });
  await page.getByRole('tab', { name: bench.say('inspect.tab.machine') }).click();
  await expect(inside.locator('.chip.lit, .row.lit').first()).toBeAttached();
});
