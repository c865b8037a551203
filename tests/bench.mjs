/**
 * `npm run bench`: measures everything in one run, on production builds, and prints a table of figures with their aims.
 * Nothing is asserted: times depend on the machine, so only ratios within one run mean anything.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';
import { ensureSite, SITE } from '../src/cli/build.mjs';
import { serve } from '../src/cli/serve.mjs';
import { pagesBench } from './bench/pages.mjs';
import { ensureChromium, launchOptions } from './support/browser.mjs';

/** @typedef {{label: string, value: number, unit: string, aim: string}} Row */

const root = join(import.meta.dirname, '..');

/** @param {string[]} args @param {'inherit' | 'pipe'} out @param {NodeJS.ProcessEnv} [env] */
function node(args, out, env = {}) {
  const options = {
    cwd: root,
    encoding: /** @type {const} */ ('utf8'),
    env: { ...process.env, ...env },
    maxBuffer: 1e8,
  };
  const done = spawnSync(process.execPath, args, { ...options, stdio: ['ignore', out, 'inherit'] });
  if (done.status !== 0) process.exit(done.status ?? 1);
  return done.stdout;
}

/** @param {string} target */
const build = (target) =>
  node(
    [
      join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
      'build',
      '--config',
      'tests/bench/vite.config.ts',
      '--logLevel',
      'error',
    ],
    'inherit',
    { BENCH: target },
  );

/** @returns {Promise<Row[]>} */
async function inBrowser() {
  build('browser');
  const drawn = join(root, '.build', 'bench-browser');
  writeFileSync(
    join(drawn, 'index.html'),
    '<!doctype html><title>bench</title><script type="module" src="browser.js"></script>',
  );
  ensureSite();
  await ensureChromium();
  const url = await serve({ root: SITE, base: '/some/where/', host: '127.0.0.1', port: 0 });
  const browser = await chromium.launch(await launchOptions());
  try {
    const page = await browser.newPage();
    await page.goto(await serve({ root: drawn, base: '/', host: '127.0.0.1', port: 0 }));
    await page.waitForFunction('globalThis.runBrowserBench');
    const rows = /** @type {Row[]} */ (await page.evaluate('runBrowserBench()'));
    build('lessons');
    const scripts = JSON.parse(node([join(root, '.build', 'bench', 'lessons.js')], 'pipe'));
    return [...rows, ...(await pagesBench(browser, url, scripts))];
  } finally {
    await browser.close();
  }
}

/** `npm run bench -- pages` measures only what a browser can. */
const isWhole = process.argv[2] !== 'pages';
if (isWhole) build('node');
/** @type {Row[]} */
const rows = [
  ...(isWhole ? JSON.parse(node([join(root, '.build', 'bench', 'main.js')], 'pipe')) : []),
  ...(await inBrowser()),
];
process.stdout.write(`Node ${process.version}, ${process.platform}\n`);
for (const { label, value, unit, aim } of rows) {
  const figure =
    Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3)).toString();
  process.stdout.write(
    `${label.padEnd(64)} ${figure.padStart(12)} ${unit.padEnd(4)} ${aim === '' ? '' : `aim ${aim}`}\n`,
  );
}
process.exit(0); // The server would serve on.
