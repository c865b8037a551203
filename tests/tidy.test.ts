/** Holds the structure of the code: the direction of imports, purity, size, and that nothing lies about unused. */
import { describe, expect, test } from 'vitest';
import { FILE_LINES, FUNCTION_LINES, LONG_FILES, LONG_FUNCTIONS, ratchet } from '#support/ratchet';
import { orphans } from '#support/reach';
import {
  brokenImports,
  brokenLessonImports,
  firstLineProblem,
  functionsOf,
  impurities,
  linesOf,
  notesForLater,
  strayDefaults,
} from '#support/rules';
import { filesUnder, readSource, readSources } from '#support/sources';
import { PURE, TABLE } from '#support/import-table';

const src = readSources('src');
const lessons = readSources('lessons');
const tests = readSources('tests');
const configs = ['vite', 'vite.cli', 'vitest', 'playwright'].map((name) => readSource(`${name}.config.ts`));

describe('the code', () => {
  test('imports only in the direction of the table', () => {
    expect(src.flatMap(brokenImports)).toEqual([]);
  });

  test('has a row of the table for each folder', () => {
    const folders = filesUnder('src').flatMap((path) => /^src\/([\w-]+)\//.exec(path)?.[1] ?? []);
    expect([...new Set(folders)].filter((folder) => !(folder in TABLE))).toEqual([]);
  });

  test('of a lesson imports only the lesson kit', () => {
    expect(lessons.flatMap(brokenLessonImports)).toEqual([]);
  });

  test('of pure folders knows no time, chance, words or surroundings', () => {
    expect(src.flatMap(impurities)).toEqual([]);
  });

  test('says in the first line of each file what it is', () => {
    expect([...src, ...lessons, ...tests, ...configs].map(firstLineProblem).filter(Boolean)).toEqual([]);
  });

  test('leaves nothing for later', () => {
    expect([...src, ...lessons, ...tests].flatMap(notesForLater)).toEqual([]);
  });

  test('exports defaults from plug-ins only', () => {
    expect([...src, ...lessons, ...tests].flatMap(strayDefaults)).toEqual([]);
  });

  test('keeps files short', () => {
    const sizes = [...src, ...lessons, ...tests].map((source) => ({ name: source.path, lines: linesOf(source) }));
    const remedy = 'a file is one idea; find the second one and give it a file';
    expect(ratchet(sizes, { ceiling: FILE_LINES, exceptions: LONG_FILES, remedy })).toEqual([]);
  });

  test('keeps functions short', () => {
    const remedy = 'a function does one thing; name its parts';
    const sizes = [...src, ...lessons].flatMap(functionsOf);
    expect(ratchet(sizes, { ceiling: FUNCTION_LINES, exceptions: LONG_FUNCTIONS, remedy })).toEqual([]);
  });

  test('is all reached from a page, the command line or a test', () => {
    const files = ['src', 'lessons', 'tests'].flatMap(filesUnder);
    const found = orphans([...src, ...lessons, ...tests, ...configs], files);
    expect(found.map((path) => `${path} is reached by nothing: use it or delete it`)).toEqual([]);
  });
});

/** A rule that cannot fail holds nothing: each is shown a line that breaks it. */
describe('the rules', () => {
  const at = (path: string, ...lines: string[]) => readSource(path, lines.join('\n'));

  test.each([
    ['src/sim/a.ts', `import { x } from '#player/x';`],
    ['src/sim/a.ts', `import { x } from '../history/x';`],
    ['src/sim/a.ts', `import { x } from 'd3-shape';`],
    ['src/sim/a.ts', `import { x } from 'node:fs';`],
    ['src/sim/a.ts', `export { x } from '#scene/x';`],
    ['src/sim/a.ts', `const x = await import('#ui/x');`],
    ['src/sim/a.ts', `const x = import.meta.glob('/src/protocols/*/index.ts');`],
    ['src/sim/a.ts', `import { x } from '#nowhere/x';`],
    ['src/history/a.ts', `import type { x } from '#sim/x';`],
    ['src/protocols/one/index.ts', `import { x } from '#protocols/two/x';`],
    ['src/protocols/one/index.ts', `import { x } from '../two/x';`],
    ['src/checkers/one/index.ts', `import { x } from '#checkers/two/x';`],
    ['src/checkers/kit/a.ts', `import { x } from '#checkers/two/x';`],
    ['src/scene/a.ts', `import { x } from '#sim/x';`],
    ['src/scene/a.ts', `import { type x, y } from '#sim/x';`],
    ['src/ui/A.svelte', `<script lang="ts">import { x } from '#sim/x';</script>`],
    ['src/player/a.ts', `import { x } from '#ui/x';`],
    ['src/cli/a.ts', `import { x } from '#player/x';`],
    ['src/cli/a.ts', `import { x } from '#support/x';`],
  ])('%s may not say %s', (path, line) => {
    expect(brokenImports(at(path, line))).toHaveLength(1);
  });

  test.each([
    ['src/sim/a.ts', `import { x } from '#history/x';`],
    ['src/sim/a.ts', `import { x } from './machine/x';`],
    ['src/sim/machine/a.ts', `import { x } from '../x';`],
    ['src/scene/a.ts', `import type { x } from '#sim/x';`],
    ['src/checkers/one/index.ts', `import { x } from '#checkers/kit/x';`],
    ['src/protocols/one/index.ts', `import { x } from './x';`],
    ['src/catalog.ts', `const x = import.meta.glob('/src/protocols/*/index.ts');`],
    ['src/ui/A.svelte', `<script lang="ts">import { x } from '#catalog';</script>`],
  ])('%s may say %s', (path, line) => {
    expect(brokenImports(at(path, line))).toEqual([]);
  });

  test.each([
    'Date.now()',
    'new Date()',
    'performance.now()',
    'Math.random()',
    'Math.sin(1)',
    'setTimeout(f)',
    'console.log(1)',
    `'a'.localeCompare('b')`,
    'new Intl.NumberFormat()',
    'fetch(x)',
    'window.x',
    'document.body',
    'navigator.language',
    'requestAnimationFrame(f)',
    'class A {}',
  ])('pure code may not say %s', (line) => {
    expect(impurities(at('src/sim/a.ts', line))).toHaveLength(1);
    expect(impurities(at('src/player/a.ts', line))).toEqual([]);
  });

  test.each(['Math.sqrt(2)', 'const window = 3; window + 1', 'x.document', '({ performance: 1 })', '// Date'])(
    'pure code may say %s',
    (line) => {
      expect(impurities(at('src/sim/a.ts', line))).toEqual([]);
    },
  );

  test('a lesson may import types of the lesson folder and its kit, and nothing else', () => {
    const lesson = (line: string) => brokenLessonImports(at('lessons/01-a/lesson.ts', line));
    expect(lesson(`import { defineLesson } from '#lesson/kit';`)).toEqual([]);
    expect(lesson(`import type { Goal } from '#lesson/schema';`)).toEqual([]);
    expect(lesson(`import { Goal } from '#lesson/schema';`)).toHaveLength(1);
    expect(lesson(`import type { Run } from '#sim/run';`)).toHaveLength(1);
  });

  test('a file without its sentence, a note for later and a stray default are found', () => {
    const note = `// TO${'DO'} later`;
    const source = at('src/sim/a.ts', `import '#sim/b';`, note, 'export default 1;');
    expect(firstLineProblem(source)).toMatch('src/sim/a.ts:1');
    expect(notesForLater(source)[0]).toMatch('src/sim/a.ts:2');
    expect(strayDefaults(source)[0]).toMatch('src/sim/a.ts:3');
  });

  test('a ratchet turns one way', () => {
    const turn = (lines: number, exceptions = {}) =>
      ratchet([{ name: 'a', lines }], { ceiling: 10, exceptions, remedy: 'split it' });
    expect(turn(10)).toEqual([]);
    expect(turn(11)[0]).toMatch('allowed are 10');
    expect(turn(12, { a: 12 })).toEqual([]);
    expect(turn(13, { a: 12 })[0]).toMatch('allowed are 12');
    expect(turn(11, { a: 12 })[0]).toMatch('lower its 12');
    expect(turn(9, { a: 12 })[0]).toMatch('no longer needs');
  });

  test('functions are measured by their lines and named by where they stand', () => {
    const source = at('src/sim/a.ts', 'export function one() {', '  return () => {', '    return 2;', '  };', '}');
    expect(functionsOf(source)).toEqual([
      { name: 'src/sim/a.ts one', lines: 5 },
      { name: 'src/sim/a.ts (a function in one)', lines: 3 },
    ]);
  });

  test('a file that only an orphan imports is an orphan', () => {
    const page = at('src/routes/+page.ts', `import '#sim/used';`, `import.meta.glob('/src/checkers/*/index.ts');`);
    const files = ['src/routes/+page.ts', 'src/sim/used.ts', 'src/sim/a.ts', 'src/sim/b.ts', 'src/checkers/x/index.ts'];
    expect(orphans([page, at('src/sim/a.ts', `import './b';`)], files)).toEqual(['src/sim/a.ts', 'src/sim/b.ts']);
  });

  test('every pure folder has a row', () => {
    expect(PURE.filter((folder) => !(folder in TABLE))).toEqual([]);
  });
});
