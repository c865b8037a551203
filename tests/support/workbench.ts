/** What a browser test sees of a page with a stage: found by role and name, in the words of the English catalogue. */
import { expect, type Locator, type Page } from '@playwright/test';
import english from '#i18n/en/index';
import { createSay } from '#i18n/say';

export const say = createSay(english);

/** A whole number of virtual microseconds in a millisecond. */
const MS = 1_000;

export const button = (page: Page, id: string): Locator => page.getByRole('button', { name: say(id), exact: true });

export const stage = (page: Page): Locator => page.getByRole('region', { name: say('stage.label'), exact: true });
export const diagram = (page: Page): Locator => page.getByRole('region', { name: say('diagram.label'), exact: true });

/** The button that stands for a drawn thing; `id` as the scene names it, like `replica:Frankfurt`. */
export const peer = (picture: Locator, id: string): Locator => picture.locator(`[data-peer="${id}"]`);

/** One chip of the verdict strip, by the checker's id. */
export const chip = (page: Page, guarantee: string): Locator =>
  page.getByRole('list', { name: say('strip.label') }).getByRole('button', { name: say(`guarantee.${guarantee}`) });

/** The state of every chip, as a screen reader hears it. */
export const verdicts = (page: Page): Promise<string[]> =>
  page
    .getByRole('list', { name: say('strip.label') })
    .getByRole('button')
    .allInnerTexts();

const cursor = (page: Page): Locator => page.getByRole('slider', { name: say('transport.cursor') });

/** The cursor's time as the page tells it, µs; as exact as the slider. */
export const timeUs = async (page: Page): Promise<number> => Number(await cursor(page).inputValue());

/** Moves the cursor to a time that is a multiple of the slider's step. */
export const seek = (page: Page, atMs: number): Promise<void> => cursor(page).fill(String(atMs * MS));

/** The script that the lab shows, without what the editor adds. */
export const script = (page: Page): Promise<string> =>
  page.locator('.cm-line').evaluateAll((lines) => lines.map((line) => line.textContent).join('\n'));

/** Types a whole script over the one that stands in the lab. */
export async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: say('script.title') }).fill(text);
}

/** Chooses among a setting's options, which stand side by side or, where they are many, in a list. */
export async function choose(page: Page, setting: string, option: string): Promise<void> {
  const name = say(`setting.${setting}`);
  const words = say(`setting.${setting}.${option}`);
  const list = page.getByRole('combobox', { name, exact: true });
  if (await list.isVisible()) return void (await list.selectOption({ label: words }));
  const control = page.getByRole('radiogroup', { name, exact: true });
  await control.getByText(words, { exact: true }).click();
  await expect(control.getByRole('radio', { name: words, exact: true })).toBeChecked();
}

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** The middle of a thing, in pixels of the page. */
export async function middle(thing: Locator): Promise<Pixel> {
  const box = await thing.boundingBox();
  if (!box) throw new Error(`nothing to see: ${thing}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Draws with the mouse, and lets go unless `hold`. */
export async function drag(page: Page, from: Pixel, to: Pixel, { hold = false } = {}): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  if (!hold) await page.mouse.up();
}

/** Tab until this has the focus, as a reader without a mouse would; throws after a round through the page. */
export async function tabTo(page: Page, thing: Locator): Promise<void> {
  for (let count = 0; count < 250; count += 1) {
    if (await thing.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${thing}`);
}

const ARROWS = ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'] as const;
type Arrow = (typeof ARROWS)[number];

/** Where each arrow leads from each thing that was visited. */
type Ways = Map<string, Map<Arrow, string>>;

/**
 * Arrows until `id` has the focus. It explores like somebody in a maze, who tries each arrow at each thing and
 * remembers where it led: so a thing that it does not find cannot be reached by arrows. Throws then.
 */
export async function arrowTo(page: Page, picture: Locator, id: string): Promise<void> {
  const reached = await wander(page, picture, id);
  if (!reached.has(id)) throw new Error(`arrows reach ${[...reached].join(', ')}, but not ${id}`);
}

/** Everything that arrows reach from the picture's tab stop; stops early where `id` has the focus. */
export async function wander(page: Page, picture: Locator, id?: string): Promise<Set<string>> {
  await tabTo(page, picture.locator('[data-peer][tabindex="0"]'));
  const ways: Ways = new Map();
  let here = await focused(page);
  for (;;) {
    if (!ways.has(here)) ways.set(here, new Map());
    const route = here === id ? undefined : routeToUntried(ways, here);
    if (!route) return new Set(ways.keys());
    for (const arrow of route) {
      await page.keyboard.press(arrow);
      const next = await focused(page);
      ways.get(here)!.set(arrow, next);
      here = next;
    }
  }
}

/** The shortest way to an arrow that was not tried yet, that arrow included; undefined where all were tried. */
function routeToUntried(ways: Ways, start: string): Arrow[] | undefined {
  const seen = new Set([start]);
  const queue: { at: string; route: Arrow[] }[] = [{ at: start, route: [] }];
  for (const { at, route } of queue) {
    const tried = ways.get(at);
    const untried = ARROWS.find((arrow) => !tried?.has(arrow));
    if (untried) return [...route, untried];
    for (const [arrow, next] of tried!) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push({ at: next, route: [...route, arrow] });
    }
  }
  return undefined;
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-peer') ?? '');
