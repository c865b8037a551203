/**
 * `npm run lighthouse`: what Lighthouse says of the start page and of a lesson, on the built site. Lighthouse comes by npx when
 * it is asked for, since nothing else needs it. Prints the four scores and the times behind the first, of that visit among
 * five whose performance is the median, since one visit differs much from the next; asserts nothing.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { ensureSite, SITE } from '../src/cli/build.mjs';
import { serve } from '../src/cli/serve.mjs';
import { ensureChromium } from './support/browser.mjs';

const PAGES = ['', 'lessons/one-value-three-copies/'];
const TIMES = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'interactive'];

ensureSite();
const chromium = await ensureChromium();
const url = await serve({ root: SITE, base: '/', host: '127.0.0.1', port: 0 });
const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'));

/**
 * The server answers from this process, so the other one must not block it.
 *
 * @param {string} page
 */
async function report(page) {
  const file = join(folder, `${page.replaceAll('/', '-')}report.json`);
  const options = ['--quiet', '--output=json', `--output-path=${file}`, '--chrome-flags=--headless=new --no-sandbox'];
  const done = spawn('npx', ['-y', 'lighthouse', `${url}${page}`, ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, CHROME_PATH: chromium },
    shell: process.platform === 'win32',
  });
  const code = await new Promise((resolve) => done.on('close', resolve));
  if (code !== 0) throw new Error(`lighthouse ended with ${code}`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

const VISITS = 5;

for (const page of PAGES) {
  const visits = [];
  for (let visit = 0; visit < VISITS; visit += 1) visits.push(await report(page));
  visits.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
  const { categories, audits } = visits[VISITS >> 1];
  const scores = Object.entries(categories).map(([id, { score }]) => `${id} ${score}`);
  process.stdout.write(`/${page}\n  ${scores.join(', ')}\n`);
  process.stdout.write(`  ${TIMES.map((id) => `${id} ${audits[id].displayValue}`).join(', ')}\n`);
}
process.exit(0); // The server would serve on.
