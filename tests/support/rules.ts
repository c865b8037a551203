/** The rules of the code, each a function from a source file to what is wrong with it, in words that name the remedy. */
import ts from 'typescript';
import { PURE, TABLE } from './import-table.ts';
import { lineAt, resolveImport, walk, type Import, type Source } from './sources.ts';

/** The functions of Math that give the same last digit in every engine; its constants do too. */
const MATH = new Set(['abs', 'ceil', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc']);

/** Global name → what to use instead, in pure folders. */
const BANNED_GLOBALS: Readonly<Record<string, string>> = {
  Date: 'virtual time in µs, which the kernel hands over',
  performance: 'virtual time; speed is measured by npm run bench',
  setTimeout: 'a setTimer effect, which the kernel performs',
  setInterval: 'a setTimer effect that sets itself again',
  setImmediate: 'a setTimer effect of 0 µs',
  queueMicrotask: 'a direct call: pure code has no queue',
  requestAnimationFrame: 'a frame at a given t; only the player animates',
  console: 'a returned value; a note effect for what belongs in the trace',
  Intl: 'a phrase (#history/phrase) that i18n renders',
  fetch: 'an argument: who calls brings the data',
  XMLHttpRequest: 'an argument: who calls brings the data',
  window: 'an argument, or the player',
  document: 'an argument, or the ui',
  navigator: 'an argument, or the player',
  localStorage: 'an argument, or the player',
  crypto: 'draws (#sim/draws), which hash the seed and a name',
  process: 'an argument: only src/cli may touch Node',
  Buffer: 'Uint8Array',
  globalThis: 'an argument',
};

/** Method → what to use instead, in pure folders: their outcome differs by engine or by the reader's language. */
const BANNED_METHODS: Readonly<Record<string, string>> = {
  localeCompare: 'a comparison by < and >',
  toLocaleString: 'a phrase (#history/phrase) that i18n renders',
  toLocaleLowerCase: 'toLowerCase',
  toLocaleUpperCase: 'toUpperCase',
};

const PLUG_IN =
  /^([\w./-]*\.config|src\/(protocols|checkers)\/[^/]+\/index|src\/i18n\/[^/]+\/index|lessons\/[^/]+\/lesson)\.ts$/;
/** Put together here, so that this file does not break its own rule. */
const LATER = new RegExp(String.raw`\b(TO${'DO'}|FIX${'ME'}|X${'XX'})\b`);

/** `sim` of src/sim/draws.ts, `catalog` of src/catalog.ts; nothing for what lies elsewhere. */
function folderOf(path: string | undefined): string | undefined {
  const match = /^src\/([\w-]+)(?:\/|\.ts$)/.exec(path ?? '');
  return match?.[1];
}

/** The plug-in of src/protocols/<id>/…: what stands beside it must not be imported. */
const plugInOf = (path: string): string | undefined => /^src\/(?:protocols|checkers)\/([\w-]+)\//.exec(path)?.[1];

/** Rows of the import table that a file breaks. */
export function brokenImports(source: Source): string[] {
  const from = folderOf(source.path);
  if (from === undefined || source.path.endsWith('.d.ts') || !(from in TABLE)) return [];
  return source.imports.flatMap((one) => {
    const problem = importProblem(source.path, from, one);
    return problem === undefined ? [] : [`${source.path}:${one.line} imports '${one.to}': ${problem}`];
  });
}

function importProblem(path: string, from: string, { to, typeOnly, isGlob }: Import): string | undefined {
  const row = TABLE[from]!;
  const target = resolveImport(path, to);
  if (target === undefined) {
    if (to.startsWith('#')) return 'package.json "imports" has no such name';
    const name = to
      .split('/')
      .slice(0, to.startsWith('@') ? 2 : 1)
      .join('/');
    if (row.packages === 'any' || row.packages.includes(name)) return undefined;
    return `${from} may import the packages ${list(row.packages)} only: ${row.because}`;
  }
  const folder = folderOf(target);
  if (target.startsWith('tests/')) return 'code that ships must not need the tests';
  if (folder === undefined) return undefined;
  if (to.startsWith('.') && folder !== from)
    return `write '#${folder}/…': a relative path across folders hides its direction`;
  if (folder === from) return isGlob ? undefined : siblingProblem(path, target, from);
  if (row.may.includes(folder)) return undefined;
  if (row.values?.some((module) => target === `src/${module}.ts`)) return undefined;
  if (row.types?.includes(folder)) return typeOnly ? undefined : `types only, so write 'import type': ${row.because}`;
  return `${from} may import ${list([...row.may, ...(row.types ?? []).map((name) => `${name} (types)`)])}: ${row.because}`;
}

function siblingProblem(path: string, target: string, folder: string): string | undefined {
  const [mine, other] = [plugInOf(path), plugInOf(target)];
  if (other === undefined || other === mine || other === 'kit') return undefined;
  if (mine === undefined) return `the folder above must not know its plug-ins: src/catalog.ts discovers them`;
  return folder === 'protocols'
    ? 'a protocol must not import another: what both need belongs in src/mechanisms'
    : `a checker must not import another${mine === 'kit' ? ', nor the kit a checker' : ''}: what both need belongs in src/checkers/kit`;
}

const list = (names: readonly string[]) => (names.length === 0 ? 'nothing' : names.join(', '));

/** What a lesson imports besides the lesson kit. */
export function brokenLessonImports(source: Source): string[] {
  return source.imports
    .filter(({ to, typeOnly }) => to !== '#lesson/kit' && !(typeOnly && to.startsWith('#lesson/')))
    .map(
      ({ to, line }) =>
        `${source.path}:${line} imports '${to}': a lesson imports values from '#lesson/kit' and types from '#lesson/…', nothing else`,
    );
}

/** Uses of time, chance, words and surroundings in a pure folder. */
export function impurities({ path, code }: Source): string[] {
  if (!PURE.includes(folderOf(path) ?? '')) return [];
  const own = declaredNames(code);
  const found: string[] = [];
  const say = (node: ts.Node, what: string, instead: string) =>
    found.push(`${path}:${lineAt(code, node.getStart(code))} uses ${what}: pure code uses ${instead}`);
  walk(code, (node) => {
    if (ts.isClassLike(node)) say(node, 'a class', 'values and functions');
    if (ts.isPropertyAccessExpression(node)) {
      const name = node.name.text;
      const method = Object.hasOwn(BANNED_METHODS, name) ? BANNED_METHODS[name] : undefined;
      if (method !== undefined) say(node, `.${name}`, method);
      if (node.expression.getText(code) === 'Math' && !MATH.has(name) && !/^[A-Z]/.test(name))
        say(node, `Math.${name}`, mathInstead(name));
    }
    if (ts.isIdentifier(node) && isReference(node) && !own.has(node.text) && Object.hasOwn(BANNED_GLOBALS, node.text)) {
      say(node, node.text, BANNED_GLOBALS[node.text]!);
    }
  });
  return found;
}

function mathInstead(name: string): string {
  if (name === 'random') return 'draws (#sim/draws), which hash the seed and a name';
  if (name === 'pow') return '**';
  return `+ − × ÷, sqrt or a table: the last digits of Math.${name} differ between engines`;
}

/** A name that is looked up, not one that is declared or stands after a dot or as a key, and no type. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  return !(
    ts.isTypeReferenceNode(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isBindingElement(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isLiteralTypeNode(parent) ||
    ts.isJsxAttribute(parent) ||
    ts.isNamedTupleMember(parent)
  );
}

function declaredNames(code: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  walk(code, (node) => {
    const name = (node as Partial<ts.NamedDeclaration>).name;
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isImportSpecifier(node) ||
      ts.isImportClause(node);
    if (declares && name && ts.isIdentifier(name)) names.add(name.text);
  });
  return names;
}

/** The first line says what the file is and why it exists. */
export function firstLineProblem({ path, text }: Source): string | undefined {
  const [line = '', next = ''] = text.split('\n');
  const opening = path.endsWith('.svelte') ? '<!-- ' : '/** ';
  const says = line.startsWith(opening) || (line === '/**' && /^ \* \S/.test(next));
  return says ? undefined : `${path}:1 begin with "${opening}…", one sentence: what the file is and why it exists`;
}

/** Notes to one's later self. */
export function notesForLater({ path, text }: Source): string[] {
  return text.split('\n').flatMap((line, index) => {
    const match = LATER.exec(line);
    return match
      ? [`${path}:${index + 1} says ${match[0]}: do it now, or file an issue and say here what is so today`]
      : [];
  });
}

/** Default exports outside the plug-ins, which are found by their folder and need no name. */
export function strayDefaults({ path, code }: Source): string[] {
  if (PLUG_IN.test(path) || path.endsWith('.d.ts')) return [];
  const found: string[] = [];
  walk(code, (node) => {
    const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
    const isDefault =
      modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) || ts.isExportAssignment(node);
    if (isDefault)
      found.push(
        `${path}:${lineAt(code, node.getStart(code))} exports a default: give it a name (only plug-ins have none)`,
      );
  });
  return found;
}

/** Lines of a file; a last newline does not count. */
export const linesOf = ({ text }: Source): number => text.trimEnd().split('\n').length;

/** The functions of a file with their lines, named by where they stand: `src/sim/draws.ts draw`. */
export function functionsOf({ path, code }: Source): { name: string; lines: number }[] {
  const found: { name: string; lines: number }[] = [];
  walk(code, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return;
    const [from, to] = [node.getStart(code), node.getEnd()].map((position) => lineAt(code, position));
    found.push({ name: `${path} ${nameOf(node, code)}`, lines: to! - from! + 1 });
  });
  return found;
}

function nameOf(node: ts.SignatureDeclaration, code: ts.SourceFile): string {
  if (node.name) return node.name.getText(code);
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.getText(code);
  return `(a function in ${enclosingName(parent, code)})`;
}

function enclosingName(node: ts.Node, code: ts.SourceFile): string {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const name = (at as Partial<ts.NamedDeclaration>).name;
    if (name && (ts.isFunctionLike(at) || ts.isVariableDeclaration(at))) return name.getText(code);
  }
  return 'the file';
}
