/** Holds the documents to the code: tables that repeat it, commands and files that they name. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { STATEMENTS } from '#sim/script/grammar';
import { TABLE, type Row } from '#support/import-table';
import { filesUnder } from '#support/sources';

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'src/ARCHITECTURE.md',
  'src/sim/README.md',
  'src/sim/machine/README.md',
  'src/protocols/primary-backup/README.md',
  'src/protocols/multi-leader/README.md',
];

const read = (path: string): string => readFileSync(path, 'utf8');

/** The cells of a table's rows by its heading, as they are read: `\|` is a bar, padding is nothing. */
function tableOf(document: string, ...heading: readonly string[]): string[][] {
  const lines = read(document).split('\n');
  const start = lines.findIndex((line) => cellsOf(line).join() === heading.join());
  if (start < 0) throw new Error(`${document} has no table ${heading.join(', ')}`);
  const after = lines.slice(start + 2);
  const end = after.findIndex((line) => !line.startsWith('|'));
  return after.slice(0, end < 0 ? after.length : end).map(cellsOf);
}

const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

const code = (names: readonly string[] = []): string => names.map((name) => `\`${name}\``).join(', ') || '–';

const rowOf = ([folder, { may, types, values, packages, because }]: [string, Row]): string[] => [
  code([folder]),
  code(may),
  code(types),
  code(values),
  packages === 'any' ? 'any' : code(packages),
  because,
];

test('src/ARCHITECTURE.md prints the import table that is enforced', () => {
  const heading = ['folder', 'may import', 'types of', 'single modules', 'packages', 'because'];
  expect(tableOf('src/ARCHITECTURE.md', ...heading)).toEqual(Object.entries(TABLE).map(rowOf));
});

test('src/sim/README.md prints the statements that the parser knows', () => {
  const known = STATEMENTS.map(({ where, form, example }) => [where, code([form]), code([example])]);
  expect(tableOf('src/sim/README.md', 'where', 'form', 'example')).toEqual(known);
});

const scripts: Readonly<Record<string, string>> = JSON.parse(read('package.json')).scripts;

/** `npm run -s cli` runs `cli`. */
const commandsIn = (text: string): string[] => [
  ...[...text.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map((match) => match[1]!),
  ...[...text.matchAll(/\bnpm (start|test)\b/g)].map((match) => match[1]!),
];

/** Names that look like files of ours: with a top folder or a known ending, and no place left open. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`([^`\s]+)`|\]\(([^)#\s]+)\)/g)]
    .map((match) => match[1] ?? match[2]!)
    .filter((path) => /^[\w.-]+(?:\/[\w.-]+)*\/?$/.test(path) && !path.includes('NN-slug'))
    .filter((path) => /^(?:src|tests|lessons|static|\.ci)\/|\.(?:ts|mjs|md|json|txt|svelte|js)$/.test(path));

/** What a reader makes while following a recipe, and what stands beside it. */
const madeIn = (text: string): string[] => [...text.matchAll(/Create `([^`]+)`/g)].map((match) => dirname(match[1]!));

/** Files that a reader makes outside the tree, or that stand beside a recipe's. */
const OWN = ['history.json', 'lost-copy.txt', 'de.md'];

const files = ['src', 'tests', 'lessons', 'static'].flatMap(filesUnder);

/** From the top, beside the document, or the end of a path in the tree (`en.md`, `kit/item.ts`). */
const exists = (path: string, document: string): boolean =>
  existsSync(path) || existsSync(join(dirname(document), path)) || files.some((file) => file.endsWith(`/${path}`));

describe.each(DOCUMENTS)('%s', (document) => {
  const text = read(document);

  test('names commands that exist', () => {
    expect(commandsIn(text).filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  test('names files that exist', () => {
    const made = madeIn(text);
    const named = pathsIn(text).filter(
      (path) => !OWN.includes(path) && !made.some((folder) => path.startsWith(folder)),
    );
    expect(named.filter((path) => !exists(path, document))).toEqual([]);
  });
});

test('a table that differs, a command and a file that do not exist are seen', () => {
  expect(cellsOf('| a | `b \\| c` |')).toEqual(['a', '`b | c`']);
  expect(commandsIn('`npm run -s nothing -- x`, npm start')).toEqual(['nothing', 'start']);
  expect(pathsIn('`src/none.ts`, [x](none.md), `a b.ts`, `x=1`, `src/<id>/`')).toEqual(['src/none.ts', 'none.md']);
});
