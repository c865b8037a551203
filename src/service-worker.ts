/** Keeps the whole site in the browser's cache after the first visit, so that it works without a network; a newer version waits until it is asked in. */
/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { base, build, files, prerendered, version } from '$service-worker';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

/** Caches carry the base path: two copies of the site on one origin keep out of each other's way. */
const OURS = `replicarium:${base}/:`;
const CACHE = OURS + version;
const MISSING = `${base}/404.html`;

worker.addEventListener('install', (event) => event.waitUntil(fill()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('message', ({ data }) => {
  if (data === 'take over') void worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const isOurs = origin === worker.location.origin && pathname.startsWith(`${base}/`);
  if (request.method === 'GET' && isOurs) event.respondWith(answer(request));
});

/** All of the site, or the old version stays. What a page loads of its data beside its markup is taken where it exists. */
async function fill(): Promise<void> {
  const cache = await caches.open(CACHE);
  const fresh = (path: string) => new Request(path, { cache: 'reload' });
  await cache.addAll([...new Set([...build, ...files, ...prerendered])].map(fresh));
  await Promise.allSettled(prerendered.map((page) => cache.add(fresh(`${page}__data.json`))));
}

async function takeOver(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** From this version's cache, so that pages and their parts fit; else from the network; else the page that says that there is none. */
async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreSearch: true });
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    const page = request.mode === 'navigate' ? await cache.match(MISSING) : undefined;
    if (page) return page;
    throw error;
  }
}
