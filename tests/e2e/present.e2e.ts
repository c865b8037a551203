/** Presenting in two real windows: through whole lessons, with votes, blank screens, closed and reloaded windows, blocked pop-ups and clickers. */
import type { Page } from '@playwright/test';
import { expect, open, test } from '#support/page';
import { lessons } from '#support/pages';
import {
  consoleOf,
  expectSame,
  hashOf,
  keepPicture,
  openRoom,
  overflowing,
  rest,
  roomOf,
  stopOf,
  stopsOf,
} from '#support/talk-windows';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

const slugs = lessons.map((path) => path.split('/')[1]!);
const SLUG = slugs[0]!;

const button = (page: Page, id: string) => page.getByRole('button', { name: say(id), exact: true });

for (const [index, slug] of slugs.entries()) {
  test(`${slug} is presented from its first stop to its last`, { tag: index === 0 ? [] : '@all' }, async ({ page }) => {
    test.slow();
    await open(page, consoleOf(slug));
    const room = await openRoom(page, slug);
    const stops = await stopsOf(page);
    expect(stops.length).toBeGreaterThan(10);
    for (const [at, stop] of stops.entries()) {
      if (at > 0) await page.keyboard.press('PageDown');
      await rest(page);
      if (stop.endsWith('/vote')) await vote(page, [12, 8, 3]);
      await expectSame(page, room);
      expect(await stopOf(room)).toBe(stop);
      await expect(room.locator('main').getByRole('button')).toHaveCount(0);
      expect(await overflowing(room)).toEqual([]);
      for (const [name, window] of Object.entries({ console: page, room }))
        await keepPicture(window, `${slug}-${String(at).padStart(2, '0')}-${name}`);
      await page.bringToFront();
    }
  });
}

/** Types a show of hands into the first choices. */
async function vote(page: Page, hands: readonly number[]): Promise<void> {
  const inputs = page.getByRole('region', { name: say('present.votes'), exact: true }).getByRole('spinbutton');
  for (const [choice, count] of hands.entries()) await inputs.nth(choice).fill(String(count));
}

test('the room sees hands as bars, then the run, then who was right and why', async ({ page }) => {
  await open(page, consoleOf(SLUG));
  const room = await openRoom(page, SLUG);
  await page.locator('nav [data-stop="predict/vote"]').click();
  await vote(page, [12, 8, 3]);
  await expect(room.getByText(say('present.votes.cast', { cast: 23 }))).toBeVisible();
  await page.getByRole('spinbutton', { name: say('present.people') }).fill('28');
  await expect(room.getByText(say('present.votes.of', { cast: 23, people: 28 }))).toBeVisible();
  await expect(room.locator('.hands')).toHaveText(['12', '8', '3', '0']);
  const widths = await room.locator('.bar').evaluateAll((bars) => bars.map((bar) => Math.round(bar.clientWidth)));
  expect(widths).toEqual(widths.toSorted((a, b) => b - a));
  await expect(room.getByText(say('lesson.choice.right'))).toHaveCount(0);
  // The hands are still on the counts: a clicker works all the same.
  await page.keyboard.press('PageDown');
  await rest(page);
  await page.keyboard.press('PageDown');
  await expect(room.locator('li.right')).toContainText('1, the old value');
  await expect(room.getByText(say('present.votes.right', { right: 8, cast: 23 }))).toBeVisible();
  await expect(room.getByText('Singapore answers from what it holds')).toBeVisible();
  await expectSame(page, room);
});

test('every key of a clicker as it is sold does what its maker promises', async ({ page }) => {
  await open(page, consoleOf(SLUG));
  const room = await openRoom(page, SLUG);
  await page.keyboard.press('PageDown');
  await expect.poll(() => stopOf(room)).toBe('meet/play');
  await page.keyboard.press('PageUp');
  await expect.poll(() => stopOf(room)).toBe('meet/open');
  for (const key of ['b', '.']) {
    await page.keyboard.press(key);
    await expect(room.getByText(say('present.blank.now'))).toBeAttached();
    await page.keyboard.press(key);
    await expect(room.getByText(say('present.blank.now'))).toHaveCount(0);
  }
  await page.keyboard.press('F5');
  await expect(page.locator('main.solo .room')).toBeVisible();
  await expect(page.locator('h1')).toHaveText('x lives in three cities');
  await page.keyboard.press('PageDown');
  await expect.poll(() => stopOf(page)).toBe('meet/play');
  await page.keyboard.press('Escape');
  await expect(page.locator('main.solo')).toHaveCount(0);
  await rest(page);
  await expectSame(page, room);
});

test('a window that is closed and opened, and a console that is reloaded, catch up at once', async ({ page }) => {
  await open(page, consoleOf(SLUG));
  let room = await openRoom(page, SLUG);
  await page.locator('nav [data-stop="late/moment 4"]').click();
  await expectSame(page, room);
  await room.close();
  await page.locator('nav [data-stop="predict-cut/vote"]').click();
  await vote(page, [1, 2]);
  room = await openRoom(page, SLUG);
  await expectSame(page, room);
  expect(await stopOf(room)).toBe('predict-cut/vote');
  const before = await hashOf(page);
  await page.reload();
  await page.locator('html[data-hydrated]').waitFor();
  await expect.poll(() => hashOf(page)).toBe(before);
  await page.keyboard.press('PageUp');
  await expectSame(page, room);
  expect(await stopOf(room)).toBe('predict-cut/open');
  await room.reload();
  await expectSame(page, room);
});

test('where a key may not open a window a plain link does, and messages to the opener do where channels fail', async ({
  page,
}) => {
  await page.context().addInitScript(() => {
    window.open = () => null;
    window.BroadcastChannel = function () {
      throw new DOMException('forbidden', 'SecurityError');
    } as unknown as typeof BroadcastChannel;
  });
  await open(page, consoleOf(SLUG));
  await page.keyboard.press('s');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(say('present.blocked'));
  const [room] = await Promise.all([
    page.context().waitForEvent('page'),
    alert.getByRole('link', { name: say('present.open') }).click(),
  ]);
  await room.locator('.room').waitFor();
  await page.bringToFront();
  expect(room.url()).toContain(roomOf(SLUG));
  await expectSame(page, room);
  await page.keyboard.press('PageDown');
  await rest(page);
  await expectSame(page, room);
  await page.reload();
  await page.locator('html[data-hydrated]').waitFor();
  await page.keyboard.press('PageDown');
  await expect.poll(() => stopOf(room)).toBe('predict/open');
  await expectSame(page, room);
});

test('what is tried unseen is not seen until it is shown, and is gone when it is dropped', async ({ page }) => {
  await open(page, consoleOf(SLUG));
  const room = await openRoom(page, SLUG);
  await page.locator('nav [data-stop="fresh/open"]').click();
  await expectSame(page, room);
  const before = await hashOf(room);
  await button(page, 'present.hold').click();
  await bench.button(page, 'present.settings').click();
  await bench.choose(page, 'read', 'primary');
  await page.keyboard.press('End');
  await expect(page.getByText(say('present.held'))).toBeVisible();
  await page.waitForTimeout(1_500); // Longer than a beat: nothing leaks with it either.
  expect(await hashOf(room)).toBe(before);
  await button(page, 'present.discard').click();
  await expect(page.getByRole('option', { name: say('setting.read.nearest'), selected: true })).toHaveCount(1);
  await button(page, 'present.hold').click();
  await bench.choose(page, 'read', 'primary');
  await button(page, 'present.release').click();
  await expectSame(page, room);
  expect(await hashOf(room)).not.toBe(before);
});

test('the room’s window never drives: after 200 random acts in both, it shows what the console shows', async ({
  page,
}) => {
  test.slow();
  await open(page, consoleOf(SLUG));
  const room = await openRoom(page, SLUG);
  await expectSame(page, room);
  const before = await hashOf(page);
  await room.bringToFront();
  for (const key of ['PageDown', 'b', 'Space', 'ArrowRight', 'Home', 'l', 'Escape', 'r', 'End'])
    await room.keyboard.press(key);
  await room.mouse.click(400, 300);
  await page.bringToFront();
  expect(await hashOf(page)).toBe(before);
  const keys = [
    'PageDown',
    'PageDown',
    'PageUp',
    'b',
    'k',
    '>',
    '<',
    '5',
    'Home',
    'End',
    'h',
    'z',
    'Shift+ArrowRight',
    'r',
  ];
  let seed = 7;
  for (let act = 0; act < 200; act += 1) {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    await page.keyboard.press(keys[Math.floor((seed / 2 ** 31) * keys.length)]!);
    if (act % 50 !== 25) continue;
    await room.bringToFront();
    await room.keyboard.press('PageDown');
    await page.bringToFront();
  }
  await rest(page);
  await expectSame(page, room);
});

test('a later console of the same talk is followed, and the earlier one says so', async ({ page }) => {
  await open(page, consoleOf(SLUG));
  const room = await openRoom(page, SLUG);
  const later = await page.context().newPage();
  await open(later, consoleOf(SLUG));
  await expect(page.getByRole('alert')).toContainText(say('present.superseded'));
  await later.keyboard.press('PageDown');
  await rest(later);
  await expectSame(later, room);
  await page.bringToFront();
  await button(page, 'present.takeover').click();
  await expect(later.getByRole('alert')).toContainText(say('present.superseded'));
  await expectSame(page, room);
});
