/** The lab as its users work it: playing, settings, tools, dragged arrows, typed scripts, links. Each change is judged by what the page then says. */
import type { Page } from '@playwright/test';
import { expect, open, test } from '#support/page';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

/** Bo asks before the copy arrives: a delivery that is 45 ms earlier, or reads at the primary, mend it. */
const RACE = `replicarium 1
title A race
seed 1
ends 300ms
protocol primary-backup ack=async read=nearest apply=9ms
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Singapore
initially x=1
link Frankfurt-Virginia 45ms
link Frankfurt-Singapore 90ms
link Virginia-Singapore 110ms
at 0ms Ana write x=2
at 59ms Bo read x
`;
const COPY = 'message:copy(Ana.1) Frankfurt→Singapore';

const violated = new RegExp(say('verdict.violated'));
const kept = new RegExp(say('verdict.holds'));

async function openRace(page: Page): Promise<void> {
  await open(page, 'lab/');
  await bench.write(page, RACE);
  await expect(page.getByText('A race', { exact: true })).toBeVisible();
}

/** Where the head of the arrow is, and where it would be `byMs` later. */
async function headOf(page: Page, id: string, byMs: number): Promise<{ from: bench.Pixel; to: bench.Pixel }> {
  const picture = bench.diagram(page);
  const from = await bench.middle(bench.peer(picture, id));
  const [start, end] = [
    await bench.middle(bench.peer(picture, 'operation:Ana.1')),
    await bench.middle(bench.peer(picture, 'operation:Bo.1')),
  ];
  const perMs = (end.x - start.x) / (60 - 2); // The middles of both operations: 0 to 4 ms and 59 to 61 ms.
  return { from, to: { x: from.x + byMs * perMs, y: from.y } };
}

test.describe('playing', () => {
  test('plays to the end, pauses, steps, scrubs', async ({ page }) => {
    await open(page, 'lab/');
    expect(await bench.timeUs(page)).toBe(0);
    await bench.button(page, 'transport.play').click();
    await expect.poll(() => bench.timeUs(page)).toBeGreaterThan(2_000);
    await bench.button(page, 'transport.pause').click();
    const paused = await bench.timeUs(page);
    await page.waitForTimeout(120);
    expect(await bench.timeUs(page)).toBe(paused);

    await bench.seek(page, 30); // Where playing is stopped, the next event may be closer than the time is shown.
    await bench.button(page, 'transport.on').click();
    expect(await bench.timeUs(page)).toBeGreaterThan(30_000);
    await bench.button(page, 'transport.back').click();
    await bench.button(page, 'transport.back').click();
    expect(await bench.timeUs(page)).toBeLessThan(30_000);
    await bench.seek(page, 44);
    await expect(bench.peer(bench.stage(page), 'client:Bo')).toHaveAccessibleName(/read x/);
    await bench.button(page, 'transport.first').click();
    expect(await bench.timeUs(page)).toBe(0);

    await page.keyboard.press('End');
    expect(await bench.timeUs(page)).toBe(100_000);
    for (let notch = 0; notch < 6; notch += 1) await bench.button(page, 'transport.faster').click();
    await bench.button(page, 'transport.play').click();
    await expect(bench.button(page, 'transport.play')).toBeVisible();
    await expect.poll(() => bench.timeUs(page)).toBe(100_000);
  });

  test('tells each event as it is reached', async ({ page }) => {
    await open(page, 'lab/');
    const status = page.getByRole('status').first();
    await page.keyboard.press('ArrowRight');
    const first = await status.textContent();
    await page.keyboard.press('ArrowRight');
    await expect(status).not.toHaveText(first ?? '');
  });
});

test.describe('settings and tools', () => {
  test('another setting is another run with other verdicts', async ({ page }) => {
    await openRace(page);
    await expect(bench.chip(page, 'linearizable')).toHaveText(violated);
    await bench.choose(page, 'read', 'primary');
    await expect(bench.chip(page, 'linearizable')).toHaveText(kept);
    expect(await bench.script(page)).toContain('read=primary');
  });

  test('a line across a link cuts it', async ({ page }) => {
    await open(page, 'lab/');
    await bench.seek(page, 5);
    await page.getByRole('button', { name: say('tool.cut'), exact: true }).click();
    const link = await bench.middle(bench.peer(bench.stage(page), 'link:Frankfurt-Virginia'));
    await bench.drag(page, { x: link.x - 3, y: link.y - 40 }, { x: link.x + 3, y: link.y + 40 });
    await expect.poll(() => bench.script(page)).toMatch(/at 5ms cut Frankfurt \| Virginia/);
    await expect(bench.peer(bench.stage(page), 'link:Frankfurt-Virginia')).toHaveAccessibleName(/cut/);
  });

  test('the keyboard cuts a link from its menu, and heals it', async ({ page }) => {
    await open(page, 'lab/');
    await page.keyboard.press('1');
    const picture = bench.stage(page);
    await bench.arrowTo(page, picture, 'link:Frankfurt-Virginia');
    await page.keyboard.press('Enter');
    const menu = page.getByRole('dialog');
    await expect(menu.getByRole('button').first()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(menu).toBeHidden();
    expect(await bench.script(page)).toMatch(/at 10ms cut Frankfurt \| Virginia/);
    await expect(bench.peer(picture, 'link:Frankfurt-Virginia')).toBeFocused();
    await page.keyboard.press('Escape');
    await page.keyboard.press('5');
    await bench.arrowTo(page, picture, 'link:Frankfurt-Virginia');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect.poll(() => bench.script(page)).toMatch(/at 50ms heal Frankfurt \| Virginia/);
  });

  test('a replica crashes by a tap with the tool, and from its menu', async ({ page }) => {
    await open(page, 'lab/');
    await page.keyboard.press('2');
    const virginia = bench.peer(bench.stage(page), 'replica:Virginia');
    const place = await bench.middle(virginia);
    await page.getByRole('button', { name: say('tool.crash'), exact: true }).click();
    await page.mouse.click(place.x, place.y);
    await expect.poll(() => bench.script(page)).toContain('at 20ms crash Virginia');
    await page.keyboard.press('3');
    await expect(virginia).toHaveAccessibleName(new RegExp(say('peer.down')));

    await page.mouse.click(place.x, place.y);
    await page.getByRole('dialog').getByRole('button').first().click();
    await expect.poll(() => bench.script(page)).toContain('at 30ms restart Virginia');
    await page.keyboard.press('9');
    await expect(virginia).toHaveAccessibleName(new RegExp(`, ${say('peer.up')}$`));
    await page.mouse.click(place.x, place.y);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Lose the disk/ })
      .click();
    await expect.poll(() => bench.script(page)).toContain('at 90ms crash Virginia disk');
  });
});

test.describe('dragging the head of an arrow', () => {
  test('the verdict changes under the hand, and letting go is one step back', async ({ page }) => {
    await openRace(page);
    const before = await bench.script(page);
    const chip = bench.chip(page, 'linearizable');
    await expect(chip).toHaveText(violated);
    const { from, to } = await headOf(page, COPY, -46);
    await bench.drag(page, from, to, { hold: true });
    await expect(chip).toHaveText(kept);
    await page.mouse.move(from.x, from.y, { steps: 6 });
    await expect(chip).toHaveText(violated);
    await page.mouse.move(to.x, to.y, { steps: 6 });
    await expect(chip).toHaveText(kept);
    await page.mouse.up();
    await expect(chip).toHaveText(kept);
    expect(await bench.script(page)).toMatch(/delay copy\(Ana\.1\) Frankfurt→Singapore -4[4-8]/);
    await bench.button(page, 'undo').click();
    await expect(chip).toHaveText(violated);
    expect(await bench.script(page)).toBe(before);
    await expect(bench.button(page, 'redo')).toBeEnabled();
  });

  test('nothing arrives before it was sent', async ({ page }) => {
    await openRace(page);
    const { from, to } = await headOf(page, COPY, -91.5);
    await bench.drag(page, from, to, { hold: true });
    await expect(page.getByText(say('drag.resists'))).toBeVisible();
    await expect(bench.peer(bench.diagram(page), COPY)).toHaveAccessibleName(/delivered at 2(\.\d+)?\sms/);
    await page.mouse.up();
    await expect(page.getByText(say('drag.resists'))).toBeHidden();
  });

  test('a head behind a cut says what holds it', async ({ page }) => {
    await openRace(page);
    await bench.write(page, `${RACE}at 20ms cut Frankfurt Virginia | Singapore\nat 200ms heal\n`);
    await expect(bench.peer(bench.diagram(page), 'cut:1')).toHaveCount(1);
    const { from, to } = await headOf(page, COPY, -60);
    await bench.drag(page, from, to, { hold: true });
    await expect(page.getByText(say('drag.resists.cut', { atUs: 200_000 }))).toBeVisible();
    await page.mouse.up();
  });

  test('what comes only after the end of the run is said', async ({ page }) => {
    await openRace(page);
    await bench.peer(bench.stage(page), 'link:Frankfurt-Singapore').focus();
    await page.keyboard.press('Enter');
    const slow = say('gesture.link.slow', { slowUs: 200_000, atUs: 0 });
    await page.getByRole('dialog').getByRole('button', { name: slow }).click();
    const args = { count: 1, message: 'acknowledgement(Ana.1) Singapore→Frankfurt', atUs: 403_000, endsUs: 300_000 };
    await expect(page.getByText(say('run.beyond', args))).toBeVisible();
    await bench.button(page, 'undo').click();
    await expect(page.getByText(say('run.beyond', args))).toHaveCount(0);
  });

  test('undo takes back bit by bit, redo brings back, reset begins anew', async ({ page }) => {
    await openRace(page);
    const states = [await bench.script(page)];
    for (const byMs of [-20, -30]) {
      const { from, to } = await headOf(page, COPY, byMs);
      await bench.drag(page, from, to);
      await expect.poll(() => bench.script(page)).not.toBe(states.at(-1));
      states.push(await bench.script(page));
    }
    await bench.choose(page, 'ack', 'sync');
    await expect.poll(() => bench.script(page)).toContain('ack=sync');
    const last = await bench.script(page);
    for (const state of states.toReversed()) {
      await bench.button(page, 'undo').click();
      expect(await bench.script(page)).toBe(state);
    }
    for (const _ of states) await bench.button(page, 'redo').click();
    expect(await bench.script(page)).toBe(last);
    await bench.button(page, 'reset').click();
    await expect.poll(() => bench.script(page)).toContain('title A cut before the read');
    await bench.button(page, 'undo').click();
    expect(await bench.script(page)).toBe(last);
  });
});

test.describe('the script', () => {
  test('an error stands at its line while the last run goes on, and mending it runs again', async ({ page }) => {
    await openRace(page);
    const before = await bench.verdicts(page);
    await bench.write(page, RACE.replace('at 59ms Bo', 'at 59mss Bo'));
    await expect(page.getByRole('alert')).toContainText('Line 13, column 4:');
    await expect(page.locator('.cm-line').nth(12).locator('.cm-lintRange-error')).toHaveCount(1);
    expect(await bench.verdicts(page)).toEqual(before);
    await expect(page.getByText(say('run.old'))).toBeVisible();
    await expect(page.locator('canvas').first()).toHaveCSS('filter', 'grayscale(1)');
    await bench.write(page, RACE.replace('at 59ms', 'at 159ms'));
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.getByText(say('run.old'))).toHaveCount(0);
    await expect(page.locator('canvas').first()).toHaveCSS('filter', 'none');
    await expect(page.locator('.cm-lintRange-error')).toHaveCount(0);
    await expect(bench.chip(page, 'linearizable')).toHaveText(kept);
  });

  test('every experiment of the list opens and runs', async ({ page }) => {
    test.slow(); // There are many.
    await open(page, 'lab/');
    const list = page.getByRole('combobox', { name: say('lab.open') });
    const values = (
      await list.getByRole('option').evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value))
    ).filter(Boolean);
    expect(values.length).toBeGreaterThan(10);
    let last = await bench.script(page);
    for (const value of values) {
      await list.selectOption(value);
      const name = await list.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]!.text);
      await expect(page.getByRole('banner').getByText(name, { exact: true })).toBeVisible();
      await expect.poll(() => bench.script(page)).not.toBe(last);
      last = await bench.script(page);
      await expect(page.getByRole('alert')).toHaveCount(0);
      await page.keyboard.press('End');
      expect(await bench.timeUs(page)).toBeGreaterThan(0);
      expect(await bench.verdicts(page)).not.toEqual([]);
    }
  });
});

test.describe('verdicts', () => {
  test('a chip explains itself, lights the witness, and leads to the moment', async ({ page }) => {
    await openRace(page);
    const pixels = () =>
      page.locator('canvas').evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));
    const [, diagram] = await pixels();
    await bench.chip(page, 'linearizable').click();
    await expect(bench.chip(page, 'linearizable')).toHaveAttribute('aria-pressed', 'true');
    await expect(
      page.getByRole('heading', { name: say('verdict.why.not', { guarantee: say('guarantee.linearizable') }) }),
    ).toBeVisible();
    await expect(page.getByText(say('guarantee.linearizable.promise'))).toBeVisible();
    await expect.poll(async () => (await pixels())[1]).not.toBe(diagram);
    await bench.button(page, 'verdict.show').click();
    expect(await bench.timeUs(page)).toBe(60_000);
    await expect(bench.peer(bench.stage(page), 'client:Bo')).toHaveAccessibleName(/read x/);
    await bench.button(page, 'close').click();
    await expect(bench.chip(page, 'linearizable')).toHaveAttribute('aria-pressed', 'false');
  });
});
