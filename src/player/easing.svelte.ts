/** Eases what jumps from one frame to the next, for a moment of real time: the player alone knows how much of it has passed. */
import { between, type EasedFrame } from '#scene/between';
import type { Frame } from '#scene/frame';

/** How long a new mark may take to appear, ms. */
const POP_MS = 160;

export class Easing {
  #shown: Frame | undefined;
  #from: Frame | undefined;
  #sinceMs = 0;
  /** Counts animation frames while something appears, so that whoever painted paints again. */
  #beat = $state(0);

  /** To be called while painting: the frame as it looks now. With reduced motion marks just change. */
  ease(next: Frame): EasedFrame {
    void this.#beat;
    const shown = this.#shown;
    this.#shown = next;
    if (!shown || shown.shape !== next.shape || matchMedia('(prefers-reduced-motion: reduce)').matches) return next;
    const nowMs = performance.now();
    if (shown !== next && between(shown, next, 0) !== next) [this.#from, this.#sinceMs] = [shown, nowMs];
    const u = (nowMs - this.#sinceMs) / POP_MS;
    if (!this.#from || u >= 1) return next;
    requestAnimationFrame(() => (this.#beat += 1));
    return between(this.#from, next, u);
  }
}
