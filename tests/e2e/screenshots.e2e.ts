/** Pictures of fixed instants, to be looked at in a diff, and those that the README shows: `npm run screenshots` takes them anew. */
import type { Page } from '@playwright/test';
import { expect, open, test } from '#support/page';
import { lessons } from '#support/pages';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

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

/** Small, and what a reader of the README should see first. */
const SHOWN: Readonly<Record<string, { theme: string; scene: (page: Page) => Promise<void> }>> = {
  'stale-read': { theme: 'light', scene: SCENES['lab']! },
  'split-brain': {
    theme: 'dark',
    scene: async (page) => {
      await open(page, 'lab/');
      const file = '/src/protocols/primary-backup/golden/failover-split-brain.txt';
      await page.getByRole('combobox', { name: say('lab.open') }).selectOption(file);
      await expect.poll(() => bench.script(page)).toContain('failover');
      await page.keyboard.press('4');
    },
  },
  compare: {
    theme: 'light',
    scene: async (page) => {
      await open(page, 'compare/');
      await page.keyboard.press('7');
    },
  },
};

async function keep(page: Page, theme: string, scene: (page: Page) => Promise<void>, file: string[]): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript((chosen) => localStorage.setItem('replicarium:/some/where/:theme', chosen), theme);
  await scene(page);
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await expect(page).toHaveScreenshot(file, { maxDiffPixelRatio: 0.02, animations: 'disabled' });
}

for (const [name, { theme, scene }] of Object.entries(SHOWN))
  test(`the README's ${name}`, { tag: ['@screenshots', '@all'] }, async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await keep(page, theme, scene, ['static', 'pictures', `${name}.png`]);
  });

for (const [name, scene] of Object.entries(SCENES)) {
  for (const theme of ['light', 'dark', 'projector']) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      test(`${name}, ${theme}, ${size}`, { tag: ['@screenshots', '@all'] }, async ({ page }) => {
        await page.setViewportSize(viewport);
        await keep(page, theme, scene, ['tests', 'screenshots', `${name}-${theme}-${size}.png`]);
      });
    }
  }
}
