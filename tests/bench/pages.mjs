/** Measures the built site in a browser: what a drag costs in each lesson's run, how soon a page can be used, what it weighs, and whether it grows. */
import { gzipSync, brotliCompressSync } from 'node:zlib';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {{label: string, value: number, unit: string, aim: string}} Row */
/** @typedef {{name: string, ph: string, ts: number, dur?: number, tid: number, pid: number, args?: {data?: {type?: string}}}} Slice */

const MOVES = 120;
/** What the page's own script does is traced under these names; nested ones are counted once. */
const WORK = new Set(['EventDispatch', 'FireAnimationFrame', 'FunctionCall', 'RunMicrotasks', 'TimerFire']);

/**
 * @param {Browser} browser
 * @param {string} url where the site stands, with a slash at its end
 * @param {Readonly<Record<string, string>>} scripts the longest experiment of each lesson, by slug
 * @returns {Promise<Row[]>}
 */
export async function pagesBench(browser, url, scripts) {
  const rows = [];
  for (const [slug, script] of Object.entries(scripts))
    rows.push(...(await dragIn(browser, `${url}lab/`, slug, script)));
  for (const path of ['', 'lessons/one-value-three-copies/']) {
    rows.push(await untilUsable(browser, url + path, path));
    rows.push(...(await weight(browser, url + path, path)));
  }
  rows.push(...(await looping(browser, `${url}lessons/one-value-three-copies/`)));
  return rows;
}

/** @param {Page} page */
const usable = (page) => page.waitForSelector('html[data-hydrated]', { state: 'attached' });

/**
 * JavaScript from the pointer's event to the last draw call that follows from it, while the head of the middle arrow is
 * dragged to and fro.
 *
 * @param {Browser} browser @param {string} url @param {string} slug @param {string} script @returns {Promise<Row[]>}
 */
async function dragIn(browser, url, slug, script) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  await usable(page);
  await page.locator('.cm-content').fill(script);
  await page.waitForTimeout(800);
  const heads = page.locator('[data-peer^="message:"]');
  const plot = await page.locator('canvas').last().boundingBox();
  if (plot) await page.mouse.move(plot.x + plot.width / 2, plot.y + plot.height / 2);
  for (let zoom = 0; zoom < 12 && (await heads.count()) === 0; zoom += 1) {
    await page.mouse.wheel(0, -200); // Where there are many arrows, they are named one by one only from near.
    await page.waitForTimeout(200);
  }
  const boxes = (await Promise.all((await heads.all()).map((head) => head.boundingBox()))).filter(
    (box) => box !== null,
  );
  const head = boxes.sort((a, b) => a.x - b.x)[boxes.length >> 1];
  if (!head) throw new Error(`${slug}: there is no arrow to drag`);
  const [x, y] = [head.x + head.width / 2, head.y + head.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 4, y);
  await browser.startTracing(page, { categories: ['devtools.timeline'] });
  const frames = await page.evaluateHandle(() => {
    const seen = { count: 0, from: performance.now() };
    const next = () => requestAnimationFrame(() => ((seen.count += 1), next()));
    next();
    return seen;
  });
  for (let move = 0; move < MOVES; move += 1) {
    await page.mouse.move(x + 30 * Math.sin(move / 6), y);
    await page.waitForTimeout(16);
  }
  const rate = await frames.evaluate(({ count, from }) => (count * 1_000) / (performance.now() - from));
  const trace = JSON.parse((await browser.stopTracing()).toString());
  await page.mouse.up();
  await page.close();
  const costs = workPerMove(trace.traceEvents);
  if (costs.length < MOVES / 2) throw new Error(`${slug}: the trace shows ${costs.length} of ${MOVES} moves`);
  const most = (/** @type {readonly number[]} */ some) =>
    some.toSorted((a, b) => a - b)[Math.floor(0.95 * (some.length - 1))] ?? 0;
  return [
    {
      label: `a drag in ${slug}: JavaScript from a move to its last draw call, 95th percentile`,
      value: most(costs.map(({ drawn }) => drawn)),
      unit: 'ms',
      aim: '≤ 12',
    },
    {
      label: `a drag in ${slug}: with the words that follow the picture in tasks of their own, 95th percentile`,
      value: most(costs.map(({ drawn, after }) => drawn + after)),
      unit: 'ms',
      aim: '',
    },
    { label: `a drag in ${slug}: frames a second here (drawn in software)`, value: rate, unit: '/s', aim: '' },
  ];
}

/**
 * For each move of the pointer, the milliseconds of script from its event up to the next one's: until all is drawn, which
 * happens in a frame, and in tasks that timers begin after it.
 *
 * @param {readonly Slice[]} slices
 */
function workPerMove(slices) {
  const isMove = (/** @type {Slice} */ { name, args }) =>
    name === 'EventDispatch' && args?.data?.type === 'pointermove';
  const first = slices.find(isMove);
  const own = slices
    .filter(({ ph, name, tid, pid }) => ph === 'X' && WORK.has(name) && tid === first?.tid && pid === first.pid)
    .sort((a, b) => a.ts - b.ts);
  /** @type {{drawn: number, after: number}[]} */
  const costs = [];
  let end = 0;
  for (const slice of own) {
    if (isMove(slice)) costs.push({ drawn: 0, after: 0 });
    const { ts, dur = 0, name } = slice;
    const cost = costs.at(-1);
    if (ts < end || !cost) continue;
    end = ts + dur;
    cost[name === 'TimerFire' ? 'after' : 'drawn'] += dur / 1_000;
  }
  return costs;
}

/**
 * @param {Browser} browser @param {string} url @param {string} path @returns {Promise<Row>}
 */
async function untilUsable(browser, url, path) {
  /** @type {number[]} */
  const times = [];
  for (let visit = 0; visit < 5; visit += 1) {
    const page = await (await browser.newContext()).newPage();
    const client = await page.context().newCDPSession(page);
    await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.addInitScript(() => {
      const seen = () => document.documentElement.hasAttribute('data-hydrated');
      new MutationObserver(() => {
        if (seen()) /** @type {any} */ (globalThis).usableMs ??= performance.now();
      }).observe(document, { attributes: true, subtree: true });
    });
    await page.goto(url);
    await usable(page);
    times.push(await page.evaluate(() => /** @type {any} */ (globalThis).usableMs));
    await page.context().close();
  }
  return {
    label: `/${path}: time until it can be used, at a quarter of the processor's speed`,
    value: times.sort((a, b) => a - b)[times.length >> 1] ?? 0,
    unit: 'ms',
    aim: '',
  };
}

/**
 * The JavaScript that a page asks for before its first picture, and all that has come once it can be used, compressed as
 * servers do.
 *
 * @param {Browser} browser @param {string} url @param {string} path @returns {Promise<Row[]>}
 */
async function weight(browser, url, path) {
  const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
  /** @type {Promise<readonly [string, Buffer]>[]} */
  const bodies = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) bodies.push(response.body().then((body) => [response.url(), body]));
  });
  const html = (await (await page.goto(url))?.text()) ?? '';
  await usable(page);
  // Later, the page adds hints of its own: only those of the file count.
  const hints = html.matchAll(/<link[^>]*rel="later"[^>]*href="([^"]+)"|<link[^>]*href="([^"]+)"[^>]*rel="later"/g);
  const first = new Set([...hints].map(([, before, after]) => new URL(before ?? after ?? '', url).href));
  const all = await Promise.all(bodies);
  await page.context().close();
  const sum = (
    /** @type {(body: Buffer) => Buffer} */ compress,
    /** @type {readonly (readonly [string, Buffer])[]} */ some,
  ) => some.reduce((bytes, [, body]) => bytes + compress(body).length, 0) / 1e3;
  const preloaded = all.filter(([from]) => first.has(from));
  if (preloaded.length === 0) throw new Error(`/${path}: its file names no script to load first`);
  return [
    {
      label: `/${path}: JavaScript of the first view, gzip`,
      value: sum(gzipSync, preloaded),
      unit: 'kB',
      aim: '≤ 100',
    },
    { label: `/${path}: the same, brotli`, value: sum(brotliCompressSync, preloaded), unit: 'kB', aim: '' },
    { label: `/${path}: all JavaScript until it can be used, gzip`, value: sum(gzipSync, all), unit: 'kB', aim: '' },
  ];
}

/**
 * The heap after the first minute and after the tenth of a run that plays over and over, on a clock that runs ahead.
 *
 * @param {Browser} browser @param {string} url @returns {Promise<Row[]>}
 */
async function looping(browser, url) {
  const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
  const client = await page.context().newCDPSession(page);
  await page.clock.install();
  await page.goto(url);
  await usable(page);
  const heap = async () => {
    await client.send('HeapProfiler.collectGarbage');
    const { usedSize } = await client.send('Runtime.getHeapUsage');
    return usedSize / 1e6;
  };
  const play = page.getByRole('button', { name: 'Play', exact: true });
  let rounds = 0;
  const minute = async () => {
    for (let part = 0; part < 6; part += 1) {
      if (await play.isVisible()) {
        await play.click();
        rounds += 1;
      }
      await page.clock.runFor(10_000);
    }
  };
  await minute();
  const early = await heap();
  for (let count = 1; count < 10; count += 1) await minute();
  const late = await heap();
  await page.context().close();
  if (rounds < 10) throw new Error(`the run was played ${rounds} times in ten minutes: too few to see a leak`);
  return [
    { label: `heap after a minute of a run that plays over and over`, value: early, unit: 'MB', aim: '' },
    { label: `heap after ten minutes (${rounds} rounds), against that`, value: late / early, unit: '×', aim: '≤ 1.02' },
  ];
}
