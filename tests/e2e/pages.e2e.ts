/** Touches every page that was built, in each theme: it comes alive, complains of nothing, asks no one else, and axe finds nothing. */
import { env } from 'node:process';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, open, test } from '#support/page';
import { lessons, pages, touched } from '#support/pages';
import * as bench from '#support/workbench';

test('there are pages to touch', () => {
  expect(pages).toContain('');
  expect(lessons.length).toBeGreaterThan(0);
});

/** One theme by default: the others are walked with every state by a11y.e2e.ts, and here when all is asked for. */
const THEMES = env['E2E'] === 'all' ? ['light', 'dark', 'projector'] : ['light'];

for (const path of touched) {
  test.describe(`/${path}`, () => {
    test('is whole and open to everyone in its themes', async ({ page }) => {
      for (const theme of THEMES) {
        await open(page, path);
        await page.evaluate((chosen) => localStorage.setItem('replicarium:/some/where/:theme', chosen), theme);
        await open(page, path);
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
        await expect(page).toHaveTitle(/Replicarium/);
        await expect(page.locator('h1')).toHaveCount(1);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
      }
    });

    test('opens by its file name too, as from a zip or a learning platform', async ({ page }) => {
      await open(page, `${path}index.html`);
      const heading = await page.locator('h1').textContent();
      await open(page, path);
      await expect(page.locator('h1')).toHaveText(heading ?? '');
    });

    test('fits a phone without scrolling sideways', async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await open(page, path);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  });
}

for (const path of ['', 'lessons/quorums/'])
  for (const width of [1280, 360])
    test(`/${path} judges its run once it stands, in the room that was left for that, ${width} wide`, async ({
      page,
      browser,
      baseURL,
    }) => {
      const viewport = { width, height: 740 };
      const unscripted = await browser.newPage({ javaScriptEnabled: false, viewport, baseURL: baseURL! });
      await unscripted.goto(path);
      const before = unscripted.locator('.strip');
      const roomOf = async (strip: Locator) => (await strip.locator('..').boundingBox())!.height;
      await expect(before.getByRole('status')).toHaveText(bench.say('strip.checking'));
      await expect(before.getByRole('button')).toHaveCount(0);
      await page.setViewportSize(viewport);
      await open(page, path);
      const after = page.locator('.strip');
      await expect(after.getByRole('button').first()).toBeVisible();
      await expect(after.getByText(bench.say('strip.checking'))).toHaveCount(0);
      expect(await roomOf(before)).toBe(await roomOf(after));
      await unscripted.close();
    });

for (const width of [1280, 360])
  test(`pages that are worked in lead to all others by a menu, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    const menu = bench.button(page, width < 720 ? 'menu' : 'nav.label');
    const places = page.getByRole('navigation', { name: bench.say('nav.label'), exact: true });
    for (const path of ['lab/', 'compare/', lessons[0]!]) {
      await open(page, path);
      await expect(places).toBeHidden();
      await menu.click();
      await expect(places.getByRole('link')).toHaveText(
        ['lessons', 'lab', 'compare', 'glossary', 'teach'].map((place) => bench.say(`${place}.title`)),
      );
      await page.keyboard.press('Escape');
      await expect(places).toBeHidden();
      await expect(menu).toBeFocused();
      await page.keyboard.press('Enter');
      await places.getByRole('link', { name: bench.say('glossary.title'), exact: true }).click();
      await expect(page.locator('h1')).toHaveText(bench.say('glossary.title'));
    }
  });

test('follows the system where the reader chose no theme', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, '');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('comes alive where storage is blocked', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await open(page, '');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('the policy lets no inline script run', async ({ page, complaints }) => {
  await open(page, '');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.documentElement.dataset.intruder = "true"';
    document.body.append(script);
  });
  await expect(page.locator('html[data-intruder]')).toHaveCount(0);
  expect(complaints.splice(0).join()).toContain('Content Security Policy');
});
