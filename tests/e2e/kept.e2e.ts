/** Nothing that was made in the lab is lost: text that does not run, a drag or a tool that is given up, the place in the run. */
import { expect, open, test } from '#support/page';
import * as bench from '#support/workbench';

test('text that did not run gives way to a gesture, and can be brought back', async ({ page }) => {
  await open(page, 'lab/');
  const broken = `${await bench.script(page)}\nat 30ms Bo rea`;
  await bench.write(page, broken);
  await expect(page.getByRole('alert').first()).toBeVisible();
  await bench.choose(page, 'ack', 'sync');
  await expect.poll(() => bench.script(page)).not.toContain('Bo rea\n');
  await bench.button(page, 'lab.aside.back').click();
  await expect.poll(() => bench.script(page)).toContain('at 30ms Bo rea');
  await expect(bench.button(page, 'lab.aside.back')).toHaveCount(0);
});

test('Escape gives up a drag, and puts a tool down', async ({ page }) => {
  await open(page, 'lab/');
  const script = await bench.script(page);
  const { x, y } = await bench.middle(bench.peer(bench.diagram(page), 'message:copy(Ana.1) Frankfurt→Virginia'));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y, { steps: 4 });
  await expect(page.getByText(/ arrives at /)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await bench.script(page)).toBe(script);

  const cut = bench.button(page, 'tool.cut');
  await cut.click();
  await expect(cut).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(cut).toHaveAttribute('aria-pressed', 'false');
});

test('the address follows the place in a run that was changed, and what is selected', async ({ page }) => {
  await open(page, 'lab/');
  await bench.choose(page, 'ack', 'sync');
  await expect(page).toHaveURL(/#2\./);
  const first = page.url();
  await bench.seek(page, 31);
  await expect.poll(() => page.url()).not.toBe(first);
  await page.reload();
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
  await expect.poll(() => bench.timeUs(page)).toBe(31_000);
});
