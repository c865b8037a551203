/** Finds a browser for the tests, or installs one. Plain Node: configurations read it before any TypeScript can run. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const CHROMIUM_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chromium-headless-shell',
];
const CHROMIUM_PATHS = [
  '/usr/lib/chromium/chromium',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Where Chromium is: $CHROMIUM, Playwright's own, a name on the PATH, or one of the usual places.
 *
 * @returns {Promise<string | undefined>}
 */
async function findChromium() {
  const own = process.env['CHROMIUM'];
  if (own) {
    if (!isProgram(own)) throw new Error(`$CHROMIUM names ${own}, which is not a program`);
    return own;
  }
  return (await playwrightsOwn()) ?? onPath(CHROMIUM_NAMES) ?? CHROMIUM_PATHS.find(isProgram);
}

/** Where Debian's Firefox ESR is. Playwright's own Firefox is another thing and not looked for. */
export function findFirefox() {
  return process.env['FIREFOX'] ?? onPath(['firefox-esr']);
}

/** What Playwright needs to launch Chromium. Empty where none is found: Playwright then says what is missing. */
export async function launchOptions() {
  const executablePath = await findChromium();
  return executablePath ? { executablePath } : {};
}

/** Finds Chromium, or installs it: by apt as root on Debian, else by Playwright. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  process.stderr.write('No Chromium here: installing one …\n');
  for (const install of [installByApt, installByPlaywright]) {
    install();
    const installed = await findChromium();
    if (installed) return installed;
  }
  throw new Error('no browser: install Chromium or Chrome, or set $CHROMIUM to the path of one');
}

function installByApt() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 2, 2] });
  }
}

function installByPlaywright() {
  const shell = process.platform === 'win32';
  spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: ['ignore', 2, 2], shell });
}

async function playwrightsOwn() {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return path && isProgram(path) ? path : undefined;
}

/** @param {readonly string[]} names */
function onPath(names) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(`${await ensureChromium()}\n`);
}
