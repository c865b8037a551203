/** Reads the title of an experiment when the site is built: a list names what it opens, without loading it. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** The script's own `title`; '' where it has none. */
const titleIn = (script: string): string => /^title (.+)$/m.exec(script)?.[1]?.trim() ?? '';

/** The build's plug-in: `lost-write.txt?title` gives the words. */
export function titles(): Plugin {
  return {
    name: 'replicarium:titles',
    enforce: 'pre',
    load: {
      filter: { id: /\.txt\?title$/ },
      handler(id) {
        const file = id.replace(/\?title$/, '');
        this.addWatchFile(file);
        return { code: `export default ${JSON.stringify(titleIn(readFileSync(file, 'utf8')))};`, moduleType: 'js' };
      },
    },
  };
}
