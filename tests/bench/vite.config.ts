/** Builds the benchmark as the site is built: for production, so that what is measured is what learners run. */
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { documents } from '../../src/cli/documents.ts';
import { markdown } from '../../src/cli/markdown.ts';

const forBrowser = env['BENCH'] === 'browser';
const parts = { truth: 'tests/bench/truth.ts', lessons: 'tests/bench/lessons.ts' } as const;
const entry = parts[env['BENCH'] as keyof typeof parts] ?? 'tests/bench/main.ts';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  publicDir: false,
  plugins: [markdown(), documents()],
  ssr: { noExternal: true },
  build: forBrowser
    ? {
        lib: { entry: 'tests/bench/browser.ts', formats: ['es'], fileName: () => 'browser.js' },
        outDir: '.build/bench-browser',
      }
    : { ssr: entry, target: 'node20', outDir: '.build/bench', emptyOutDir: false, minify: false },
});
