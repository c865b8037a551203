/** Keeps the screen awake where the browser can: over plain http, and in some browsers, there is no such thing, and the page says so. */

export interface WakeLock {
  /** True while the screen will not go to sleep by itself. */
  readonly holds: boolean;
  release(): void;
}

/** Takes the lock, and takes it again whenever the page comes back into sight. */
export function keepAwake(): WakeLock {
  let sentinel: WakeLockSentinel | undefined;
  let isOver = false;
  const take = async () => {
    if (isOver || document.visibilityState !== 'visible' || (sentinel && !sentinel.released)) return;
    try {
      sentinel = await navigator.wakeLock?.request('screen');
      if (isOver) await sentinel?.release();
    } catch {
      sentinel = undefined; // The browser saves power, or the page may not.
    }
  };
  void take();
  document.addEventListener('visibilitychange', take);
  return {
    get holds() {
      return sentinel !== undefined && !sentinel.released;
    },
    release() {
      isOver = true;
      document.removeEventListener('visibilitychange', take);
      void sentinel?.release();
    },
  };
}
