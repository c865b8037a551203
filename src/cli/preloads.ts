/** Completes what a page's file tells the browser to fetch first: SvelteKit forgets a chunk that something loaded later needs as well. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest, Plugin } from 'vite';

/** The build's plug-in: mends the manifest between the build of the client and SvelteKit's reading of it. */
export function preloads(): Plugin {
  return {
    name: 'replicarium:preloads',
    writeBundle({ dir = '' }) {
      const file = join(dir, '.vite', 'manifest.json');
      if (this.environment.name !== 'client' || !existsSync(file)) return;
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
      writeFileSync(file, JSON.stringify(apart(manifest), undefined, 2));
    },
  };
}

const COPY = 'later:';

/**
 * SvelteKit walks a page's chunks once, through static and dynamic imports alike, and what it first meets behind a dynamic
 * one gets no hint, though the page may need it at once. So dynamic imports are given chunks of their own to be met in: the
 * same files under other keys.
 */
function apart(manifest: Manifest): Manifest {
  const copyOf = (key: string) => COPY + key;
  const own = Object.entries(manifest).map(
    ([key, chunk]) => [key, { ...chunk, dynamicImports: chunk.dynamicImports?.map(copyOf) }] as const,
  );
  const copies = own.map(
    ([key, chunk]) => [copyOf(key), { ...chunk, isEntry: false, imports: chunk.imports?.map(copyOf) }] as const,
  );
  return Object.fromEntries([...own, ...copies]) as Manifest;
}
