/** Turns a README into a page's markup when the site is built: what a reader of the code reads, a learner reads too. */
import MarkdownIt from 'markdown-it';
import type { Plugin } from 'vite';

/** A README as markup. Its headings begin at `h2`; each has an id, the given prefix and its words. */
export interface Document {
  readonly title: string;
  readonly html: string;
}

const slugOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Reads markdown without raw HTML. Links into the project's files become their text: they have no address on the site. */
export function readDocument(markdown: string, prefix: string): Document {
  const parser = new MarkdownIt({ html: false, typographer: true });
  const { rules } = parser.renderer;
  let [title, heading] = ['', prefix];
  rules['heading_open'] = (tokens, at) => {
    heading = `${prefix}-${slugOf(tokens[at + 1]!.content)}`;
    title ||= heading;
    return `<h${levelOf(tokens[at]!.tag)} id="${heading}">`;
  };
  rules['heading_close'] = (tokens, at) => `</h${levelOf(tokens[at]!.tag)}>\n`;
  // A wide table scrolls by itself: what scrolls takes the focus, and has a name. Documents of one page share headings, so theirs is part of it.
  rules['table_open'] = () =>
    `<div class="table" role="region" tabindex="0" aria-labelledby="${title} ${heading}"><table>\n`;
  rules['table_close'] = () => '</table></div>\n';
  const tokens = parser.parse(markdown, {});
  for (const { children } of tokens) {
    let isOutside = false;
    for (const token of children ?? []) {
      if (token.type === 'link_open') isOutside = /^https:/.test(String(token.attrGet('href')));
      if (token.type === 'link_open' && isOutside) token.attrSet('rel', 'external noopener');
      if (/^link_/.test(token.type) && !isOutside) Object.assign(token, { type: 'text', content: '' });
    }
  }
  const first = tokens.findIndex(({ type }) => type === 'heading_open');
  return { title: tokens[first + 1]?.content ?? '', html: parser.renderer.render(tokens, parser.options, {}) };
}

const levelOf = (tag: string): number => Math.min(6, Number(tag[1]) + 1);

/** The build's plug-in: `README.md?document` gives title and markup. */
export function documents(): Plugin {
  return {
    name: 'replicarium:documents',
    enforce: 'pre',
    transform: {
      filter: { id: /\.md\?document$/ },
      handler(source, id) {
        const folder = id.split('/').at(-2)!;
        return { code: `export default ${JSON.stringify(readDocument(source, folder))};`, map: null, moduleType: 'js' };
      },
    },
  };
}
