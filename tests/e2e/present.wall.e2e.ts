/** The wall that the room looks at: light, zoom, pen and look, from small to huge, without a pointer, and open to everyone. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, open, test } from '#support/page';
import { lessons } from '#support/pages';
import { consoleOf, expectSame, keepPicture, openRoom, overflowing } from '#support/talk-windows';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

const SLUG = lessons[0]!.split('/')[1]!;

const button = (page: Page, id: string) => page.getByRole('button', { name: say(id), exact: true });

test('light, zoom, pen and look reach the wall, and leave it by Escape', async ({ page }) => {
  await open(page, consoleOf(SLUG));
  const room = await openRoom(page, SLUG);
  await bench.arrowTo(page, bench.stage(page).first(), 'replica:Singapore');
  await page.keyboard.press('l');
  await expect(room.locator('.light')).toBeVisible();
  await page.keyboard.press('z');
  await button(page, 'present.look').click();
  await expect(room.locator('.room')).toHaveAttribute('data-theme', 'dark');
  await button(page, 'present.ink').click();
  const box = (await page.locator('.pad').boundingBox())!;
  await bench.drag(page, { x: box.x + 60, y: box.y + 60 }, { x: box.x + 260, y: box.y + 160 });
  await expect(room.locator('polyline')).toHaveCount(1);
  await expectSame(page, room);
  await keepPicture(room, 'light-zoom-pen');
  await expect(room.locator('polyline')).toHaveCount(0, { timeout: 12_000 }); // It fades by itself.
  for (let times = 0; times < 4; times += 1) await page.keyboard.press('Escape');
  await expect(room.locator('.light')).toHaveCount(0);
  await expectSame(page, room);
});

for (const [width, height] of [
  [1024, 768],
  [3840, 2160],
] as const) {
  test(`the wall is right at ${width} × ${height}`, { tag: width === 1024 ? [] : '@all' }, async ({ page }) => {
    await open(page, consoleOf(SLUG));
    const room = await openRoom(page, SLUG);
    await room.setViewportSize({ width, height });
    for (const stop of ['meet/open', 'predict/answer', 'late/moment 4', 'free/play', 'keep/open']) {
      await page.locator(`nav [data-stop="${stop}"]`).click();
      await expectSame(page, room);
      expect(await overflowing(room)).toEqual([]);
      await keepPicture(room, `${width}-${stop.replace(/\W/g, '-')}`);
    }
    const size = await room.locator('.room .title').evaluate((title) => parseFloat(getComputedStyle(title).fontSize));
    expect(size).toBeGreaterThanOrEqual(width / 36);
  });
}

test('axe finds nothing in the console and in the room, in any theme', async ({ page }) => {
  test.slow();
  const room = await openRoom(page, SLUG);
  for (const theme of ['light', 'dark', 'projector']) {
    await page.addInitScript((chosen) => localStorage.setItem('replicarium:/some/where/:theme', chosen), theme);
    await open(page, consoleOf(SLUG));
    await page.locator('nav [data-stop="predict/vote"]').click();
    await expectSame(page, room);
    for (const window of [page, room]) {
      const { violations } = await new AxeBuilder({ page: window }).analyze();
      expect(violations.map(({ id, nodes }) => `${theme}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
    }
    await button(page, 'present.look').click();
  }
});

test('the room’s pointer hides when nobody moves it', async ({ page }) => {
  await open(page, consoleOf(SLUG));
  const room = await openRoom(page, SLUG);
  await room.bringToFront();
  await room.mouse.move(300, 300);
  await expect(room.locator('main')).toHaveCSS('cursor', 'none', { timeout: 5_000 });
  await room.mouse.move(320, 300);
  await expect(room.locator('main')).not.toHaveCSS('cursor', 'none');
});
