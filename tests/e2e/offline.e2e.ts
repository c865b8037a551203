/** After the first visit everything works without a network, beside a second copy on the same origin; an update waits until it is let in. */
import { expect, test, type Page } from '@playwright/test';
import { open } from '#support/page';
import { pages } from '#support/pages';
import { serveCopies, type Copies } from '#support/two-copies';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

const BASES = ['/one/', '/two/copies/'] as const;

test.use({ serviceWorkers: 'allow' });
test.describe.configure({ mode: 'serial' });

let copies: Copies;
test.beforeAll(async () => {
  copies = await serveCopies(BASES);
});
test.afterAll(() => copies.close());

/** Opens a copy's page, and waits until its worker answers for it. */
async function visit(page: Page, base: string): Promise<void> {
  await open(page, `${copies.origin}${base}`);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
  });
}

test('every page opens without a network, and a lesson, the lab and a page that is none work', async ({
  page,
  context,
}) => {
  await visit(page, BASES[1]);
  await context.setOffline(true);
  for (const path of pages) {
    await open(page, `${copies.origin}${BASES[1]}${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  }
  await open(page, `${copies.origin}${BASES[1]}`);
  await page.getByRole('link', { name: say('lessons.title'), exact: true }).click();
  await page.getByRole('link', { name: /One value/ }).click();
  await page.getByRole('button', { name: new RegExp(`^${say('lesson.next')} `) }).click();
  await expect(page.getByText(say('lesson.progress', { step: 2, steps: 8 }))).toBeVisible();
  await open(page, `${copies.origin}${BASES[1]}lab/`);
  await bench.choose(page, 'ack', 'sync');
  await expect.poll(() => bench.script(page)).toContain('ack=sync');
  await page.goto(`${copies.origin}${BASES[1]}no/such/page`);
  await expect(page.getByRole('heading', { name: 'No replica has this page.' })).toBeVisible();
});

test('two copies on one origin keep their caches and their progress apart', async ({ page }) => {
  await visit(page, BASES[0]);
  await visit(page, BASES[1]);
  const names = await page.evaluate(() => caches.keys());
  for (const base of BASES) expect(names.filter((name) => name.startsWith(`replicarium:${base}:`))).toHaveLength(1);
  await open(page, `${copies.origin}${BASES[0]}lessons/one-value-three-copies/`);
  await page.getByRole('button', { name: new RegExp(`^${say('lesson.next')} `) }).click();
  const kept = await page.evaluate(() => Object.keys(localStorage));
  expect(kept).toContain(`replicarium:${BASES[0]}:progress`);
  expect(kept).not.toContain(`replicarium:${BASES[1]}:progress`);
});

test('an update announces itself, waits, and loses no work', async ({ page }) => {
  await visit(page, BASES[0]);
  await open(page, `${copies.origin}${BASES[0]}lessons/one-value-three-copies/`);
  await page.getByRole('button', { name: new RegExp(`^${say('lesson.next')} `) }).click();
  copies.publish();
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(page.getByText(say('offline.update'))).toBeVisible();
  await expect(page.getByText(say('lesson.progress', { step: 2, steps: 8 }))).toBeVisible();
  await bench.button(page, 'offline.reload').click();
  await expect(page.getByText(say('progress.resumed', { step: 2 }))).toBeVisible();
  await expect(page.getByText(say('offline.update'))).toHaveCount(0);
});

test('a page that is none leads home, at any depth', async ({ page }) => {
  for (const path of ['nothing', 'lessons/no-such/at/all']) {
    const response = await page.goto(`${copies.origin}${BASES[1]}${path}`);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole('link')).toHaveAttribute('href', BASES[1]);
  }
});
