/** Runs the tests in a browser against the built site, served under a sub-path as a plain file server would. */
import { createServer } from 'node:net';
import { env } from 'node:process';
import { defineConfig, devices } from '@playwright/test';
import { findFirefox, launchOptions } from './tests/support/browser.mjs';

/** Workers read this file too and must find the same port: so it stands in the environment. */
env['E2E_PORT'] ??= String(await freePort());
const BASE = '/some/where/';
const firefox = findFirefox();

const chromium = { name: 'chromium', use: { ...devices['Desktop Chrome'], launchOptions: await launchOptions() } };

/** Playwright drives Debian's Firefox over WebDriver BiDi by a channel that its typings do not know. */
const esr = {
  name: 'firefox-esr',
  use: {
    ...devices['Desktop Firefox'],
    channel: 'moz-firefox',
    launchOptions: firefox ? { executablePath: firefox } : {},
  },
};

const engines = env['ENGINES'] !== undefined;
const all = env['E2E'] === 'all';

export default defineConfig({
  testDir: 'tests',
  testMatch: engines ? 'engines.e2e.ts' : 'e2e/**/*.e2e.ts',
  // A test tagged @all is one of the long walks, which `npm run e2e:all` takes.
  ...(all || engines ? {} : { grepInvert: /@all\b/ }),
  outputDir: '.test-results/e2e',
  snapshotPathTemplate: '{arg}{ext}',
  updateSnapshots: 'none',
  fullyParallel: true,
  workers: 2,
  forbidOnly: env['CI'] !== undefined,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['line']],
  use: {
    baseURL: `http://localhost:${env['E2E_PORT']}${BASE}`,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    serviceWorkers: 'block', // They would hide from the tests what a page fetches; offline.e2e.ts lets them in.
  },
  projects: engines ? [chromium, ...(firefox ? [esr] : [])] : [chromium],
  webServer: {
    command: `node src/cli/start.mjs --base ${BASE} --port ${env['E2E_PORT']}`,
    url: `http://localhost:${env['E2E_PORT']}${BASE}`,
    timeout: 120_000,
  },
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .on('error', reject)
      .listen(0, 'localhost', () => {
        const address = server.address();
        server.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
      });
  });
}
