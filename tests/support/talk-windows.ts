/** The two windows of a talk in one browser: what the tests of presenting do with them. */
import { env } from 'node:process';
import type { Page } from '@playwright/test';
import { expect, open } from '#support/page';
import { say } from '#support/workbench';

export const consoleOf = (slug: string): string => `present/${slug}/`;
export const roomOf = (slug: string): string => `present/${slug}/audience/`;

const main = (page: Page) => page.locator('main');

/** The hash of the talk that a window has. */
export const hashOf = (page: Page): Promise<string | null> => main(page).getAttribute('data-talk');

/** The stop at which the wall is. */
export const stopOf = (page: Page): Promise<string | null> => page.locator('.room').last().getAttribute('data-stop');

/** Opens the room's window beside a console, and comes back to that: a browser lets a page that lies behind another stand still. */
export async function openRoom(desk: Page, slug: string): Promise<Page> {
  const room = await desk.context().newPage();
  await open(room, roomOf(slug));
  await desk.bringToFront();
  return room;
}

/** Both windows have the same talk. */
export async function expectSame(desk: Page, room: Page): Promise<void> {
  await expect
    .poll(async () => {
      const [here, there] = [await hashOf(desk), await hashOf(room)];
      return here !== null && here === there;
    })
    .toBe(true);
}

/** A run that plays ends sooner: nobody wants to wait in a test. */
export async function rest(desk: Page): Promise<void> {
  const plays = desk.getByRole('button', { name: say('transport.pause'), exact: true });
  for (let notch = 0; notch < 12 && (await plays.isVisible()); notch += 1) await desk.keyboard.press('>');
  await expect(plays).toBeHidden();
}

/** Ids of all stops, as the console lists them. */
export const stopsOf = (desk: Page): Promise<string[]> =>
  desk.locator('nav [data-stop]').evaluateAll((all) => all.map((each) => each.getAttribute('data-stop') ?? ''));

/** Words of the wall that do not fit where they stand. */
export const overflowing = (room: Page): Promise<string[]> =>
  room.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.room .title, .room aside, .room aside li, .room aside p')]
      .filter(
        ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
          clientWidth > 1 && (scrollWidth > clientWidth + 2 || scrollHeight > clientHeight + 6),
      )
      .map(({ outerHTML }) => outerHTML.slice(0, 120)),
  );

/** Keeps a picture to be looked at, where PICTURES is set. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (env['PICTURES'] === undefined) return;
  await page.bringToFront();
  await page.screenshot({ path: `.test-results/talk/${name}.png` });
}
