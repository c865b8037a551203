/** Builds the command line into one file with everything bundled, so that it runs wherever Node does. */
import { env } from 'node:process';
import { defineConfig } from 'vite';
import { documents } from './src/cli/documents.ts';
import { markdown } from './src/cli/markdown.ts';
import { titles } from './src/cli/titles.ts';

export default defineConfig({
  plugins: [markdown(), documents(), titles()],
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/cli/main.ts',
    target: 'node20',
    outDir: env['CLI_OUT'] ?? '.build/cli',
    minify: false, // A stack trace in a bug report should be readable.
    rolldownOptions: {
      output: { entryFileNames: 'main.mjs', banner: '#!/usr/bin/env node', codeSplitting: false },
    },
  },
});
