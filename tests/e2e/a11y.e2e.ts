/** Open to everyone: axe finds nothing in any state of any page, and each drawn thing has a peer that says what the run says. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { themes } from '#draw/theme';
import primaryBackup from '#protocols/primary-backup/index';
import { welcome } from '#player/welcome';
import { runScenario } from '#sim/run';
import { expect, open, settle, test } from '#support/page';
import { lessons, kinds } from '#support/pages';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

const THEMES = ['light', 'dark', 'projector'] as const;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
] as const;

async function expectOpenToEveryone(page: Page, state: string): Promise<void> {
  await settle(page); // A colour on its way is none that axe should judge.
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${state}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

async function wear(page: Page, theme: string): Promise<void> {
  await page.addInitScript((chosen) => localStorage.setItem('replicarium:/some/where/:theme', chosen), theme);
}

for (const { width, height } of SIZES) {
  for (const theme of THEMES) {
    const isShort = theme === 'light' && width < 720; // The other themes are walked at another width by pages.e2e.ts.

    test(
      `axe finds nothing on any kind of page: ${theme}, ${width} × ${height}`,
      { tag: isShort ? [] : '@all' },
      async ({ page }) => {
        test.slow();
        await page.setViewportSize({ width, height });
        await wear(page, theme);
        for (const path of kinds) {
          await open(page, path);
          await expectOpenToEveryone(page, `/${path}`);
        }
      },
    );

    test(`axe finds nothing in any state: ${theme}, ${width} × ${height}`, { tag: '@all' }, async ({ page }) => {
      test.slow();
      await page.setViewportSize({ width, height });
      await wear(page, theme);
      await labStates(page);
      await lessonStates(page);
      await recallStates(page);
    });
  }
}

test('in the reader’s own colours axe finds nothing, and words on an accent keep theirs', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  for (const path of ['lab/', lessons[0]!]) {
    await open(page, path);
    // Else the browser lays its plate behind them, in the words' own colour.
    await expect(bench.button(page, 'share.open')).toHaveCSS('forced-color-adjust', 'none');
    await expectOpenToEveryone(page, path);
  }
});

test('in the reader’s own colours the pictures have none of ours', async ({ page }) => {
  await open(page, lessons[0]!);
  const picture = page.locator('canvas').first();
  /** How many points have the colour in which the first version of a value is written. */
  const ours = () =>
    picture.evaluate((canvas: HTMLCanvasElement, colour) => {
      const { width, height } = canvas;
      const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
      copy.drawImage(canvas, 0, 0);
      const { data } = copy.getImageData(0, 0, width, height);
      const hexAt = (at: number) => [0, 1, 2].map((part) => data[at + part]!.toString(16).padStart(2, '0')).join('');
      return Array.from({ length: data.length / 4 }, (_, index) => hexAt(4 * index)).filter(
        (hex) => `#${hex}` === colour,
      ).length;
    }, themes.light.versions[0]!);
  await expect.poll(ours).toBeGreaterThan(100);
  await page.emulateMedia({ forcedColors: 'active' });
  await expect.poll(ours).toBe(0);
});

/** A lesson's words at each height of their sheet, and as it moves by itself. */
for (const theme of THEMES)
  test(`axe finds nothing on a phone’s sheet: ${theme}`, { tag: theme === 'light' ? [] : '@all' }, async ({ page }) => {
    test.slow();
    await page.setViewportSize(SIZES[1]);
    await wear(page, theme);
    await open(page, lessons[0]!);
    const handle = page.locator('[data-handle]');
    for (const stand of ['half', 'full', 'peek']) {
      await expect(page.locator('.panel')).toHaveAttribute('data-stand', stand);
      await expectOpenToEveryone(page, stand);
      await handle.click();
    }
    await bench.button(page, 'menu').click();
    await expectOpenToEveryone(page, 'the menu');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+ArrowRight');
    for (let notch = 0; notch < 4; notch += 1) await page.keyboard.press('<'); // The answer is to wait for axe.
    await bench.button(page, 'lesson.skip').click();
    await expectOpenToEveryone(page, 'the run goes on');
    await expect(page.getByText(say('lesson.running'))).toBeVisible();
    await page.keyboard.press('End');
    await expect(page.getByText(say('lesson.outcome.skipped'))).toBeInViewport();
    await expectOpenToEveryone(page, 'the answer');
  });

async function labStates(page: Page): Promise<void> {
  await open(page, 'lab/');
  await bench.chip(page, 'linearizable').click();
  await expectOpenToEveryone(page, 'the verdict card');
  await page.keyboard.press('?');
  await expectOpenToEveryone(page, 'the help');
  await page.keyboard.press('Escape');
  await bench.arrowTo(page, bench.stage(page), 'replica:Virginia');
  await page.keyboard.press('Enter');
  await expectOpenToEveryone(page, 'a menu');
  await page.keyboard.press('Escape');
  await bench.write(page, 'replicarium 1\nnonsense\n');
  await expect(page.getByRole('alert')).toBeVisible();
  await expectOpenToEveryone(page, 'a script with an error');
}

/** Each step of the first lesson as it opens; predictions before and after they are revealed. */
async function lessonStates(page: Page): Promise<void> {
  await open(page, lessons[0]!);
  const next = page.getByRole('button', { name: new RegExp(`^${say('lesson.next')} `) });
  for (let steps = 0; steps < 12; steps += 1) {
    const title = (await page.locator('h1').textContent()) ?? '';
    await expectOpenToEveryone(page, title);
    const skip = bench.button(page, 'lesson.skip');
    if (await skip.isVisible()) {
      await skip.click();
      await page.keyboard.press('End');
      await page.keyboard.press('End');
      await expect(page.getByText(say('lesson.outcome.skipped'))).toBeVisible();
      await expectOpenToEveryone(page, `${title}, revealed`);
    }
    for (const id of ['lesson.hint.first', 'lesson.hint.next', 'lesson.hint.next'])
      if (await bench.button(page, id).isVisible()) await bench.button(page, id).click();
    if (await bench.button(page, 'lesson.solution').isVisible()) {
      await bench.button(page, 'lesson.solution').click();
      await expectOpenToEveryone(page, `${title}, with its solution`);
      await bench.button(page, 'lesson.back.experiment').click();
    }
    if (!(await next.isVisible())) return;
    await next.click();
  }
}

/** Questions about earlier lessons, before and after they are answered. */
async function recallStates(page: Page): Promise<void> {
  await open(page, lessons[1]!);
  await expectOpenToEveryone(page, 'questions');
  for (const question of await page.locator('fieldset').all()) {
    await question.getByRole('radio').first().check();
    await question.getByRole('button', { name: say('lesson.answer') }).click();
    await expect(question.getByRole('status')).toBeVisible();
  }
  await expectOpenToEveryone(page, 'questions, answered');
}

test.describe('the parallel page of the pictures', () => {
  const { trace } = runScenario(welcome(), new Map([['primary-backup', primaryBackup]]));
  if (!trace) throw new Error('the first experiment does not run');
  const replicas = trace.nodes.slice(0, trace.replicas);

  test('says of every replica, client and message what the run says, at every tenth of it', async ({ page }) => {
    await open(page, 'lab/');
    const stage = bench.stage(page);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      await page.keyboard.press(String(tenth));
      const atUs = (trace.endsUs * tenth) / 10;
      expect(await bench.timeUs(page)).toBe(atUs);
      const names = await stage.getByRole('button').allInnerTexts();
      for (const replica of replicas) {
        const role = say(replica === 'Frankfurt' ? 'role.primary' : 'role.backup');
        expect(names).toContainEqual(expect.stringMatching(new RegExp(`^${replica}, ${role}, x is [12], .*, up$`)));
      }
      for (const client of ['Ana', 'Bo'])
        expect(names).toContainEqual(expect.stringMatching(new RegExp(`^${client}, client, `)));
      const flying = trace.messages.filter(({ sentAtUs, endedAtUs }) => sentAtUs <= atUs && atUs < endedAtUs);
      const told = names
        .map((name) => / from (\w+) to (\w+), (\d+% of the way|held at a cut)$/.exec(name))
        .filter((match) => match !== null);
      expect(told.map(([, from, to]) => `${from}→${to}`).toSorted(), `messages at ${atUs} µs`).toEqual(
        flying.map(({ from, to }) => `${trace.nodes[from]}→${trace.nodes[to]}`).toSorted(),
      );
    }
  });

  test('tells the value that a replica holds before and after a copy arrives', async ({ page }) => {
    await open(page, 'lab/');
    const virginia = bench.peer(bench.stage(page), 'replica:Virginia');
    await page.keyboard.press('2');
    await expect(virginia).toHaveAccessibleName(/x is 1, behind by 1 write, up/);
    await page.keyboard.press('3');
    await expect(virginia).toHaveAccessibleName(/x is 2, in sync, up/);
  });

  test('has one bar and one arrow for each operation and message of the diagram', async ({ page }) => {
    await open(page, 'lab/');
    const names = await bench.diagram(page).getByRole('button').allInnerTexts();
    for (const operation of trace.operations)
      expect(names).toContainEqual(expect.stringContaining(`${operation.id.split('.')[0]}: `));
    for (const { from, to } of trace.messages)
      expect(names).toContainEqual(
        expect.stringMatching(new RegExp(`from ${trace.nodes[from]} at .* to ${trace.nodes[to]},`)),
      );
    expect(names).toHaveLength(trace.operations.length + trace.messages.length + trace.cuts.length);
  });

  test('is one tab stop for each picture, with arrows that reach everything inside', async ({ page }) => {
    await open(page, 'lab/');
    await page.keyboard.press('2');
    for (const picture of [bench.stage(page), bench.diagram(page)]) {
      await expect(picture.locator('[data-peer][tabindex="0"]')).toHaveCount(1);
      const all = await picture
        .locator('[data-peer]')
        .evaluateAll((peers) => peers.map((peer) => peer.getAttribute('data-peer')));
      expect([...(await bench.wander(page, picture))].toSorted()).toEqual(all.toSorted());
      await expect(picture.locator('[data-peer][tabindex="0"]')).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(picture.locator(':focus')).toHaveCount(0);
    }
  });

  test('Enter opens what can be done, Escape comes back and then leaves', async ({ page }) => {
    await open(page, 'lab/');
    const stage = bench.stage(page);
    await bench.arrowTo(page, stage, 'replica:Singapore');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Singapore' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(bench.peer(stage, 'replica:Singapore')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(stage.locator(':focus')).toHaveCount(0);
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus')).not.toHaveAttribute('data-peer', /.*/);
  });

  test('a delivered message hands its focus to its receiver', async ({ page }) => {
    await open(page, 'lab/');
    await page.keyboard.press('2'); // The copy to Virginia is on its way until 22 ms.
    const stage = bench.stage(page);
    await bench.arrowTo(page, stage, 'message:copy(Ana.1) Frankfurt→Virginia');
    await page.keyboard.press('5');
    await expect(bench.peer(stage, 'replica:Virginia')).toBeFocused();
  });
});
