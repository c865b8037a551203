/** Builds the benchmark as the site is built: for production, so that what is measured is what learners run. */
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { markdown } from '../../src/cli/markdown.ts';

const forBrowser = env['BENCH'] === 'browser';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  publicDir: false,
  plugins: [markdown()],
  ssr: { noExternal: true },
  build: forBrowser
    ? {
        lib: { entry: 'tests/bench/browser.ts', formats: ['es'], fileName: () => 'browser.js' },
        outDir: '.build/bench-browser',
      }
    : { ssr: 'tests/bench/main.ts', target: 'node20', outDir: '.build/bench', minify: false },
});
