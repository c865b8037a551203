/** Links of the lab: what they carry comes back whole, and one that cannot be read says so beside the default experiment. */
import { Buffer } from 'node:buffer';
import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, open, test } from '#support/page';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

/** A link's fragment around this text, as the page itself would make it. */
const linkOf = (text: string): string => `#1.${deflateRawSync(Buffer.from(text)).toString('base64url')}`;

const HEAD = '0123456789abcdef 1\n';
const DAMAGED = say('link.damaged');

/** Ten ways to be wrong, each with what the page says. */
const BAD: Readonly<Record<string, readonly [fragment: string, notice: string]>> = {
  'no format': ['#nonsense', DAMAGED],
  'a word for a format': ['#one.AAAA', DAMAGED],
  'a newer format': ['#2.AAAA', say('link.newer', { format: '2', known: '1' })],
  'nothing in it': ['#1.', DAMAGED],
  'letters that base64url does not have': ['#1.a+b/c=', DAMAGED],
  'bytes that do not inflate': ['#1._____w', DAMAGED],
  'a tail that was cut off': [linkOf(`${HEAD}replicarium 1\nends 10ms\n`).slice(0, -6), DAMAGED],
  'no hash before the script': [linkOf('replicarium 1\nends 10ms\n'), DAMAGED],
  'bytes that are no text': [
    `#1.${deflateRawSync(Buffer.from([0xff, 0xfe, 0xc0, 0x80])).toString('base64url')}`,
    DAMAGED,
  ],
  'far more than a script may have': [
    linkOf('x'.repeat(50_000_000)),
    say('link.large', { limit: 20_000 }).replace(/[\d,]+.*/, ''),
  ],
  'a script that does not run': [linkOf(`${HEAD}replicarium 1\nnonsense\n`), say('link.script')],
};

test('a link that cannot be read says so beside the default experiment', async ({ page }) => {
  for (const [name, [fragment, notice]] of Object.entries(BAD)) {
    await test.step(name, async () => {
      await page.goto('about:blank'); // So that each is the first that its page sees.
      await open(page, `lab/${fragment}`);
      await expect(page.getByRole('alert').filter({ hasText: notice })).toBeVisible();
      await expect(bench.peer(bench.stage(page), 'replica:Frankfurt')).toBeAttached();
      await expect(page.locator('header').getByText('A cut before the read')).toBeVisible();
      await page
        .getByRole('alert')
        .getByRole('button', { name: say('close') })
        .click();
      await expect(page.getByText(notice)).toHaveCount(0);
    });
  }
});

test('what a link carries comes back in a new page: script and verdicts', async ({ page, context }) => {
  await open(page, 'lab/');
  await bench.choose(page, 'ack', 'sync');
  await bench.seek(page, 20);
  await page.keyboard.press('Home');
  await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/^#1\./);
  const link = page.url();
  const [script, verdicts] = [await bench.script(page), await bench.verdicts(page)];
  expect(script).toContain('ack=sync');

  const other = await context.newPage();
  await open(other, link);
  await expect(other.getByRole('alert')).toHaveCount(0);
  await expect.poll(() => bench.script(other)).toBe(script);
  expect(await bench.verdicts(other)).toEqual(verdicts);
});

test('a run that differs from what the sender saw says so', async ({ page }) => {
  await openWith(page, linkOf(`${HEAD}${SMALL}`));
  await expect(page.getByRole('alert')).toContainText(say('link.behaviour'));
  expect(await bench.script(page)).toContain('title Small');
});

test('another link in the address of an open page opens', async ({ page }) => {
  await open(page, 'lab/');
  await page.evaluate((fragment) => (location.hash = fragment), linkOf(`${HEAD}${SMALL}`));
  await expect.poll(() => bench.script(page)).toContain('title Small');
});

test('the way past the header is no link to an experiment', async ({ page }) => {
  await open(page, 'lab/');
  await bench.tabTo(page, page.getByRole('link', { name: say('skip') }));
  await page.keyboard.press('Enter');
  await page.reload();
  await page.locator('html[data-hydrated]').waitFor();
  await expect(page.locator('.cm-line').first()).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

const SMALL = `replicarium 1
title Small
seed 1
ends 50ms
protocol primary-backup ack=async
replicas Frankfurt Virginia
clients Ana@Frankfurt
at 0ms Ana write x=1
`;

async function openWith(page: Page, fragment: string): Promise<void> {
  await open(page, `lab/${fragment}`);
  await expect(page.locator('.cm-line').first()).toBeVisible();
}
