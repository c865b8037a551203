/** Bad links and bad scripts through the page itself: always a clear error, never a blank page. Far more of them go through the parsers alone (`fuzz.laws.test.ts`). */
import { Buffer } from 'node:buffer';
import { env } from 'node:process';
import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import fc from 'fast-check';
import { WELCOME } from '#player/welcome';
import { expect, open, test } from '#support/page';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

/** Of each kind; `npm run e2e:all` runs them all. */
const COUNT = env['E2E'] === 'all' ? 100 : 15;
const SEED = 4_711;

const HEAD = '0123456789abcdef 1\n';
const letters = fc.constantFrom(...'ABCXYZabcxyz0189-_.~#%+/= é');
const pack = (bytes: Uint8Array): string => deflateRawSync(bytes).toString('base64url');
const WHOLE = pack(Buffer.from(HEAD + WELCOME));

/** A text with a piece cut out of it, or replaced. */
const damaged = (text: string, by: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(text.length - 1), fc.nat(12), by)
    .map(([at, length, piece]) => text.slice(0, at) + piece + text.slice(at + length));

const badLinks = fc.oneof(
  damaged(WHOLE, fc.string({ unit: letters, maxLength: 6 })).map((text) => `1.${text}`),
  fc.string({ unit: letters, minLength: 1, maxLength: 40 }),
  fc.uint8Array({ minLength: 1, maxLength: 80 }).map((bytes) => `1.${pack(bytes)}`),
  fc.nat(99).map((format) => `${format + 2}.${WHOLE}`),
);

const words = fc.constantFrom(
  '',
  ' ',
  '#',
  '"',
  'at',
  'ends',
  '-1ms',
  '1e9',
  '99999999999d',
  '=',
  '|',
  '->',
  'Ana',
  'Nobody',
  '__proto__',
  '\u0000',
  '🙂',
  'cut',
  'crash',
  'every 1us',
  '\n',
);
const badScripts = fc.oneof(
  damaged(WELCOME, words),
  fc.array(words, { maxLength: 30 }).map((all) => all.join(' ')),
  fc.shuffledSubarray(WELCOME.split('\n')).map((lines) => lines.join('\n')),
);

const sample = (arbitrary: fc.Arbitrary<string>): string[] => fc.sample(arbitrary, { seed: SEED, numRuns: COUNT });

/** The page stands: its heading, its replicas, its controls. */
async function expectWhole(page: Page): Promise<void> {
  const seen = await page.evaluate(() => [
    document.querySelectorAll('h1').length,
    document.querySelectorAll('canvas').length,
    Number(document.querySelectorAll('[data-peer^="replica:"]').length > 0),
    Number(document.querySelectorAll('.strip button').length > 0),
  ]);
  expect(seen).toEqual([1, 2, 1, 1]);
}

/** Words that somebody chose, not what a program spills. */
function expectClear(texts: readonly string[]): void {
  for (const text of texts) expect(text).not.toMatch(/undefined|\[object|NaN|null\b|Error:| {4}at /);
}

test(`${COUNT} bad links are told from a good one`, async ({ page }) => {
  await open(page, 'lab/');
  const notice = page.getByRole('alert').filter({ has: bench.button(page, 'close') });
  for (const fragment of sample(badLinks)) {
    await page.evaluate((hash) => (location.hash = hash), fragment);
    await expect(notice, fragment).toBeVisible();
    const text = await notice.innerText();
    expectClear([text]);
    expect(
      [say('link.damaged'), say('link.script'), say('link.behaviour')].some((known) => text.startsWith(known)) ||
        /newer|more than/.test(text),
      text,
    ).toBe(true);
    await expectWhole(page);
    await notice.getByRole('button').click();
  }
});

test(`${COUNT} bad scripts are answered at their lines`, async ({ page }) => {
  await open(page, 'lab/');
  const errors = page.locator('.errors li');
  let answered = 0;
  for (const script of sample(badScripts)) {
    await bench.write(page, script);
    const texts = await errors.allInnerTexts();
    expectClear(texts);
    for (const text of texts) expect(text, script).toMatch(/^Line \d+, column \d+: \S/);
    if (texts.length > 0) answered += 1;
    await expectWhole(page);
  }
  expect(answered).toBeGreaterThan(COUNT / 3);
  await bench.write(page, WELCOME);
  await expect(errors).toHaveCount(0);
});
