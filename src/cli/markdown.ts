/** Reads a lesson's `en.md` into prose keyed by step id: one reader for the build, the command line and the tests. */
import type { Passage, Prose, Reference, Section } from '#lesson/prose';
import MarkdownIt, { type Token } from 'markdown-it';
import type { Plugin } from 'vite';
import { readNotes } from './notes.ts';

const parser = new MarkdownIt({ html: false, typographer: true });
parser.validateLink = () => true; // Judged below, where a bad one stops the build instead of staying as text.
parser.core.ruler.push('references', ({ tokens, env, Token }) => {
  for (const token of tokens) {
    if (token.type !== 'inline') continue;
    token.children = withFacts(withReferences(token, String(env['file'])), (type) => new Token(type, '', 0));
  }
});
parser.renderer.rules['fact'] = (tokens, at) => `<span data-fact="${tokens[at]!.content.slice(1, -1)}"></span>`;

/** What a link may point to besides `https:`; the values are elements: what can be pressed is a button. */
const ELEMENTS: Readonly<Record<Reference['to'], string>> = {
  moment: 'button',
  operation: 'button',
  replica: 'button',
  client: 'button',
  term: 'button',
  claim: 'button',
};

/** A step id or a block's name: `predict`, `choice-new`, `hint 1`. */
const NAME = /^[A-Za-z0-9]+(?:[-_. ][A-Za-z0-9]+)*$/;

/** The message names file, line and remedy. */
const proseError = (file: string, line: number, problem: string) => new Error(`${file}:${line}: ${problem}`);

/**
 * Reads `# Title`, then `## step-id` sections, each with its text and its `### name` blocks.
 *
 * @param file named in errors only
 * @throws on a duplicate or malformed name, or on text that belongs to no section
 */
export function readProse(markdown: string, file = 'prose'): Prose {
  const parts = split(parser.parse(markdown, { file }));
  const [head, title, ...rest] = parts;
  if (!head || head.body.length > 0 || title?.level !== 1) {
    throw proseError(file, 1, 'the file must begin with its title, "# Title"');
  }
  if (title.body.length > 0) {
    throw proseError(file, lineOf(title.body[0]), 'text before the first section: put it under a "## step-id"');
  }
  return { title: toText(title.heading), sections: readSections(rest, file) };
}

/** Renders a few lines as the prose is rendered. */
export function readPassage(markdown: string, file = 'prose'): Passage {
  const tokens = parser.parse(markdown, { file });
  return { html: parser.renderer.render(tokens, parser.options, {}).trim(), text: toText(tokens) };
}

/** Turns links into references: `[the cut](moment:20ms)` becomes a button that names its aim. Throws on any other address. */
function withReferences(inline: Token, file: string): Token[] {
  const tokens = inline.children ?? [];
  let open: Token | undefined;
  for (const token of tokens) {
    if (token.type === 'image') throw proseError(file, lineOf(inline), 'a picture: show it on the stage, by a script');
    if (token.type === 'link_open') [open, token.tag, token.attrs] = [token, ...aimOf(token, inline, file)];
    if (token.type === 'link_close') token.tag = open!.tag;
  }
  return tokens;
}

function aimOf(link: Token, inline: Token, file: string): [tag: string, attrs: [string, string][]] {
  const href = String(link.attrGet('href') ?? '');
  const [, scheme = '', name = ''] = /^([a-z]+):(.*)$/.exec(href) ?? [];
  if (scheme === 'https')
    return [
      'a',
      [
        ['href', href],
        ['rel', 'external noopener'],
      ],
    ];
  if (!Object.hasOwn(ELEMENTS, scheme) || name === '') {
    throw proseError(file, lineOf(inline), `a link to "${href}": use ${Object.keys(ELEMENTS).join(':, ')}: or https:`);
  }
  const tag = ELEMENTS[scheme as Reference['to']];
  const aim: [string, string][] = [
    ['data-to', scheme],
    ['data-name', decodeURIComponent(name)],
  ];
  return [tag, tag === 'button' ? [['type', 'button'], ...aim] : aim];
}

/** Splits `{name}` off plain text: the page puts the computed figure there. */
function withFacts(tokens: readonly Token[], make: (type: string) => Token): Token[] {
  return tokens.flatMap((token) => {
    if (token.type !== 'text') return [token];
    const parts = token.content.split(/(\{[a-z][A-Za-z0-9]*\})/).filter((part) => part !== '');
    return parts.map((content) => Object.assign(make(/^\{[a-z]\w*\}$/.test(content) ? 'fact' : 'text'), { content }));
  });
}

/** The build's plug-in: importing an `en.md` gives its prose, an `en.notes.md` its notes, so no parser reaches the browser. */
export function markdown(): Plugin {
  return {
    name: 'replicarium:markdown',
    enforce: 'pre',
    transform: {
      filter: { id: /\.md$/ }, // `?raw` asks for the text itself.
      handler(source, id) {
        const file = id.slice(id.lastIndexOf('/lessons/') + 1);
        const render = (markdown: string) => readPassage(markdown, file);
        const read = file.endsWith('.notes.md') ? readNotes(source, render, file) : readProse(source, file);
        return { code: `export default ${JSON.stringify(read)};`, map: null, moduleType: 'js' };
      },
    },
  };
}

/** A heading with what stands under it; the first part has no heading. */
interface Part {
  readonly level: number;
  readonly heading: readonly Token[];
  readonly line: number;
  readonly name: string;
  readonly body: Token[];
}

function split(tokens: readonly Token[]): Part[] {
  const parts: Part[] = [{ level: 0, heading: [], line: 1, name: '', body: [] }];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    if (token.type === 'heading_open' && token.level === 0) {
      const inline = tokens[at + 1]!; // markdown-it always gives open, inline, close.
      parts.push({
        level: Number(token.tag[1]),
        heading: [inline],
        line: lineOf(token),
        name: inline.content,
        body: [],
      });
      at += 2;
    } else {
      parts.at(-1)!.body.push(token);
    }
  }
  return parts;
}

function readSections(parts: readonly Part[], file: string): Record<string, Section> {
  const sections: Record<string, Section> = {};
  let blocks: Record<string, Section['blocks'][string]> | undefined;
  for (const part of parts) {
    const fail = (problem: string): never => {
      throw proseError(file, part.line, problem);
    };
    if (part.level === 1) fail('a second title: sections begin with "## step-id"');
    if (part.level > 3) fail(`"${'#'.repeat(part.level)}" is too deep: use **bold** inside a block`);
    if (!NAME.test(part.name)) fail(`"${part.name}" is no name: use letters and digits joined by - _ . or a space`);
    const passage = { html: parser.renderer.render(part.body, parser.options, {}).trim(), text: toText(part.body) };
    if (part.level === 2) {
      if (Object.hasOwn(sections, part.name)) fail(`a second section "${part.name}": step ids are unique in a lesson`);
      blocks = {};
      sections[part.name] = { ...passage, blocks };
    } else {
      if (!blocks) return fail(`block "${part.name}" stands before the first section: put a "## step-id" above it`);
      if (Object.hasOwn(blocks, part.name))
        fail(`a second block "${part.name}" in this section: names are unique there`);
      blocks[part.name] = passage;
    }
  }
  return sections;
}

const lineOf = (token: Token | undefined): number => (token?.map?.[0] ?? 0) + 1;

/** Plain text: paragraphs and code blocks apart by an empty line, list items marked, tables by cells. */
function toText(tokens: readonly Token[]): string {
  let text = '';
  let marker = '';
  for (const token of tokens) {
    if (token.type === 'list_item_open') marker = token.info === '' ? '- ' : `${token.info}. `;
    else if (token.type === 'fence' || token.type === 'code_block') text += `${token.content.trimEnd()}\n\n`;
    else if (token.type === 'inline') {
      text += marker + inlineText(token.children ?? []);
      marker = '';
    } else if (token.type === 'td_close' || token.type === 'th_close') text += '\t';
    else if (token.type === 'tr_close') text += '\n';
    else if (token.type === 'paragraph_close') text += token.hidden ? '\n' : '\n\n';
    else if (/_(list|table)_close$|^table_close$/.test(token.type)) text = `${text.trimEnd()}\n\n`;
  }
  return text.replace(/\n{3,}/g, '\n\n').trim();
}

function inlineText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'softbreak') return ' ';
      if (token.type === 'hardbreak') return '\n';
      return token.content; // Empty for the marks around emphasis and links.
    })
    .join('');
}
