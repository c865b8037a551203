/** The table of keys, walked: each binding does something that one sees, the help names it, and none fires while one types. */
import type { Page } from '@playwright/test';
import { keysFor, type Command, type KeyBinding } from '#player/keys';
import { expect, open, test } from '#support/page';
import { lessons } from '#support/pages';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

/** What must stand before a key has anything to do; a command that is not named here needs nothing. */
const BEFORE: Partial<Record<Command, (page: Page) => Promise<void>>> = {
  stepBack: (page) => bench.seek(page, 50),
  first: (page) => bench.seek(page, 50),
  seek: (page) => bench.seek(page, 55),
  previousStep: async (page) => page.keyboard.press('Shift+ArrowRight'),
  slower: async (page) => page.keyboard.press('>'), // The slowest speed has no slower one.
  reset: change,
  undo: change,
  redo: async (page) => {
    await change(page);
    await bench.button(page, 'undo').click();
  },
};

/** Another acknowledgement than the present one, with the focus back on the page. */
async function change(page: Page): Promise<void> {
  const isAsync = await page.getByRole('radio', { name: say('setting.ack.async'), exact: true }).isChecked();
  await bench.choose(page, 'ack', isAsync ? 'sync' : 'async');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

/** Everything that a key may change, in one text. */
async function appearance(page: Page): Promise<string> {
  return page.evaluate(() => {
    const dialog = document.querySelector('dialog[open]')?.textContent ?? '';
    const chosen = [...document.querySelectorAll<HTMLInputElement>('input:checked, .toolbar select')].map(
      ({ value }) => value,
    );
    const playing = document.querySelector('.play')?.getAttribute('aria-label');
    const texts = [...document.querySelectorAll('h1, output, .inspector h2')].map(({ textContent }) => textContent);
    return JSON.stringify([dialog, chosen, playing, texts, document.fullscreenElement !== null]);
  });
}

const KEYS = keysFor('learner');
const ofLessons: readonly Command[] = ['nextStep', 'previousStep'];
const press = ({ ctrl, shift }: KeyBinding, key: string) =>
  [ctrl ? 'Control+' : '', shift ? 'Shift+' : '', key === ' ' ? 'Space' : ctrl && shift ? key.toUpperCase() : key].join(
    '',
  );

test('each key of the table does what it says', async ({ page }) => {
  await open(page, 'lab/');
  for (const binding of KEYS) if (!ofLessons.includes(binding.command)) await pressAll(page, binding);
});

test('each key that only lessons have does what it says', async ({ page }) => {
  await open(page, lessons[0]!);
  for (const binding of KEYS) if (ofLessons.includes(binding.command)) await pressAll(page, binding);
});

async function pressAll(page: Page, binding: KeyBinding): Promise<void> {
  for (const key of binding.keys) {
    const name = press(binding, key);
    await test.step(`${name}: ${say(`command.${binding.command}`)}`, async () => {
      await page.keyboard.press('Home'); // Paused, at the start.
      await page.keyboard.press('Escape'); // Nothing is looked into.
      await BEFORE[binding.command]?.(page);
      const before = await appearance(page);
      await page.keyboard.press(name);
      await expect.poll(() => appearance(page), { message: name }).not.toBe(before);
      if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape');
      if (binding.command === 'fullScreen') await page.keyboard.press(name);
    });
  }
}

test('the help names each binding, and Escape closes it', async ({ page }) => {
  await open(page, 'lab/');
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: say('help.title') });
  await expect(help.locator('dt')).toHaveCount(KEYS.length);
  for (const { command } of KEYS)
    await expect(help.getByText(say(`command.${command}`), { exact: true }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
});

test('nothing fires while one types', async ({ page }) => {
  await open(page, 'lab/');
  await page.getByRole('textbox', { name: say('script.title') }).focus();
  const before = await bench.timeUs(page);
  await page.keyboard.press('Control+End');
  await page.keyboard.type('# k5r>?');
  expect(await bench.timeUs(page)).toBe(before);
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await bench.script(page)).toContain('# k5r>?');
});
