/** Builds the site: prerendered pages that work under any sub-path, from any plain file server. */
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { markdown } from './src/cli/markdown.ts';
import { documents } from './src/cli/documents.ts';
import { chunks } from './src/cli/chunks.ts';
import { preloads } from './src/cli/preloads.ts';
import { titles } from './src/cli/titles.ts';
import { words } from './src/cli/words.ts';

export default defineConfig({
  plugins: [
    markdown(),
    documents(),
    titles(),
    words(),
    chunks(),
    preloads(),
    sveltekit({
      adapter: adapter({ pages: '.build/site', assets: '.build/site', precompress: true }),
      outDir: '.svelte-kit',
      paths: { relative: true },
      serviceWorker: {
        register: false, // Ours is registered once the page stands, and tells of updates.
        files: (path) => !path.includes('pictures/'), // No page shows them: they are the README's.
      },
      inlineStyleThreshold: 16_384, // A page's few styles come with it: it need not wait for them.
      compilerOptions: { runes: true },
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self', 'unsafe-inline'], // Hashes do not cover style attributes.
          'img-src': ['self', 'data:', 'blob:'],
          'font-src': ['self', 'data:'],
          'connect-src': ['self'],
          'worker-src': ['self', 'blob:'],
          'object-src': ['none'],
          'base-uri': ['self'],
        },
      },
    }),
  ],
  worker: { format: 'es', plugins: () => [markdown(), documents(), titles()] },
  build: { rolldownOptions: { checks: { pluginTimings: false } } },
});
