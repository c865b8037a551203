/** Builds the benchmark as the site is built: for production, so that what is measured is what learners run. */
import { defineConfig } from 'vite';
import { markdown } from '../../src/cli/markdown.ts';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  publicDir: false,
  plugins: [markdown()],
  ssr: { noExternal: true },
  build: { ssr: 'tests/bench/main.ts', target: 'node20', outDir: '.build/bench', minify: false },
});
