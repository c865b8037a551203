/** A lesson on a phone: the stage first, the words as a sheet over it, by touch and by keyboard, upright and lying. */
import type { Locator, Page } from '@playwright/test';
import { fingersOn, swipe } from '#support/fingers';
import { expect, open, settle, test } from '#support/page';
import { lessons } from '#support/pages';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

const PHONE = { width: 360, height: 740 };
const [first] = lessons as [string];

const panel = (page: Page): Locator => page.locator('.panel');
const handle = (page: Page): Locator => page.locator('[data-handle]');
const next = (page: Page): Locator => page.getByRole('button', { name: new RegExp(`^${say('lesson.next')} `) });
const transport = (page: Page): Locator => page.getByRole('group', { name: say('transport.label'), exact: true });
const verdicts = (page: Page): Locator => page.getByRole('list', { name: say('strip.label') });
const box = async (thing: Locator) => (await thing.boundingBox())!;

async function take(page: Page, path = first): Promise<void> {
  await open(page, path);
  await stands(page, 'half');
}

/** The sheet has come to rest there. */
async function stands(page: Page, stand: 'peek' | 'half' | 'full'): Promise<void> {
  await expect(panel(page)).toHaveAttribute('data-stand', stand);
  await settle(page);
}

/** All of the instrument lies between the header and the sheet, and nothing lies beside the screen. */
async function seesInstrument(page: Page): Promise<void> {
  const top = (await box(panel(page))).y;
  for (const part of [bench.stage(page), transport(page), bench.diagram(page), verdicts(page)]) {
    const { y, height } = await box(part);
    expect(y).toBeGreaterThanOrEqual(47);
    expect(y + height).toBeLessThanOrEqual(top + 1);
    expect(height).toBeGreaterThan(25);
  }
  const beyond = await page.evaluate(() => {
    const { scrollHeight, scrollWidth } = document.documentElement;
    return [scrollWidth - innerWidth, scrollHeight - innerHeight];
  });
  expect(beyond).toEqual([0, 0]);
}

/** This is on the screen, and nothing lies over its middle. */
async function isSeen(thing: Locator): Promise<void> {
  await expect(thing).toBeInViewport({ ratio: 0.9 });
  const isOnTop = await thing.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const found = document.elementFromPoint(x + width / 2, y + height / 2);
    return found !== null && (element.contains(found) || found.contains(element));
  });
  expect(isOnTop, String(thing)).toBe(true);
}

/** To the first prediction, with its first choice made. */
async function choose(page: Page): Promise<void> {
  await take(page);
  await next(page).click();
  await page.getByRole('radio').first().check();
  await turnSpeed(page, '<');
}

const scrollOf = (page: Page): Promise<number> => page.locator('.body').evaluate(({ scrollTop }) => scrollTop);

/** Scrolls the words by a finger, and says how far once their swing has ended. */
async function swipeWords(page: Page): Promise<number> {
  const at = await bench.middle(page.locator('.body'));
  await swipe(await fingersOn(page), at, { x: at.x, y: at.y - 90 });
  let last = NaN;
  const swing = async () => {
    const before = last;
    last = await scrollOf(page);
    return last - before;
  };
  await expect.poll(swing, { intervals: [200] }).toBe(0);
  return last;
}

/** A run lasts as long as the test looks at it, and no longer. */
async function turnSpeed(page: Page, key: '<' | '>'): Promise<void> {
  for (let notch = 0; notch < 4; notch += 1) await page.keyboard.press(key);
}

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: PHONE });

  for (const viewport of [PHONE, { width: 390, height: 844 }, { width: 768, height: 1024 }])
    test(`shows stage, transport, diagram and verdicts above the words, ${viewport.width} wide`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await take(page);
      await seesInstrument(page);
      await isSeen(page.locator('h1'));
      await handle(page).tap();
      await stands(page, 'full');
      await handle(page).tap();
      await stands(page, 'peek');
      await seesInstrument(page);
      await isSeen(page.locator('h1'));
      const line = await box(page.locator('.prose p').first());
      expect(line.y + 24).toBeLessThanOrEqual(viewport.height);
    });

  test('a finger drags the sheet by its handle, and seizes it anywhere while it peeks out', async ({ page }) => {
    await take(page);
    const fingers = await fingersOn(page);
    const pull = async (from: Locator, by: number) => {
      const at = await bench.middle(from);
      await swipe(fingers, at, { x: at.x, y: at.y + by });
    };
    await pull(handle(page), -380);
    await stands(page, 'full');
    expect((await box(panel(page))).height).toBeGreaterThan(680);
    await pull(handle(page), 600);
    await stands(page, 'peek');
    await pull(page.locator('h1'), -90);
    await stands(page, 'half');
    await seesInstrument(page);
  });

  test('the words scroll by themselves, and stand where they were after a look at the stage', async ({ page }) => {
    await take(page);
    const scrolled = await swipeWords(page);
    expect(scrolled).toBeGreaterThan(40);
    await stands(page, 'half');
    const grip = await bench.middle(handle(page));
    await swipe(await fingersOn(page), grip, { x: grip.x, y: grip.y + 90 });
    await stands(page, 'peek');
    await isSeen(page.locator('h1'));
    await handle(page).click();
    await stands(page, 'half');
    expect(await scrollOf(page)).toBe(scrolled);
  });

  test('an answered prediction shows the run, and then its answer', async ({ page }) => {
    await choose(page);
    await bench.button(page, 'lesson.predict').tap();
    await stands(page, 'peek');
    await seesInstrument(page);
    await isSeen(page.locator('h1'));
    await isSeen(page.getByText(say('lesson.running')));
    await expect(verdicts(page)).toHaveText(say('strip.running'));
    await expect(bench.peer(bench.diagram(page), 'operation:Bo.1')).toHaveCount(0);
    await turnSpeed(page, '>');
    const outcome = page.getByText(say('lesson.outcome.wrong'));
    await expect(outcome).toBeAttached({ timeout: 20_000 });
    await expect(page.getByText(say('lesson.running'))).toHaveCount(0);
    await expect(bench.peer(bench.diagram(page), 'operation:Bo.1')).toHaveCount(1);
    await stands(page, 'half');
    await isSeen(outcome);
    await seesInstrument(page);
    await bench.button(page, 'lesson.would-hold').click();
    await seesInstrument(page);
  });

  test('every step begins at its heading, wherever the sheet was', async ({ page }) => {
    await take(page);
    expect(await swipeWords(page)).toBeGreaterThan(40);
    await next(page).click();
    await isSeen(page.locator('h1'));
    await bench.button(page, 'lesson.skip').click();
    await stands(page, 'peek');
    await next(page).click();
    await stands(page, 'half');
    await isSeen(page.locator('h1'));
    await handle(page).click();
    await stands(page, 'full');
    await page.locator('.prose [data-to="moment"]').nth(2).click();
    await stands(page, 'half'); // What was pointed at is seen.
    await seesInstrument(page);
    await page.locator('.prose [data-to="term"]').first().click();
    await isSeen(page.locator('.note'));
  });

  test('a verdict that is asked for is explained in sight', async ({ page }) => {
    await take(page);
    await handle(page).click();
    await handle(page).click();
    await bench.chip(page, 'converges').click();
    await stands(page, 'half');
    await isSeen(page.locator('.verdict h2'));
  });
});

test.describe('by keyboard alone', () => {
  test.use({ viewport: PHONE });

  test('the handle says what it does, and reaches every height', async ({ page }) => {
    await take(page);
    await bench.tabTo(page, handle(page));
    const name = say('lesson.kind.play');
    for (const [stand, key] of [
      ['half', 'Enter'],
      ['full', 'Space'],
      ['peek', 'Enter'],
      ['half', 'ArrowUp'],
      ['full', 'ArrowDown'],
      ['half', 'ArrowDown'],
      ['peek', 'ArrowDown'],
    ] as const) {
      await stands(page, stand);
      await expect(handle(page)).toHaveAccessibleName(say(`lesson.sheet.${stand}`, { name }));
      await page.keyboard.press(key);
    }
    await stands(page, 'peek');
  });

  test('nothing that takes the focus stays covered, and the focus goes everywhere', async ({ page }) => {
    await take(page);
    await bench.tabTo(page, handle(page));
    await page.keyboard.press('ArrowDown');
    await stands(page, 'peek');
    await expect(page.locator('.prose [data-to]').last()).toBeAttached();
    await page.keyboard.press('Tab');
    await stands(page, 'half'); // The words have come up.
    await bench.tabTo(page, page.locator('.prose [data-to]').last());
    await isSeen(page.locator(':focus'));
    await bench.tabTo(page, handle(page));
    await page.keyboard.press('ArrowUp');
    await stands(page, 'full');
    await bench.tabTo(page, bench.button(page, 'transport.play'));
    await stands(page, 'half'); // The words have made room.
    await isSeen(page.locator(':focus'));
  });

  test('an answered prediction shows the run, and then its answer', async ({ page }) => {
    await take(page);
    await page.keyboard.press('Shift+ArrowRight');
    await expect(page.locator('h1')).toBeFocused();
    await bench.tabTo(page, page.getByRole('radio').first());
    await page.keyboard.press('Space');
    await turnSpeed(page, '<');
    await bench.tabTo(page, bench.button(page, 'lesson.predict'));
    await isSeen(page.locator(':focus'));
    await page.keyboard.press('Enter');
    await stands(page, 'peek');
    await seesInstrument(page);
    await turnSpeed(page, '>');
    await stands(page, 'half');
    await isSeen(page.getByText(say('lesson.outcome.wrong')));
  });
});

/** A phone on its side, and a desk's screen of 1280 × 800 at 200 %. */
for (const viewport of [
  { width: 740, height: 360 },
  { width: 640, height: 400 },
])
  test(`words and stage stand side by side, ${viewport.width} × ${viewport.height}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await open(page, first);
    await page.keyboard.press('Shift+ArrowRight');
    for (const part of [page.locator('h1'), bench.stage(page), bench.button(page, 'transport.play'), next(page)])
      await isSeen(part);
    await expect(handle(page)).toHaveCount(0);
    await bench.tabTo(page, page.getByRole('radio').first());
    await page.keyboard.press('Space');
    await bench.tabTo(page, bench.button(page, 'lesson.predict'));
    await page.keyboard.press('Enter');
    await expect(page.getByText(say('lesson.outcome.wrong'))).toBeVisible({ timeout: 20_000 });
    await isSeen(bench.stage(page));
    await bench.tabTo(page, bench.chip(page, 'linearizable'));
    await isSeen(page.locator(':focus'));
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  });

test('moves at once where less motion is asked for', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await take(page);
  const duration = await panel(page).evaluate((element) => parseFloat(getComputedStyle(element).transitionDuration));
  expect(duration).toBeLessThan(0.001);
});

test('is printed whole, without a handle', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await take(page);
  await page.emulateMedia({ media: 'print' });
  await expect(handle(page)).toBeHidden();
  const hidden = await page.locator('.body').evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  expect(hidden).toBe(0);
  expect((await box(panel(page))).y).toBeGreaterThan((await box(bench.diagram(page))).y);
});
