/** Nothing leaves the origin, and nothing but the site's own files is let in. Every other browser test watches the network as well (`#support/page`). */
import { expect, open, test } from '#support/page';
import { pages } from '#support/pages';
import * as bench from '#support/workbench';

const POLICY: Readonly<Record<string, string>> = {
  'default-src': "'self'",
  'connect-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'self'",
};

test('every page carries the policy', async ({ page }) => {
  for (const path of pages) {
    await page.goto(path);
    const content = (await page.locator('meta[http-equiv="content-security-policy" i]').getAttribute('content')) ?? '';
    const directives = new Map(
      content
        .split(';')
        .map((directive) => [directive.trim().split(' ')[0]!, directive.trim().split(' ').slice(1).join(' ')]),
    );
    for (const [name, value] of Object.entries(POLICY)) expect(directives.get(name), `${path}: ${name}`).toBe(value);
    expect(directives.get('script-src'), path).not.toMatch(/unsafe|https?:|\*/);
  }
});

test('the policy stops a request to another origin', async ({ page, complaints }) => {
  await open(page, '');
  const outcome = await page.evaluate(() =>
    fetch('https://example.com/').then(
      () => 'let through',
      () => 'stopped',
    ),
  );
  expect(outcome).toBe('stopped');
  expect(complaints.splice(0).join()).toContain('Content Security Policy');
});

test('a page that stands needs no network: runs and verdicts are computed in it', async ({ page, context }) => {
  await open(page, 'lab/');
  await expect(page.locator('.cm-line').first()).toBeVisible();
  await context.setOffline(true);
  const before = await bench.verdicts(page);
  await bench.choose(page, 'ack', 'sync');
  await bench.choose(page, 'read', 'primary');
  await expect.poll(() => bench.verdicts(page)).not.toEqual(before);
});
