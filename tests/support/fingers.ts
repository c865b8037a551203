/** Fingers on a page, through the browser's own touch events, which Playwright's mouse does not make. */
import type { CDPSession, Page } from '@playwright/test';
import type { Pixel } from './workbench';

export interface Fingers {
  down(...at: readonly Pixel[]): Promise<void>;
  move(...at: readonly Pixel[]): Promise<void>;
  up(): Promise<void>;
}

export async function fingersOn(page: Page): Promise<Fingers> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: readonly Pixel[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at.map(({ x, y }, id) => ({ x, y, id })) });
  return {
    /** One finger after another, as hands do. */
    async down(...at) {
      for (let count = 1; count <= at.length; count += 1) await touch('touchStart', at.slice(0, count));
    },
    async move(...at) {
      await touch('touchMove', at);
    },
    async up() {
      await touch('touchEnd', []);
    },
  };
}

/** Down at the first place, along a straight line, up at the last. */
export async function swipe(fingers: Fingers, from: Pixel, to: Pixel): Promise<void> {
  await fingers.down(from);
  const steps = 6;
  for (let step = 1; step <= steps; step += 1)
    await fingers.move({
      x: from.x + ((to.x - from.x) * step) / steps,
      y: from.y + ((to.y - from.y) * step) / steps,
    });
  await fingers.up();
}
