/** Reads the project's own source files and what each imports, for the tests that hold the structure. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { cwd } from 'node:process';
import ts from 'typescript';

/** One import, export-from, dynamic import, glob or worker address. */
export interface Import {
  readonly to: string;
  readonly typeOnly: boolean;
  readonly isGlob: boolean;
  readonly line: number;
}

export interface Source {
  /** From the top folder, with slashes: `src/sim/draws.ts`. */
  readonly path: string;
  readonly text: string;
  /** Its code: of a Svelte file the scripts, with their lines where they stand in the file. */
  readonly code: ts.SourceFile;
  readonly imports: readonly Import[];
}

const CODE = /\.(ts|mjs|svelte)$/;

/** All code and styles under the given top folders. */
export function readSources(...folders: readonly string[]): Source[] {
  return folders
    .flatMap(filesUnder)
    .filter((path) => CODE.test(path))
    .map((path) => readSource(path));
}

/** Every file under a folder, sorted, named from the top folder. */
export function filesUnder(folder: string): string[] {
  const at = join(cwd(), folder);
  if (!existsSync(at)) return [];
  return readdirSync(at)
    .sort()
    .map((name) => `${folder}/${name}`)
    .flatMap((path) => (statSync(join(cwd(), path)).isDirectory() ? filesUnder(path) : [path]));
}

/** Reads one file; `text` is given in tests of the rules themselves. */
export function readSource(path: string, text = readFileSync(join(cwd(), path), 'utf8')): Source {
  const kind = path.endsWith('.mjs') ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  const script = path.endsWith('.svelte') ? onlyScripts(text) : text;
  const code = ts.createSourceFile(path, script, ts.ScriptTarget.Latest, true, kind);
  return { path, text, code, imports: findImports(code) };
}

/** Visits every node, the outer ones first. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** Counted from 1. */
export const lineAt = (code: ts.SourceFile, position: number): number =>
  code.getLineAndCharacterOfPosition(position).line + 1;

/**
 * The file that an import means, as a path from the top folder; nothing for a package.
 * A glob gives its pattern.
 */
export function resolveImport(from: string, to: string): string | undefined {
  const clean = to.replace(/\?.*$/, '');
  if (clean.startsWith('#')) return throughSubpath(clean);
  if (clean.startsWith('/')) return clean.slice(1);
  if (!clean.startsWith('.')) return undefined;
  const path = posix.join(dirname(from), clean);
  const candidates = [path, `${path}.ts`, `${path}/index.ts`];
  return candidates.find((candidate) => existsSync(join(cwd(), candidate)) && CODE_OR_STYLE.test(candidate)) ?? path;
}

const CODE_OR_STYLE = /\.\w+$/;

const SUBPATHS: Record<string, string> = JSON.parse(readFileSync(join(cwd(), 'package.json'), 'utf8')).imports;

function throughSubpath(name: string): string | undefined {
  const matches = Object.entries(SUBPATHS)
    .map(([pattern, target]) => ({ pattern, target, parts: pattern.split('*') }))
    .filter(({ parts: [head = '', tail] }) =>
      tail === undefined ? name === head : name.startsWith(head) && name.endsWith(tail),
    )
    .sort((a, b) => b.pattern.length - a.pattern.length); // The most specific pattern wins, as in Node.
  const [best] = matches;
  if (!best) return undefined;
  const [head = '', tail = ''] = best.parts;
  return best.target.replace('./', '').replace('*', name.slice(head.length, name.length - tail.length));
}

/** Blanks everything but the scripts, so that positions keep their lines. */
function onlyScripts(text: string): string {
  let script = '';
  let at = 0;
  for (const match of text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)) {
    const start = match.index + match[0].indexOf('>') + 1;
    script += blank(text.slice(at, start)) + match[1]!;
    at = start + match[1]!.length;
  }
  return script + blank(text.slice(at));
}

const blank = (text: string) => text.replace(/[^\n]/g, ' ');

function findImports(code: ts.SourceFile): Import[] {
  const imports: Import[] = [];
  const add = (to: ts.Node | undefined, typeOnly: boolean, isGlob = false) => {
    if (!to || !ts.isStringLiteralLike(to)) return;
    imports.push({ to: to.text, typeOnly, isGlob, line: lineAt(code, to.getStart(code)) });
  };
  walk(code, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node)) {
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
      else if (/^import\.meta\.glob$/.test(node.expression.getText(code))) {
        const patterns = node.arguments[0];
        if (patterns && ts.isArrayLiteralExpression(patterns))
          patterns.elements.forEach((one) => add(one, false, true));
        else add(patterns, false, true);
      }
    } else if (ts.isNewExpression(node) && node.expression.getText(code) === 'URL') {
      const [path, base] = node.arguments ?? [];
      if (base?.getText(code) === 'import.meta.url') add(path, false);
    }
  });
  return imports;
}

function isTypeImport(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return !clause.name && !!named && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly);
}
