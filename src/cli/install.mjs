/** Makes a fresh clone ready: installs the locked packages when they are missing. Plain Node, since nothing is there yet. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The top folder of the clone. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Installs by `npm ci` unless what is installed is what the lock file says. What npm prints goes to stderr. */
export function ensureInstalled() {
  if (isInstalled()) return;
  process.stderr.write('Installing packages (npm ci) …\n');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32', // npm is a .cmd there.
    env: { ...process.env, npm_config_ignore_scripts: 'true' }, // No locked package needs an install script.
  });
  if (status !== 0) throw new Error(`npm ci failed with exit code ${status}`);
}

/** Compares versions, not file times: a check-out of another commit counts, a touched file does not. */
function isInstalled() {
  const receipt = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(receipt)) return false;
  const installed = readPackages(receipt);
  return Object.entries(readPackages(join(ROOT, 'package-lock.json'))).every(
    ([path, wanted]) => path === '' || wanted.optional || installed[path]?.version === wanted.version,
  );
}

/**
 * @param {string} lock
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function readPackages(lock) {
  return JSON.parse(readFileSync(lock, 'utf8')).packages;
}
