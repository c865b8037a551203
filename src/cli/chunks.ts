/** Puts what pages share into few files: else a page comes in forty pieces, since something loaded later needs one of them too. */
import type { Plugin } from 'vite';

/** The roots of the pages by which modules are shared out. */
const ROOTS = {
  layout: /\/generated\/client-optimized\/app\.js$|\/runtime\/client\/entry\.js$|\/routes\/\+layout\.(svelte|ts)$/,
  glossary: /\/routes\/glossary\/\+page\.(svelte|ts)$/,
  home: /\/routes\/\+page\.(svelte|ts)$/,
  lesson: /\/routes\/lessons\/\[slug\]\/\+page\.(svelte|ts)$/,
  lab: /\/routes\/lab\/\+page\.(svelte|ts)$/,
} as const;

type Kind = keyof typeof ROOTS;

/** The files, and which pages all need what is in them; a module goes to the first that it can. */
const SHARED: Readonly<Record<string, readonly Kind[]>> = {
  everywhere: ['layout'],
  text: ['home', 'glossary'],
  stage: ['home', 'lesson', 'lab'],
  workbench: ['lesson', 'lab'],
};

/** The build's plug-in: only what the browser loads is shared out so. Throws where a root is not found, as after a page has moved. */
export function chunks(): Plugin {
  const needed = new Map<string, Set<Kind>>();
  return {
    name: 'replicarium:chunks',
    buildEnd(error) {
      if (this.environment.name !== 'client' || error) return;
      const walk = (id: string, kind: Kind): void => {
        const kinds = needed.get(id) ?? new Set();
        if (kinds.has(kind)) return;
        needed.set(id, kinds.add(kind));
        this.getModuleInfo(id)?.importedIds.forEach((imported) => walk(imported, kind));
      };
      const ids = [...this.getModuleIds()];
      if (ids.every((id) => !ROOTS.layout.test(id))) return; // The service worker's build.
      for (const kind of Object.keys(ROOTS) as Kind[]) {
        const roots = ids.filter((id) => ROOTS[kind].test(id));
        if (roots.length === 0) throw new Error(`cli/chunks.ts: no module is the root of "${kind}"`);
        roots.forEach((root) => walk(root, kind));
      }
    },
    outputOptions(options) {
      if (this.environment.name !== 'client') return;
      const groups = Object.entries(SHARED).map(([name, kinds]) => ({
        name,
        test: (id: string) => kinds.every((kind) => needed.get(id)?.has(kind)),
      }));
      return { ...options, codeSplitting: { groups } };
    },
  };
}
