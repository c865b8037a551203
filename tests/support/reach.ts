/** Follows imports from the entries, to find files that nothing reaches. */
import { matchesGlob } from './glob.ts';
import { resolveImport, type Source } from './sources.ts';

/** Where the outside comes in: pages, hooks, the command line, tests, configurations. */
const ENTRY = [
  /^src\/routes\/.*\+[\w.@-]+$/,
  /^src\/(hooks(\.\w+)?|app\.d|service-worker)\.ts$/,
  /^src\/cli\/(main\.ts|\w+\.mjs)$/,
  /^tests\/.*\.(test|e2e)\.ts$/,
  /^tests\/(run\.mjs|bench\.mjs|lighthouse\.mjs|bench\/[\w.-]+\.(ts|mjs))$/,
  /^[\w.-]+\.config\.(ts|js)$/,
];

/** Files under src, tests/support and lessons that no entry reaches, by import, glob or worker address. */
export function orphans(sources: readonly Source[], files: readonly string[]): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const reached = new Set<string>();
  const waiting = [...byPath.keys(), ...files].filter((path) => ENTRY.some((entry) => entry.test(path)));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    for (const { to, isGlob } of byPath.get(path)?.imports ?? []) {
      const target = resolveImport(path, to);
      if (target === undefined) continue;
      waiting.push(...(isGlob ? files.filter((file) => matchesGlob(file, target)) : [target]));
    }
  }
  return files.filter((path) => /\.(ts|mjs|svelte|css)$/.test(path) && !reached.has(path));
}
