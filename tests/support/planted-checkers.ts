/** Loads a checker from the sources with one fault planted in their text: nothing faulty is ever shipped. */
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import type { Checker } from '#history/verdict';
import { plant } from '#support/plant';

export interface CheckerFault {
  /** A source under src, without extension. */
  readonly file: string;
  /** Must occur exactly once, or the fault could silently vanish. */
  readonly from: string;
  readonly to: string;
}

type Exports = Record<string, unknown>;

const sources = import.meta.glob<string>('/src/{checkers,history}/**/*.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const scripts = new Map<string, string>();

/** The checker of the sources with the fault, or of the sources as they are. */
export function loadChecker(id: string, fault?: CheckerFault): Checker {
  const loaded = new Map<string, Exports>();
  const load = (name: string): Exports => {
    const known = loaded.get(name);
    if (known) return known;
    const exports: Exports = {};
    loaded.set(name, exports);
    const run = new Function('require', 'exports', scriptOf(name, fault)) as (load: unknown, exports: Exports) => void;
    run((path: string) => load(resolve(name, path)), exports);
    return exports;
  };
  return load(`checkers/${id}/index`)['default'] as Checker;
}

const resolve = (from: string, path: string): string =>
  path.startsWith('#') ? path.slice(1) : from.replace(/[^/]*$/, path.replace(/^\.\//, ''));

function scriptOf(name: string, fault: CheckerFault | undefined): string {
  const source = sources[`/src/${name}.ts`];
  if (source === undefined) throw new Error(`There is no module "${name}" in src.`);
  if (fault?.file === name) return transpile(planted(source, fault));
  const script = scripts.get(name) ?? transpile(source);
  scripts.set(name, script);
  return script;
}

const transpile = (source: string): string =>
  transpileModule(source, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } }).outputText;

function planted(source: string, { file, from, to }: CheckerFault): string {
  return plant(source, { from, to, where: `${file}.ts` });
}
