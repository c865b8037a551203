/**
 * Runs the tests: everything by default, or one part by name. Plain Node, so that it works from a fresh clone.
 *
 * `npm test` runs all but the long parts; `npm test -- -u` first rewrites the goldens (and nothing else).
 * The last line is `N passed, N failed` over all runners; types, lint and the build count as one each.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { stripVTControlCharacters } from 'node:util';
import { ensureInstalled, ROOT } from '../src/cli/install.mjs';

const REPORTS = join(ROOT, '.test-results');

/**
 * What one runner found; `failures` names what failed and how it began.
 *
 * @typedef {{ passed: number, failed: number, failures?: readonly string[] }} Tally
 */

/**
 * One runner: a command, and how its outcome is counted.
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} command a package's program with its arguments, or `node` with a file
 * @property {Record<string, string>} [env]
 * @property {(failed: boolean) => Tally} count
 */

/** @type {Record<string, Step>} */
const STEPS = {
  sync: {
    ...single('generated types', ['svelte-kit', 'sync']),
    count: (failed) => ({ passed: 0, failed: failed ? 1 : 0 }),
  }, // No check of its own.
  goldens: vitest('goldens, rewritten', ['golden', '--update']),
  unit: vitest('tidy, unit, laws (reduced), goldens, lessons', []),
  laws: vitest('laws and planted faults (full counts)', ['laws', 'faults'], { LAWS: 'full' }),
  svelteCheck: single('types', ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings']),
  pure: single('types of pure code', ['tsc', '-p', 'src/tsconfig.pure.json']),
  eslint: single('lint', ['eslint', '.', '--max-warnings', '0']),
  prettier: single('format', ['prettier', '--check', '--log-level', 'warn', '.']),
  knip: single('unused files, exports and packages', ['knip']),
  build: single('build', ['node', 'src/cli/build.mjs', 'site']),
  e2e: playwright('end to end', []),
  e2eAll: playwright('end to end, every walk', [], { E2E: 'all' }),
  engines: playwright('engines', [], { ENGINES: '1' }),
  screenshots: playwright('screenshots, rewritten', ['--grep', '@screenshots', '--update-snapshots=all'], {
    E2E: 'all',
  }),
};

/**
 * Each part is lanes that run beside each other; a lane is steps one after another. Two lanes suit two cores.
 *
 * @type {Record<string, readonly (readonly (keyof typeof STEPS)[])[]>}
 */
const PARTS = {
  all: [
    ['build', 'unit'],
    ['svelteCheck', 'pure', 'eslint', 'prettier', 'knip'],
  ],
  laws: [['laws']],
  e2e: [['build', 'e2e']],
  'e2e-all': [['build', 'e2eAll']],
  engines: [['build', 'engines']],
  screenshots: [['build', 'screenshots']],
};

await main(process.argv.slice(2));

/** @param {readonly string[]} args */
async function main(args) {
  const { part, update } = readArguments(args);
  ensureInstalled();
  const browser = await import('./support/browser.mjs');
  if (part !== 'laws') say(`Browser: ${await browser.ensureChromium()}`);
  if (part === 'engines' && !browser.findFirefox()) say('Firefox ESR is not installed: only Chromium is compared.');
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });

  const tallies = [await runLane(['sync'])];
  if (update) tallies.push(await runLane(['goldens']));
  tallies.push(...(await Promise.all((PARTS[part] ?? []).map(runLane))));
  if (part === 'all') tallies.push(await runLane(['e2e'])); // Alone: animation is timed there.

  const { passed, failed, failures } = sum(tallies);
  process.exitCode = failed > 0 ? 1 : 0;
  if (failures.length > 0) say(`\nFailed:\n${failures.join('\n')}`); // Again, where a long log ends.
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
}

/** @param {readonly string[]} args */
function readArguments(args) {
  const update = args.some((arg) => arg === '-u' || arg === '--update');
  const [part = 'all', ...rest] = args.filter((arg) => arg !== '-u' && arg !== '--update');
  if (!Object.hasOwn(PARTS, part) || rest.length > 0 || (update && part !== 'all')) {
    process.stderr.write(`Usage: node tests/run.mjs [-u | ${Object.keys(PARTS).join(' | ')}]\n`);
    process.exit(2);
  }
  return { part, update };
}

/**
 * @param {readonly (keyof typeof STEPS)[]} names
 * @returns {Promise<Tally>}
 */
async function runLane(names) {
  const tallies = [];
  for (const name of names) tallies.push(await runStep(/** @type {Step} */ (STEPS[name])));
  return sum(tallies);
}

/**
 * Runs one step and prints its output in one piece under its heading, since lanes run beside each other.
 *
 * @param {Step} step
 * @returns {Promise<Tally>}
 */
async function runStep({ name, command, env = {}, count }) {
  const startedAtMs = Date.now();
  const { code, output } = await run(command, env);
  const counted = count(code !== 0);
  const tally = { ...counted, failures: counted.failures ?? (counted.failed > 0 ? [excerpt(name, output, -12)] : []) };
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  say(
    `\n== ${name}: ${tally.failed > 0 ? 'FAILED' : 'passed'} (${tally.passed} passed, ${tally.failed} failed; ${seconds} s)`,
  );
  if (output.trim() !== '' && (tally.failed > 0 || tally.passed + tally.failed > 1)) say(output.trimEnd());
  return tally;
}

/**
 * @param {readonly string[]} command
 * @param {Record<string, string>} env
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run([program = '', ...args], env) {
  const file = program === 'node' ? args : [binOf(program), ...args];
  const child = spawn(process.execPath, file, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/**
 * The file that a package's program runs: started by Node itself, which works the same on every system.
 *
 * @param {string} program
 */
function binOf(program) {
  /** @type {Record<string, string>} */
  const packages = { 'svelte-kit': '@sveltejs/kit', tsc: 'typescript', playwright: '@playwright/test' };
  const folder = join(ROOT, 'node_modules', packages[program] ?? program);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[program]);
}

/**
 * A check that passes or fails as a whole.
 *
 * @param {string} name
 * @param {readonly string[]} command
 * @returns {Step}
 */
function single(name, command) {
  return { name, command, count: (failed) => ({ passed: failed ? 0 : 1, failed: failed ? 1 : 0 }) };
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 * @returns {Step}
 */
function vitest(name, args, env = {}) {
  const report = reportFor(name);
  return {
    name,
    command: ['vitest', 'run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    env: { CI: 'true', ...env }, // New snapshots are written only when asked for.
    count: (failed) =>
      tally(report, failed, (json) => ({
        passed: json.numPassedTests,
        failed: json.numFailedTests,
        failures: json.testResults.flatMap((/** @type {any} */ file) => [
          ...(file.status === 'failed' && file.assertionResults.length === 0 ? [excerpt(file.name, file.message)] : []),
          ...file.assertionResults
            .filter((/** @type {any} */ test) => test.status === 'failed')
            .map((/** @type {any} */ test) => excerpt(test.fullName, test.failureMessages.join('\n'))),
        ]),
      })),
  };
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 * @returns {Step}
 */
function playwright(name, args, env = {}) {
  const report = reportFor(name);
  return {
    name,
    command: ['playwright', 'test', '--reporter=line,json', ...args],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, PLAYWRIGHT_FORCE_TTY: '0', ...env },
    count: (failed) =>
      tally(report, failed, (json) => ({
        passed: json.stats.expected,
        failed: json.stats.unexpected + json.stats.flaky,
        failures: json.suites.flatMap(failuresOf),
      })),
  };
}

/**
 * What failed in a suite of Playwright's report, and in those inside it.
 *
 * @param {any} suite
 * @returns {string[]}
 */
function failuresOf({ title, specs = [], suites = [] }) {
  const failed = specs.filter((/** @type {any} */ spec) =>
    spec.tests.some((/** @type {any} */ test) => ['unexpected', 'flaky'].includes(test.status)),
  );
  return [
    ...failed.map((/** @type {any} */ spec) => {
      const results = spec.tests.flatMap((/** @type {any} */ test) => test.results);
      const error = results.find((/** @type {any} */ result) => result.error)?.error;
      return excerpt(`${title} › ${spec.title}`, error?.message ?? '');
    }),
    ...suites.flatMap(failuresOf),
  ];
}

/**
 * The name of what failed, above the first lines of what it said, without colours.
 *
 * @param {string} name
 * @param {string} text
 * @param {number} [lineCount] below zero: its last lines
 */
function excerpt(name, text, lineCount = 12) {
  const all = stripVTControlCharacters(text).trim().split('\n');
  const lines = lineCount < 0 ? all.slice(lineCount) : all.slice(0, lineCount);
  return [`- ${name}`, ...lines.map((line) => `    ${line.slice(0, 300)}`)].join('\n');
}

/** @param {string} name */
function reportFor(name) {
  return join(REPORTS, `${name.replace(/\W+/g, '-')}.json`);
}

/**
 * Reads a runner's report. A runner that failed without naming a failed test (a file that did not load, no test at
 * all) counts as one failure, and so does one that left no report.
 *
 * @param {string} report
 * @param {boolean} exitedBadly
 * @param {(json: any) => Tally} read
 * @returns {Tally} without failures where no test is known to have failed
 */
function tally(report, exitedBadly, read) {
  try {
    const { passed, failed, failures = [] } = read(JSON.parse(readFileSync(report, 'utf8')));
    const untold = failed === 0 && (exitedBadly || passed === 0);
    return untold ? { passed, failed: 1 } : { passed, failed, failures };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** @param {readonly Tally[]} tallies */
function sum(tallies) {
  return {
    passed: tallies.reduce((all, one) => all + one.passed, 0),
    failed: tallies.reduce((all, one) => all + one.failed, 0),
    failures: tallies.flatMap((one) => one.failures ?? []),
  };
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}
