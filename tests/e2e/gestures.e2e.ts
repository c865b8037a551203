/** Everything that can be seized, in the lab: by mouse, by finger, by keyboard; each is one line of the script and one step back. */
import { env } from 'node:process';
import type { Page } from '@playwright/test';
import { fingersOn, swipe } from '#support/fingers';
import { expect, open, test } from '#support/page';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

const SCRIPT = `replicarium 1
title Everything in reach
seed 3
ends 300ms
protocol primary-backup ack=async read=nearest
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Singapore
initially x=1
link Frankfurt-Virginia 45ms
link Frankfurt-Singapore 90ms
link Virginia-Singapore 110ms
at 20ms Ana write x=2
at 100ms cut Virginia | Singapore
at 120ms Bo read x
at 200ms heal Virginia | Singapore
`;
const COPY = 'message:copy(Ana.1) Frankfurt→Singapore';

async function openLab(page: Page): Promise<void> {
  await open(page, 'lab/');
  await bench.write(page, SCRIPT);
  await expect(page.getByText('Everything in reach', { exact: true })).toBeVisible();
}

const expectScript = (page: Page, text: string | RegExp) =>
  expect.poll(() => bench.script(page)).toMatch(typeof text === 'string' ? literal(text) : text);
const literal = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

/** After one undo the script is as it was typed. */
async function expectOneStepBack(page: Page): Promise<void> {
  await bench.button(page, 'undo').click();
  await expect.poll(() => bench.script(page)).toBe(SCRIPT);
}

const stagePeer = (page: Page, id: string) => bench.middle(bench.peer(bench.stage(page), id));
const diagramPeer = (page: Page, id: string) => bench.middle(bench.peer(bench.diagram(page), id));
const by = ({ x, y }: bench.Pixel, dx: number, dy: number): bench.Pixel => ({ x: x + dx, y: y + dy });

/** Pixels of the diagram that a millisecond takes. */
async function perMs(page: Page): Promise<number> {
  const [a, b] = [await diagramPeer(page, 'operation:Ana.1'), await diagramPeer(page, 'operation:Bo.1')];
  return (b.x - a.x) / 100;
}

for (const width of [1280, 360])
  test(`to take a tool in hand moves nothing, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openLab(page);
    const placeOf = (part: Element) => [part.getBoundingClientRect().top + scrollY, part.clientHeight];
    const places = () => Promise.all([bench.stage(page), bench.diagram(page)].map((part) => part.evaluate(placeOf)));
    const before = await places();
    for (const hand of ['cut', 'crash', 'pause', 'slow', 'lose', 'skew']) {
      await bench.button(page, `tool.${hand}`).click();
      await expect(page.getByText(say(`tool.${hand}.hint`))).toBeVisible();
      expect(await places()).toEqual(before);
    }
  });

test.describe('by mouse', () => {
  test.beforeEach(async ({ page }) => openLab(page));

  test('a line across a link cuts it, both ways or one, without any tool', async ({ page }) => {
    await bench.seek(page, 30);
    const link = await stagePeer(page, 'link:Frankfurt-Virginia');
    await bench.drag(page, by(link, 0, -45), by(link, 0, 45), { hold: true });
    await expect(page.getByText('Cuts Frankfurt–Virginia', { exact: false })).toBeVisible();
    await page.mouse.up();
    await expectScript(page, /at 30ms cut (Frankfurt \| Virginia|Virginia \| Frankfurt)/);
    await expectOneStepBack(page);

    await page.keyboard.down('Shift');
    await bench.drag(page, by(link, 0, -45), by(link, 0, 45));
    await page.keyboard.up('Shift');
    await expectScript(page, /at 30ms cut (Frankfurt > Virginia|Virginia > Frankfurt)/);
    await expectOneStepBack(page);
  });

  test('a client is carried to another replica', async ({ page }) => {
    await bench.drag(page, await stagePeer(page, 'client:Bo'), await stagePeer(page, 'replica:Virginia'));
    await expectScript(page, 'clients Ana@Frankfurt Bo@Virginia');
    await expectOneStepBack(page);
    await bench.drag(page, await stagePeer(page, 'client:Bo'), by(await stagePeer(page, 'client:Bo'), 60, 5));
    await expect.poll(() => bench.script(page)).toBe(SCRIPT);
  });

  test('each tool does what it says to what is tapped', async ({ page }) => {
    await bench.seek(page, 30);
    const tap = async (tool: string, id: string) => {
      await page.getByRole('button', { name: say(`tool.${tool}`), exact: true }).click();
      await expect(page.getByText(say(`tool.${tool}.hint`))).toBeVisible();
      const at = await stagePeer(page, id);
      await page.mouse.click(at.x, at.y);
    };
    const cases = [
      ['cut', 'link:Frankfurt-Virginia', 'at 30ms cut Frankfurt | Virginia'],
      ['crash', 'replica:Virginia', 'at 30ms crash Virginia'],
      ['pause', 'replica:Virginia', 'at 30ms pause Virginia'],
      ['slow', 'link:Frankfurt-Virginia', 'at 30ms link Frankfurt-Virginia 200ms'],
      ['slow', 'replica:Virginia', 'at 30ms node Virginia flush=50ms'],
      ['lose', 'link:Frankfurt-Virginia', 'at 30ms link Frankfurt-Virginia loss=30%'],
      ['skew', 'replica:Virginia', 'at 30ms node Virginia skew=+100ms'],
    ] as const;
    for (const [tool, id, line] of cases) {
      await tap(tool, id);
      await expectScript(page, line);
      await expectOneStepBack(page);
    }
  });

  test('the right button opens the menu, where replicas and clients are added, moved and removed', async ({ page }) => {
    const choose = async (id: string, name: RegExp) => {
      const at = await stagePeer(page, id);
      await page.mouse.click(at.x, at.y, { button: 'right' });
      await page.getByRole('dialog').getByRole('button', { name }).first().click();
    };
    await choose('replica:Virginia', /^Add a replica/);
    await expectScript(page, 'replicas Frankfurt Virginia Singapore Tokyo');
    await expectOneStepBack(page);
    await choose('replica:Virginia', /^Add a client/);
    await expectScript(page, 'Cleo@Virginia');
    await expectOneStepBack(page);
    await choose('replica:Virginia', /^Move Virginia to Singapore/);
    await expectScript(page, 'replicas Frankfurt Virginia@Singapore Singapore');
    await expectOneStepBack(page);
    await choose('replica:Virginia', /^Remove Virginia/);
    await expectScript(page, 'replicas Frankfurt Singapore');
    await expectOneStepBack(page);
    await choose('client:Bo', /^Move Bo to Virginia/);
    await expectScript(page, 'Bo@Virginia');
    await expectOneStepBack(page);
  });

  test('an operation is dragged along its lane; the ends of a cut are dragged', async ({ page }) => {
    const ms = await perMs(page);
    const read = await diagramPeer(page, 'operation:Bo.1');
    await bench.drag(page, read, by(read, 40 * ms, 0));
    await expectScript(page, /at 1(59|6[01])(\.\d+)?ms Bo read x/);
    await expectOneStepBack(page);

    const cut = await diagramPeer(page, 'cut:1');
    const [startX, y] = [cut.x, cut.y - 9]; // The band stands on its lane.
    await bench.drag(page, { x: startX, y }, { x: startX - 30 * ms, y });
    await expectScript(page, /at (69|70|71)(\.\d+)?ms cut Virginia \| Singapore/);
    await expectOneStepBack(page);
    await bench.drag(page, { x: startX + 100 * ms, y }, { x: startX + 140 * ms, y });
    await expectScript(page, /at 2(39|40|41)(\.\d+)?ms heal Virginia \| Singapore/);
    await expectOneStepBack(page);
  });

  test('an arrow’s head that is dragged off is lost', async ({ page }) => {
    const head = await diagramPeer(page, COPY);
    const box = (await bench.diagram(page).boundingBox())!;
    await bench.drag(page, head, { x: head.x, y: box.y + box.height + 60 }, { hold: true });
    await expect(page.getByText(/let go to lose it/)).toBeVisible();
    await page.mouse.up();
    await expectScript(page, 'drop copy(Ana.1) Frankfurt→Singapore');
    await expectOneStepBack(page);
  });

  test('a double click on a client’s lane asks for an operation then', async ({ page }) => {
    const ms = await perMs(page);
    const read = await diagramPeer(page, 'operation:Bo.1');
    await page.mouse.dblclick(read.x + 100 * ms, read.y);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Write x/ })
      .click();
    await expectScript(page, /at 2\d\d(\.\d+)?ms Bo write x/);
    await expectOneStepBack(page);
  });
});

test.describe('by finger', () => {
  test.use({ hasTouch: true });
  test.beforeEach(async ({ page }) => openLab(page));

  test('a head is dragged, a finger that stays opens the menu, two fingers zoom', async ({ page }) => {
    const fingers = await fingersOn(page);
    const head = await diagramPeer(page, COPY);
    await swipe(fingers, by(head, 9, 4), by(head, 60, 4));
    await expectScript(page, /delay copy\(Ana\.1\) Frankfurt→Singapore \+\d/);
    await expectOneStepBack(page);

    const virginia = await stagePeer(page, 'replica:Virginia');
    await fingers.down(virginia);
    await expect(page.getByRole('dialog')).toBeVisible();
    await fingers.up();
    await page.keyboard.press('Escape');
    await expect.poll(() => bench.script(page)).toBe(SCRIPT);

    const before = await perMs(page);
    const middle = await bench.middle(bench.diagram(page));
    await fingers.down(by(middle, -30, 0), by(middle, 30, 0));
    await fingers.move(by(middle, -60, 0), by(middle, 60, 0));
    await fingers.up();
    await expect.poll(async () => bench.peer(bench.diagram(page), 'operation:Ana.1').count()).toBe(0);
    expect(before).toBeGreaterThan(0);
  });

  test('a finger draws a cut with the tool in hand, carries a client, and taps', async ({ page }) => {
    const fingers = await fingersOn(page);
    await bench.seek(page, 30);
    await page.getByRole('button', { name: say('tool.cut'), exact: true }).tap();
    const link = await stagePeer(page, 'link:Frankfurt-Virginia');
    await swipe(fingers, by(link, 0, -45), by(link, 0, 45));
    await expectScript(page, /at 30ms cut/);
    await expectOneStepBack(page);
    await swipe(fingers, await stagePeer(page, 'client:Bo'), await stagePeer(page, 'replica:Virginia'));
    await expectScript(page, 'Bo@Virginia');
    await expectOneStepBack(page);
    await page.getByRole('button', { name: say('tool.crash'), exact: true }).tap();
    const virginia = await stagePeer(page, 'replica:Virginia');
    await page.touchscreen.tap(virginia.x, virginia.y);
    await expectScript(page, 'at 30ms crash Virginia');
    await expectOneStepBack(page);
  });
});

test('by keyboard: every menu is reached with arrows, and says and does the same', async ({ page }) => {
  await openLab(page);
  await bench.seek(page, 30);
  const choose = async (picture: 'stage' | 'diagram', id: string, name: RegExp) => {
    await bench.arrowTo(page, picture === 'stage' ? bench.stage(page) : bench.diagram(page), id);
    await page.keyboard.press('Enter');
    const entry = page.getByRole('dialog').getByRole('button', { name }).first();
    for (let tries = 0; tries < 40 && !(await entry.evaluate((e) => e === document.activeElement)); tries += 1)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  };
  const cases = [
    ['stage', 'link:Frankfurt-Virginia', /^Cut only the way Virginia/, 'at 30ms cut Virginia > Frankfurt'],
    ['stage', 'replica:Virginia', /^Set its clock 100/, 'node Virginia skew=+100ms'],
    ['stage', 'client:Bo', /^Move Bo to Virginia/, 'Bo@Virginia'],
    ['diagram', COPY, /^Lose this message/, 'drop copy(Ana.1) Frankfurt→Singapore'],
    ['diagram', 'operation:Bo.1', /^Begin 10 ms later/, 'at 130ms Bo read x'],
    ['diagram', 'cut:1', /^Remove this cut/, /heal Virginia \| Singapore/],
  ] as const;
  for (const [picture, id, name, line] of cases) {
    await choose(picture, id, name);
    await expectScript(page, line);
    expect(await bench.script(page)).not.toBe(SCRIPT);
    await page.keyboard.press('Control+z');
    await expect.poll(() => bench.script(page)).toBe(SCRIPT);
  }
});

/** A small generator with a seed, so that a failure can be run again. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

const COUNT = env['E2E'] === 'all' ? 300 : 40;

test(`${COUNT} random gestures leave no error, and undo leads back to the start`, async ({ page }) => {
  test.setTimeout(240_000);
  await openLab(page);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur()); // Or keys would be typed.
  const roll = dice(20_261);
  const somewhere = async () => {
    const picture = roll(2) === 0 ? bench.stage(page) : bench.diagram(page);
    const box = (await picture.boundingBox())!;
    return { x: box.x + roll(Math.floor(box.width)), y: box.y + roll(Math.floor(box.height)) };
  };
  for (let count = 0; count < COUNT; count += 1) {
    const kind = roll(6);
    if (kind === 0) {
      await page.keyboard.press(String(roll(10)));
    } else if (kind <= 3) {
      const [from, to] = [await somewhere(), await somewhere()];
      await bench.drag(page, from, to);
    } else {
      const at = await somewhere();
      await page.mouse.click(at.x, at.y, { button: kind === 4 ? 'left' : 'right' });
    }
    const dialog = page.getByRole('dialog');
    if (await dialog.isVisible()) {
      const entries = dialog.getByRole('button');
      await entries.nth(roll(await entries.count())).click();
      await expect(dialog).toBeHidden();
    }
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  const undo = bench.button(page, 'undo');
  for (let count = 0; count <= COUNT && (await bench.script(page)) !== SCRIPT; count += 1) await undo.click();
  expect(await bench.script(page)).toBe(SCRIPT);
});
