/** Drags the sheet of a lesson's words: by its handle, and with a finger anywhere while it only peeks out. */
import type { Sheet } from '#player/sheet.svelte';

/** Below so many px a press is a tap. */
const SLOP = 8;
/** A finger that has rested so long (ms) flicks no more. */
const REST = 100;

/** What can always be seized in the panel is marked `data-handle`. Gives back what ends it. */
export function dragging(sheet: Sheet, panel: HTMLElement): () => void {
  let from: { pointer: number; y: number; height: number } | undefined;
  let last = { y: 0, ms: 0, speed: 0 };

  const down = ({ isPrimary, target, pointerType, pointerId: pointer, clientY: y, timeStamp: ms }: PointerEvent) => {
    if (!isPrimary) return;
    const isHandle = target instanceof Element && target.closest('[data-handle]') !== null;
    const isMine = isHandle || (sheet.stand === 'peek' && pointerType === 'touch');
    from = isMine ? { pointer, y, height: panel.offsetHeight } : undefined;
    last = { y, ms, speed: 0 };
  };
  const move = ({ pointerId, clientY: y, timeStamp: ms }: PointerEvent) => {
    if (from?.pointer !== pointerId || (!sheet.isHeld && Math.abs(from.y - y) < SLOP)) return;
    if (!sheet.isHeld) panel.setPointerCapture(pointerId); // So letting go clicks nothing.
    last = { y, ms, speed: (last.y - y) / Math.max(1, ms - last.ms) };
    sheet.hold(from.height + from.y - y);
  };
  const up = ({ pointerId, timeStamp }: PointerEvent) => {
    if (from?.pointer !== pointerId) return;
    sheet.drop(timeStamp - last.ms < REST ? last.speed : 0);
    from = undefined;
  };
  const listeners = Object.entries({ pointerdown: down, pointermove: move, pointerup: up, pointercancel: up });
  for (const [name, listener] of listeners) panel.addEventListener(name, listener as EventListener);
  return () => listeners.forEach(([name, listener]) => panel.removeEventListener(name, listener as EventListener));
}
