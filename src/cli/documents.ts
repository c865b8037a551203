/** Turns a README into a page's markup when the site is built: what a reader of the code reads, a learner reads too. */
import MarkdownIt, { type Token } from 'markdown-it';
import type { Plugin } from 'vite';

/** A part of a document, under a heading of its own. */
interface Part {
  readonly id: string;
  readonly title: string;
}

/** A README as markup. Its headings begin at `h2`; each has an id, the given prefix and its words. */
export interface Document extends Part {
  readonly parts: readonly Part[];
  readonly html: string;
}

const slugOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** The section that speaks to those who read the code: a page leaves it out. */
const FOR_CODERS = 'In the code';

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
  const tokens = withoutSection(parser.parse(markdown, {}), FOR_CODERS);
  for (const { children } of tokens) {
    let isOutside = false;
    for (const token of children ?? []) {
      if (token.type === 'link_open') isOutside = /^https:/.test(String(token.attrGet('href')));
      if (token.type === 'link_open' && isOutside) token.attrSet('rel', 'external noopener');
      if (/^link_/.test(token.type) && !isOutside) Object.assign(token, { type: 'text', content: '' });
    }
  }
  const headings = tokens.flatMap(({ type, tag }, at) =>
    type === 'heading_open' ? [{ tag, title: tokens[at + 1]!.content.replace(/[*_`]/g, '') }] : [],
  );
  const [{ title: words } = { title: '' }] = headings;
  const idOf = (heading: string) => `${prefix}-${slugOf(heading)}`;
  return {
    id: idOf(words),
    title: words,
    parts: headings.filter(({ tag }) => tag === 'h2').map(({ title: part }) => ({ id: idOf(part), title: part })),
    html: parser.renderer.render(tokens, parser.options, {}),
  };
}

/** Without a section of the second level, from its heading to the next of that level. */
function withoutSection(tokens: Token[], title: string): Token[] {
  const isHeading = (at: number) => tokens[at]?.type === 'heading_open' && tokens[at].tag === 'h2';
  const from = tokens.findIndex((_, at) => isHeading(at) && tokens[at + 1]!.content === title);
  if (from < 0) return tokens;
  const next = tokens.findIndex((_, at) => at > from && isHeading(at));
  return [...tokens.slice(0, from), ...(next < 0 ? [] : tokens.slice(next))];
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
