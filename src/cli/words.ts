/** Parses the words when the site is built, so that no parser of messages reaches the browser: a seventh of a first view. */
import { parse } from '@formatjs/icu-messageformat-parser';
import ts from 'typescript';
import type { Plugin } from 'vite';

/** In the catalogue's modules each text that has arguments becomes its syntax tree; plain texts stay as they are. */
export function words(): Plugin {
  return {
    name: 'replicarium:words',
    enforce: 'pre',
    config: () => ({
      resolve: {
        alias: [
          {
            find: /^@formatjs\/icu-messageformat-parser$/,
            replacement: '@formatjs/icu-messageformat-parser/no-parser.js',
          },
        ],
      },
    }),
    transform: {
      filter: { id: /\/src\/i18n\/(?!pseudo\/)[\w-]+\/[\w-]+\.ts$/ },
      handler: (code, id) => ({ code: parseTexts(code, id), map: null }),
    },
  };
}

/** Replaces the text of each property of the module's objects. A text that does not parse stops the build with its file. */
function parseTexts(code: string, file: string): string {
  const module = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const texts: ts.StringLiteralLike[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isPropertyAssignment(node) &&
      ts.isStringLiteralLike(node.initializer) &&
      node.initializer.text.includes('{')
    )
      texts.push(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(module);
  let parsed = code;
  for (const { text, ...place } of texts
    .map((node) => ({ text: node.text, start: node.getStart(), end: node.end }))
    .reverse()) {
    parsed = `${parsed.slice(0, place.start)}${JSON.stringify(tree(text, file))} as never${parsed.slice(place.end)}`;
  }
  return parsed;
}

function tree(text: string, file: string): unknown {
  try {
    return parse(text, { ignoreTag: true });
  } catch (error) {
    throw new Error(`${file}: “${text}” is no message: ${String(error)}`, { cause: error });
  }
}
