/**
 * `npm run bench`: measures everything in one run, on production builds, and prints a table of figures with their aims.
 * Nothing is asserted: times depend on the machine, so only ratios within one run mean anything.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '..');

/** @param {string[]} args @param {'inherit' | 'pipe'} out */
const node = (args, out) => {
  const done = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', out, 'inherit'], maxBuffer: 1e8 });
  if (done.status !== 0) process.exit(done.status ?? 1);
  return done.stdout;
};

node([join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', 'tests/bench/vite.config.ts', '--logLevel', 'error'], 'inherit');
const stdout = node([join(root, '.build', 'bench', 'main.js')], 'pipe');

/** @type {{label: string, value: number, unit: string, aim: string}[]} */
const rows = JSON.parse(stdout);
process.stdout.write(`Node ${process.version}, ${process.platform}\n`);
for (const { label, value, unit, aim } of rows) {
  const figure = Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3)).toString();
  process.stdout.write(`${label.padEnd(64)} ${figure.padStart(12)} ${unit.padEnd(4)} ${aim === '' ? '' : `aim ${aim}`}\n`);
}
