/** Links of the lab: what they carry comes back whole, and one that cannot be read says so beside the default experiment. */
import { Buffer } from 'node:buffer';
import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, open, test } from '#support/page';
import { OLD_LINKS } from '#support/old-links';
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
  'a newer format': ['#3.AAAA', say('link.newer', { format: '3', known: '2' })],
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

test('what a link carries comes back in a new page: forks, script, cursor, selection and verdicts', async ({
  page,
  context,
}) => {
  await open(page, 'lab/');
  await bench.choose(page, 'ack', 'sync');
  await bench.button(page, 'fork.make').click();
  await bench.choose(page, 'ack', 'async');
  await bench.chip(page, 'linearizable').click();
  await bench.seek(page, 53);
  const link = await share(page);
  const [script, verdicts] = [await bench.script(page), await bench.verdicts(page)];
  expect(script).toContain('ack=async');

  const other = await context.newPage();
  await open(other, link);
  await expect(other.getByRole('alert')).toHaveCount(0);
  await expect.poll(() => bench.script(other)).toBe(script);
  expect(await bench.verdicts(other)).toEqual(verdicts);
  expect(await bench.timeUs(other)).toBe(53_000);
  await expect(other.getByRole('heading', { name: /Linearizable/ })).toBeVisible();
  await expect(other.getByRole('tab')).toHaveText(['A', 'B']);
  await expect(other.getByRole('tab', { name: 'B' })).toHaveAttribute('aria-selected', 'true');
  await other.getByRole('tab', { name: 'A' }).click();
  await expect.poll(() => bench.script(other)).toContain('ack=sync');
  await expect(bench.button(other, 'undo')).toBeDisabled();
});

test('the link and the script can be copied, by hand where the page may not', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, 'lab/');
  const link = await share(page);
  await bench.button(page, 'share.copy.link').click();
  await expect(page.getByText(say('share.copied.link'))).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await bench.button(page, 'share.copy.script').click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('replicarium 1\n');
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await bench.button(page, 'share.copy.link').click();
  await expect(page.getByText(say('share.copied.hand'))).toBeVisible();
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe(link);
});

test('links of earlier versions open', async ({ page }) => {
  await open(page, `lab/${OLD_LINKS.format1}`);
  await expect.poll(() => bench.script(page)).toContain('ack=async');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.goto('about:blank');
  await open(page, `lab/${OLD_LINKS.format2}`);
  await expect(page.getByRole('tab')).toHaveText(['A', 'B']);
  expect(await bench.timeUs(page)).toBe(50_000);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await open(page, `lessons/failover-split-brain-fencing/${OLD_LINKS.lesson7}`);
  await expect(page.getByText(say('lesson.progress', { step: 6, steps: 8 }))).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

/** Opens the window that shares, and reads the link in it. */
async function share(page: Page): Promise<string> {
  await bench.button(page, 'share.open').click();
  return page.getByRole('dialog').getByRole('textbox').first().inputValue();
}

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
