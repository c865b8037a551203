/** In a language that nobody speaks one sees what is not in the catalogue, and what has no room: every text is bracketed, longer, and from right to left. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { EXAMPLES } from '#player/compare-example';
import { WELCOME } from '#player/welcome';
import { expect, open, test } from '#support/page';
import { pages } from '#support/pages';
import { filesUnder } from '#support/sources';
import * as bench from '#support/workbench';

/** What is content and not interface: lessons as their authors wrote them, scenarios, names of experiments. */
const CONTENT = [
  WELCOME,
  ...Object.values(EXAMPLES).flat(),
  ...filesUnder('lessons')
    .filter((path) => /\.(md|ts)$/.test(path))
    .map((path) => readFileSync(path, 'utf8')),
  ...filesUnder('src/protocols')
    .filter((path) => path.includes('/golden/'))
    .map((path) => `${path}\n${readFileSync(path, 'utf8')}`),
]
  .join('\n')
  .replace(/[\s+]+/g, ' ');

/** Texts of the page, and labels that only a screen reader says; without prose and script, which are content throughout. */
const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isContent = (element: Element | null) =>
      Boolean(element?.closest('.prose, body [lang], .cm-editor, pre, script, style, noscript'));
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      if (!isContent(walker.currentNode.parentElement)) texts.push(walker.currentNode.textContent ?? '');
    for (const name of ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'alt'])
      for (const element of document.querySelectorAll(`[${name}]`))
        if (!isContent(element)) texts.push(element.getAttribute(name) ?? '');
    return [document.title, ...texts].map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean);
  });

/** What is left of a text when everything that the catalogue said is taken away: letters here were never translated. */
function untranslated(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest;) [before, rest] = [rest, rest.replace(/⟦[^⟦⟧]*⟧/g, ' ')];
  const durations = /\d[\d.,]*\s(μs|ms|sec|min|hr|days?)(?!\p{L})/gu;
  return rest
    .replace(durations, ' ')
    .replace(/[\s+]+/g, ' ')
    .replace(/^[\s·›‹×:,]+|[\s·›‹×:,]+$/g, '');
}

async function expectTranslated(page: Page, state: string): Promise<void> {
  const isKey = (rest: string) => /^\p{L}$/u.test(rest); // A key is called by its letter.
  const hard = (await textsOf(page))
    .map(untranslated)
    .filter((rest) => /\p{L}/u.test(rest) && !isKey(rest) && !CONTENT.includes(rest));
  expect([...new Set(hard)], `${state}: texts that are not in the catalogue`).toEqual([]);
}

/** Controls whose words do not fit into them. */
const clipped = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, label, select, a, h1, h2, legend, output, .hint, .errors')]
      .filter(
        (element) =>
          element.clientWidth > 1 && element.checkVisibility() && !element.closest('.visually-hidden, .cm-editor'),
      )
      .filter(
        ({ clientWidth, scrollWidth, scrollHeight, clientHeight }) =>
          scrollWidth > clientWidth + 1 || (clientHeight > 0 && scrollHeight > clientHeight + 4),
      )
      .map(({ outerHTML, clientWidth, scrollWidth }) => `${clientWidth} < ${scrollWidth}: ${outerHTML.slice(0, 160)}`),
  );

async function expectRoom(page: Page, state: string): Promise<void> {
  expect(await clipped(page), `${state}: clipped`).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, `${state}: scrolls sideways`).toBeLessThanOrEqual(0);
}

for (const [width, height] of [
  [1440, 900],
  [360, 740],
] as const) {
  test(`every text comes from the catalogue and has room, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    for (const path of pages) {
      await open(page, `${path}?lang=pseudo`);
      await expect(page.locator('html')).toHaveAttribute('lang', 'pseudo');
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
      await expectTranslated(page, `/${path}`);
      await expectRoom(page, `/${path}`);
    }
  });

  test(`so do the lab's card, help, menus and errors, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, 'lab/?lang=pseudo#nonsense');
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.locator('.cm-line').first()).toBeVisible();
    await page.locator('.strip button.violated').first().click();
    await page.keyboard.press('5');
    await expectTranslated(page, 'a notice and a verdict');
    await expectRoom(page, 'a notice and a verdict');
    await page.keyboard.press('?');
    await expectTranslated(page, 'the help');
    await expectRoom(page, 'the help');
    await page.keyboard.press('Escape');
    const replica = page.locator('[data-peer="replica:Virginia"]');
    await replica.focus();
    await page.keyboard.press('Enter');
    await expectTranslated(page, 'a menu');
    await expectRoom(page, 'a menu');
    await page.keyboard.press('Escape');
    await page.locator('.cm-content').fill('replicarium 1\nnonsense\n');
    await expect(page.locator('.errors')).toBeVisible();
    await expectTranslated(page, 'an error');
    await expectRoom(page, 'an error');
  });
}

test('an unknown language leaves the page in English', async ({ page }) => {
  await open(page, 'lab/?lang=nonsense');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(bench.button(page, 'transport.play')).toBeVisible();
});
