/** Pictures of fixed instants, to be looked at in a diff: `npm run screenshots` takes them anew. */
import type { Page } from '@playwright/test';
import { expect, open, test } from '#support/page';
import { lessons } from '#support/pages';
import * as bench from '#support/workbench';

const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } } as const;

const SCENES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  lab: async (page) => {
    await open(page, 'lab/');
    await expect(page.locator('.cm-line').first()).toBeVisible();
    await bench.seek(page, 53);
    await bench.chip(page, 'linearizable').click();
  },
  lesson: async (page) => {
    await open(page, lessons[0]!);
    await bench.seek(page, 60);
  },
};

for (const [name, scene] of Object.entries(SCENES)) {
  for (const theme of ['light', 'dark', 'projector']) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      test(`${name}, ${theme}, ${size}`, { tag: ['@screenshots', '@all'] }, async ({ page }) => {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ reducedMotion: 'reduce' });
        await page.addInitScript((chosen) => localStorage.setItem('replicarium:/some/where/:theme', chosen), theme);
        await scene(page);
        await page.evaluate(() => document.fonts.ready);
        await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
        await expect(page).toHaveScreenshot(`${name}-${theme}-${size}.png`, {
          maxDiffPixelRatio: 0.02,
          animations: 'disabled',
        });
      });
    }
  }
}
