/** `npm run truth`: prints what others published beside what this program computes. Nothing is asserted here: the tests do. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '..', '..');
const vite = [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', 'tests/bench/vite.config.ts'];

for (const [args, env] of /** @type {const} */ ([
  [[...vite, '--logLevel', 'error'], { BENCH: 'truth' }],
  [[join('.build', 'bench', 'truth.js')], {}],
])) {
  const done = spawnSync(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
