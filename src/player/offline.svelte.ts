/** The site without a network: registers the worker that keeps it, and says when a newer version waits. */

const WORKER = 'service-worker.js';

let waiting: ServiceWorker | undefined = $state.raw(undefined);

export const offline = {
  /** True when a newer version is there and waits to be let in. */
  get hasUpdate() {
    return waiting !== undefined;
  },

  /** `base` ends in a slash. Does nothing where the browser has no such workers: over plain http they are not allowed. */
  async keep(base: string): Promise<void> {
    if (!('serviceWorker' in navigator)) return;
    try {
      const registration = await navigator.serviceWorker.register(`${base}${WORKER}`, { scope: base });
      watch(registration);
    } catch {
      // Storage is blocked or the host serves no worker: the site works, with a network.
    }
  },

  /** Lets the newer version in and loads the page anew; what the learner did is in the link and in the store. */
  update(): void {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting?.postMessage('take over');
    waiting = undefined;
  },

  dismiss: () => void (waiting = undefined),
};

function watch(registration: ServiceWorkerRegistration): void {
  if (registration.waiting && navigator.serviceWorker.controller) waiting = registration.waiting;
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing;
    fresh?.addEventListener('statechange', () => {
      // The first of all needs no announcement: nothing older is shown.
      if (fresh.state === 'installed' && navigator.serviceWorker.controller) waiting = fresh;
    });
  });
}
