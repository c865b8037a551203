/** Runs the tests that need no browser: pure code, laws, goldens, lessons, and the rules of the code itself. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { documents } from './src/cli/documents.ts';
import { markdown } from './src/cli/markdown.ts';
import { titles } from './src/cli/titles.ts';

export default defineConfig({
  plugins: [markdown(), documents(), titles(), svelte({ configFile: false })],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          testTimeout: process.env['LAWS'] === 'full' ? 3_600_000 : 20_000,
        },
      },
    ],
  },
});
