/** Builds the site and the command line when their sources have changed, and only then: a fingerprint stands beside each. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, ROOT } from './install.mjs';

const SHARED = ['src', 'lessons', 'package.json', 'package-lock.json'];

/** The built site's folder. */
export const SITE = join(ROOT, '.build', 'site');
/** The built command line, one file. */
export const CLI = join(ROOT, '.build', 'cli', 'main.mjs');

/** Builds the site if it is missing or older than its sources. What the build prints goes to stderr. */
export function ensureSite() {
  const made = join(SITE, 'index.html');
  buildOnce(made, [...SHARED, 'static', 'vite.config.ts', 'tsconfig.json'], () => {
    verifyLessons();
    runVite(['build', '--logLevel', 'warn'], 2);
  });
}

/** No site is built with a lesson that its rules refuse: they name file, step and remedy. */
function verifyLessons() {
  ensureCli();
  const { status } = spawnSync(process.execPath, [CLI, 'lessons', '--verify'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 2],
  });
  if (status !== 0) throw new Error('a lesson was refused: npm run -s cli -- lessons --verify says why');
}

/**
 * Builds the command line if it is missing or older than its sources. Quiet, since it runs before every command;
 * and by renaming one whole file, so that commands started at the same moment never see half of it.
 */
export function ensureCli() {
  buildOnce(CLI, [...SHARED, 'vite.cli.config.ts'], () => {
    const outDir = `${CLI}.${process.pid}`;
    try {
      runVite(['build', '--config', 'vite.cli.config.ts', '--logLevel', 'error'], 2, { CLI_OUT: outDir });
      renameSync(join(outDir, 'main.mjs'), CLI);
    } finally {
      rmSync(outDir, { recursive: true, force: true });
    }
  });
}

/**
 * @param {string} made the file by which one sees that the build is there
 * @param {readonly string[]} sources
 * @param {() => void} build
 */
function buildOnce(made, sources, build) {
  const receipt = `${join(ROOT, '.build', made === CLI ? 'cli' : 'site')}.fingerprint`;
  const now = fingerprint(sources); // Taken before the build: what changes meanwhile counts as newer.
  if (existsSync(made) && existsSync(receipt) && readFileSync(receipt, 'utf8') === now) return;
  ensureInstalled();
  mkdirSync(join(made, '..'), { recursive: true });
  rmSync(receipt, { force: true });
  build();
  writeFileSync(receipt, now);
}

/**
 * A hash over names and contents of all files under the given paths.
 *
 * @param {readonly string[]} paths
 */
function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesUnder(path))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  const at = join(ROOT, path);
  if (!existsSync(at)) return [];
  if (!statSync(at).isDirectory()) return [path];
  return readdirSync(at)
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

/**
 * @param {string[]} args
 * @param {number} output the descriptor that takes all output
 * @param {Record<string, string>} env
 */
function runVite(args, output, env = {}) {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(process.execPath, [vite, ...args], {
    cwd: ROOT,
    stdio: ['ignore', output, 2],
    env: { ...process.env, ...env },
  });
  if (status !== 0) throw new Error('the build failed: see above');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    if (process.argv[2] === 'cli') ensureCli();
    else if (process.argv[2] === 'site') ensureSite();
    else throw new Error('say which: site or cli');
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
