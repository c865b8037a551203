/** Lessons on paper, as the pages of a PDF: how many, what stands on them, and that answers keep to the last. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, open, test } from '#support/page';
import { lessons } from '#support/pages';
import { say } from '#support/workbench';

const slugs = lessons.map((path) => path.split('/')[1]!);
const FOLDER = '.test-results/print';

/** The pages are read by poppler's programs (Debian: poppler-utils); where they are missing nothing is claimed. */
const canRead = !spawnSync('pdftotext', ['-v']).error && !spawnSync('pdfimages', ['-v']).error;
test.skip(!canRead, 'pdftotext and pdfimages are not installed');

/** Texts of the pages of the PDF that the browser prints, in order. */
async function printed(page: Page, slug: string, form: 'slides' | 'handout' | 'teacher'): Promise<string[]> {
  await open(page, `print/${slug}/?as=${form}`);
  await page.locator('.sheets[data-ready]').waitFor();
  await expect(page.getByRole('radio', { name: say(`print.as.${form}`), exact: true })).toBeChecked();
  mkdirSync(FOLDER, { recursive: true });
  const path = `${FOLDER}/${slug}-${form}.pdf`;
  await page.pdf({ path, preferCSSPageSize: true, printBackground: true });
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
    .split('\f')
    .slice(0, -1)
    .map((text) => text.replace(/\s+/g, ' '));
}

/** Pixels of a PDF's pictures: there are none where figures are lines and letters. */
const bitmapsOf = (slug: string, form: string): string[] =>
  execFileSync('pdfimages', ['-list', `${FOLDER}/${slug}-${form}.pdf`], { encoding: 'utf8' })
    .split('\n')
    .slice(2)
    .filter(Boolean);

for (const [index, slug] of slugs.entries()) {
  test(`${slug} is printed as slides, a page each`, { tag: index === 0 ? [] : '@all' }, async ({ page }) => {
    const pages = await printed(page, slug, 'slides');
    expect(pages).toHaveLength(await page.locator('.slide').count());
    expect(pages.every((text) => text.length > 20)).toBe(true);
    const titles = await page.locator('.slide h2').allInnerTexts();
    for (const [at, title] of titles.entries()) expect(pages[at]).toContain(title.replace(/\s+/g, ' ').slice(0, 30));
    expect(pages.join(' ')).toContain('Ana'); // The figures' words are words: there are no pictures.
    expect(bitmapsOf(slug, 'slides')).toEqual([]);
    expect(await cut(page)).toEqual([]);
  });

  test(
    `${slug} is printed as a handout, its answers on a last page apart`,
    { tag: index === 0 ? [] : '@all' },
    async ({ page }) => {
      const pages = await printed(page, slug, 'handout');
      const answers = pages.findIndex(
        (text) => text.includes(` ${say('print.answers')} `) || text.startsWith(say('print.answers')),
      );
      expect(answers).toBe(pages.length - 1);
      const before = pages.slice(0, answers).join(' ');
      expect(before).toContain(say('print.because'));
      const reasons = await page.locator('.answers article > div').allInnerTexts();
      expect(reasons.length).toBeGreaterThan(1);
      for (const reason of reasons) {
        const words = reason.replace(/\s+/g, ' ').slice(0, 24);
        expect(before).not.toContain(words);
      }
      expect(bitmapsOf(slug, 'handout')).toEqual([]);
    },
  );

  test(`${slug} is printed for its teacher, with the notes`, { tag: '@all' }, async ({ page }) => {
    const pages = await printed(page, slug, 'teacher');
    for (const part of ['timing', 'ask', 'misconception', 'split'])
      expect(pages.join(' ')).toContain(say(`present.notes.${part}`));
    expect(pages.at(-1)).toContain(say('print.answers'));
  });
}

/** Slides whose words do not fit on them. */
const cut = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.slide')]
      .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 2)
      .map((slide) => `${slide.dataset['slide']}: ${slide.scrollHeight} > ${slide.clientHeight}`),
  );

test('before the vote, paper says no more of the run than the wall does', async ({ page }) => {
  await open(page, `print/${slugs[0]!}/`);
  await page.locator('.sheets[data-ready]').waitFor();
  const figure = page.locator('[data-sheet="predict"] svg').last();
  await expect(figure).toContainText('write x=2');
  await expect(figure).not.toContainText('read x');
});
