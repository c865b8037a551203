/**
 * Takes every lesson to its end: with the mouse, with the keyboard alone and the pictures hidden, and with a finger on a phone.
 *
 * The walker knows no lesson: it does what each step asks for. Only how a goal is reached stands in a table, since
 * that is the learner's own idea; the page itself must then say that it is reached.
 */
import { env } from 'node:process';
import type { Locator, Page } from '@playwright/test';
import { expect, open, test } from '#support/page';
import { lessons } from '#support/pages';
import * as bench from '#support/workbench';
import { say } from '#support/workbench';

/** How a learner acts on the page. */
interface Hands {
  readonly name: string;
  readonly press: (page: Page, control: Locator) => Promise<void>;
  readonly choose: (page: Page, radio: Locator) => Promise<void>;
  /** Three notches faster: nobody wants to wait for a run in a test. */
  readonly hurry: (page: Page) => Promise<void>;
  /** Ways to goals, by lesson. */
  readonly goals: Readonly<Record<string, (page: Page) => Promise<void>>>;
}

const COPY = 'message:copy(Ana.1) Frankfurt→Singapore';

const mouse: Hands = {
  name: 'the mouse',
  press: (_, control) => control.click(),
  choose: (_, radio) => radio.locator('xpath=ancestor::label').click(),
  hurry: (page) => bench.button(page, 'transport.faster').click({ clickCount: 3 }),
  goals: {
    // The copy is on its way from 2 ms to 92 ms: half of that earlier overtakes Bo's question.
    'lessons/one-value-three-copies/': async (page) => {
      const picture = bench.diagram(page);
      const head = await bench.middle(bench.peer(picture, COPY));
      const sent = await bench.middle(bench.peer(picture, 'operation:Ana.1'));
      await bench.drag(page, head, { x: (head.x + sent.x) / 2, y: head.y });
    },
    'lessons/acknowledged-is-not-yet-safe/': (page) => bench.choose(page, 'ack', 'sync'),
    'lessons/failover-split-brain-fencing/': (page) => bench.choose(page, 'ack', 'semi-sync'),
    'lessons/order-without-clocks/': (page) => bench.choose(page, 'stamps', 'lamport'),
    'lessons/many-leaders-one-winner/': (page) => bench.choose(page, 'conflict', 'fields'),
    'lessons/merge-by-design/': async (page) => {
      await bench.choose(page, 'type', 'escrow');
      await bench.choose(page, 'lack', 'borrow');
    },
    'lessons/quorums/': (page) => bench.choose(page, 'writeBack', 'on'),
    'lessons/how-stale-how-often/': (page) => mouse.choose(page, numbered(page, 'w', 3)),
  },
};

const keyboard: Hands = {
  name: 'the keyboard alone, the pictures hidden',
  press: async (page, control) => {
    await bench.tabTo(page, control);
    await page.keyboard.press('Enter');
  },
  choose: chooseByKeys,
  hurry: async (page) => {
    for (let notch = 0; notch < 3; notch += 1) await page.keyboard.press('>');
  },
  goals: {
    'lessons/one-value-three-copies/': async (page) => {
      await bench.arrowTo(page, bench.diagram(page), COPY);
      await page.keyboard.press('Enter');
      const earlier = page.getByRole('dialog').getByRole('button', { name: say('gesture.earlier', { byUs: 45_000 }) });
      for (let count = 0; count < 10 && !(await isFocused(earlier)); count += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    },
    'lessons/acknowledged-is-not-yet-safe/': (page) => chooseByKeys(page, option(page, 'ack', 'sync')),
    'lessons/failover-split-brain-fencing/': (page) => chooseByKeys(page, option(page, 'ack', 'semi-sync')),
    'lessons/order-without-clocks/': (page) => chooseByKeys(page, option(page, 'stamps', 'lamport')),
    'lessons/many-leaders-one-winner/': (page) => chooseByKeys(page, option(page, 'conflict', 'fields')),
    'lessons/merge-by-design/': async (page) => {
      await chooseByKeys(page, option(page, 'type', 'escrow'));
      await chooseByKeys(page, option(page, 'lack', 'borrow'));
    },
    'lessons/quorums/': (page) => chooseByKeys(page, option(page, 'writeBack', 'on')),
    'lessons/how-stale-how-often/': (page) => chooseByKeys(page, numbered(page, 'w', 3)),
  },
};

/** As with the mouse, but by touch, where the words are a sheet over the page; a finger has no way to hurry. */
const finger: Hands = {
  ...mouse,
  name: 'a finger on a phone',
  press: (_, control) => control.tap(),
  choose: (_, radio) => radio.locator('xpath=ancestor::label').tap(),
  hurry: async () => {},
  goals: { ...mouse.goals, 'lessons/one-value-three-copies/': (page) => bench.choose(page, 'read', 'primary') },
};

/** One of the choices of a setting that stand side by side. */
const option = (page: Page, setting: string, value: string): Locator =>
  page
    .getByRole('radiogroup', { name: say(`setting.${setting}`), exact: true })
    .getByRole('radio', { name: say(`setting.${setting}.${value}`), exact: true });

/** A number of a setting whose numbers stand side by side. */
const numbered = (page: Page, setting: string, value: number): Locator =>
  page
    .getByRole('radiogroup', { name: say(`setting.${setting}`), exact: true })
    .getByRole('radio', { name: say(`setting.${setting}.number`, { number: value }), exact: true });

/** Tab reaches a group of radios once; arrows move inside, and each move chooses. */
async function chooseByKeys(page: Page, radio: Locator): Promise<void> {
  const group = await radio.getAttribute('name');
  const inGroup = () => page.evaluate((name) => document.activeElement?.getAttribute('name') === name, group);
  for (let count = 0; count < 250 && !(await inGroup()); count += 1) await page.keyboard.press('Tab');
  for (let count = 0; count < 10 && !(await isFocused(radio)); count += 1) await page.keyboard.press('ArrowDown');
  if (!(await radio.isChecked())) await page.keyboard.press('Space');
  await expect(radio).toBeChecked();
}

const isFocused = (thing: Locator): Promise<boolean> => thing.evaluate((element) => element === document.activeElement);

test.describe('on a phone', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 } });

  for (const [index, lesson] of lessons.entries())
    test(`${lesson} is done with ${finger.name}`, { tag: index === 0 ? [] : '@all' }, async ({ page }) => {
      test.slow();
      await open(page, lesson);
      await walk(page, lesson, finger);
      await expect(page.getByText(say('lesson.finished'))).toBeInViewport();
    });
});

for (const [index, lesson] of lessons.entries()) {
  for (const hands of [mouse, keyboard]) {
    test(`${lesson} is done with ${hands.name}`, { tag: index === 0 ? [] : '@all' }, async ({ page }) => {
      test.slow(); // Every choice of every step.
      await page.addInitScript(() =>
        addEventListener('pointerdown', () => (document.documentElement.dataset['pointer'] = 'used'), {
          capture: true,
        }),
      );
      await open(page, lesson);
      if (hands === keyboard) await page.addStyleTag({ content: 'canvas { visibility: hidden }' });
      await walk(page, lesson, hands);
      await expect(page.getByText(say('lesson.finished'))).toBeVisible();
      if (hands === keyboard) await expect(page.locator('html[data-pointer]')).toHaveCount(0);
    });
  }
}

/** Step after step to the end; each does what it is of, and says so where it fails. */
async function walk(page: Page, lesson: string, hands: Hands): Promise<void> {
  const next = page.getByRole('button', { name: new RegExp(`^(${say('lesson.next')}|${say('lesson.finish')}) `) });
  for (let steps = 0; steps < 20; steps += 1) {
    const title = (await page.locator('h1').textContent()) ?? '';
    await test.step(title, async () => {
      for (const question of await page
        .locator('fieldset')
        .filter({ hasNot: page.getByText(say('lesson.prediction'), { exact: true }) })
        .all())
        await recall(page, question, hands);
      if (await prediction(page).isVisible()) await predict(page, hands);
      if (await page.getByRole('region', { name: say('lesson.goal'), exact: true }).isVisible())
        await reach(page, lesson, hands);
      await follow(page, hands);
      await keepPicture(page, lesson, hands, steps + 1);
    });
    if (await page.getByText(say('lesson.finished')).isVisible()) return;
    await expect(next).toBeEnabled();
    const isLast = (await next.textContent())?.includes(say('lesson.finish'));
    await hands.press(page, next);
    if (isLast) return;
    await expect(page.locator('h1')).not.toHaveText(title);
    await expect(page.locator('h1')).toBeFocused();
  }
  throw new Error('the lesson has no end');
}

/** To look at every step afterwards: `WALK_PICTURES=folder`. */
async function keepPicture(page: Page, lesson: string, hands: Hands, step: number): Promise<void> {
  const folder = env['WALK_PICTURES'];
  if (!folder || hands === keyboard) return;
  await page.screenshot({ path: `${folder}/${lesson.split('/')[1]}-${step}.png` });
}

const prediction = (page: Page): Locator => page.getByRole('group', { name: say('lesson.prediction') });

/** Predicts the first choice; sees what the run makes of it, and the run in which it would have been right. */
async function predict(page: Page, hands: Hands): Promise<void> {
  await expect(page.getByText(say('strip.locked'))).toBeVisible();
  const choices = prediction(page).getByRole('radio');
  await expect(bench.button(page, 'lesson.predict')).toBeDisabled();
  await hands.choose(page, choices.first());
  await hands.hurry(page);
  await hands.press(page, bench.button(page, 'lesson.predict'));
  await expect(choices.first()).toBeDisabled();
  const right = prediction(page).getByText(say('lesson.choice.right'), { exact: true });
  await expect(right).toHaveCount(1, { timeout: 30_000 });
  const isRight = (await prediction(page).getByText(say('lesson.choice.wrong'), { exact: true }).count()) === 0;
  await expect(page.getByText(say(isRight ? 'lesson.outcome.right' : 'lesson.outcome.wrong'))).toBeVisible();
  const other = bench.button(page, 'lesson.would-hold');
  if (await other.isVisible()) {
    const verdicts = await bench.verdicts(page);
    await hands.press(page, other);
    await hands.press(page, bench.button(page, 'lesson.back.experiment'));
    await expect(other).toBeVisible();
    expect(await bench.verdicts(page)).toEqual(verdicts);
  } else if (!isRight) await hands.press(page, bench.button(page, 'lesson.look-at'));
}

/** Asks for all that helps, sees a solution, goes back to the own run, reaches the goal there, and loses and regains it. */
async function reach(page: Page, lesson: string, hands: Hands): Promise<void> {
  const way = hands.goals[lesson];
  if (!way) throw new Error(`how is the goal of ${lesson} reached with ${hands.name}? Say so in the table`);
  const status = page.getByRole('region', { name: say('lesson.goal'), exact: true }).getByRole('status');
  await expect(status).toHaveText(say('lesson.goal.open'));
  await hands.press(page, bench.button(page, 'lesson.hint.first'));
  await hands.press(page, bench.button(page, 'lesson.hint.next'));
  await hands.press(page, bench.button(page, 'lesson.hint.next'));
  await expect(page.getByText(say('lesson.hint', { number: 3 }))).toBeVisible();
  await hands.press(page, bench.button(page, 'lesson.solution'));
  await hands.press(page, bench.button(page, 'lesson.back.experiment'));
  await expect(status).toHaveText(say('lesson.goal.open'));
  await way(page);
  await expect(status).toHaveText(say('lesson.goal.reached'));
  await hands.press(page, bench.button(page, 'undo'));
  await expect(status).toHaveText(say('lesson.goal.before'));
  await hands.press(page, bench.button(page, 'redo'));
  await expect(status).toHaveText(say('lesson.goal.reached'));
}

/** Answers a question about earlier lessons with its first choice. */
async function recall(page: Page, question: Locator, hands: Hands): Promise<void> {
  await hands.choose(page, question.getByRole('radio').first());
  await hands.press(page, question.getByRole('button', { name: say('lesson.answer'), exact: true }));
  await expect(question.getByText(say('lesson.choice.known'), { exact: true })).toHaveCount(1);
}

/** Presses the first reference of each kind in the words: a term explains itself, a moment moves the cursor. */
async function follow(page: Page, hands: Hands): Promise<void> {
  for (const to of ['term', 'claim', 'moment', 'replica', 'client', 'operation']) {
    const reference = page.locator(`.prose [data-to="${to}"]:enabled`).first();
    if (!(await reference.isVisible())) continue;
    await hands.press(page, reference);
    const note = page.locator('.note');
    if (to !== 'term' && to !== 'claim') continue;
    await expect(note).toBeVisible();
    await hands.press(page, note.getByRole('button', { name: say('close') }));
    await expect(note).toHaveCount(0);
  }
}
