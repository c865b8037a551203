/** Loads the replicated data types and the causal layer from their sources with one fault planted in the text: nothing faulty is ever shipped. */
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as xstate from 'xstate';
import * as phrase from '#history/phrase';
import * as value from '#history/value';
import * as client from '#sim/client';
import * as protocol from '#sim/protocol';
import type { Protocol } from '#sim/protocol';
import * as scriptValues from '#sim/script/values';
import type { KINDS } from '#protocols/crdt/types';
import { plant } from '#support/plant';

export interface CrdtFault {
  /** A module of src/protocols/crdt, or `mechanisms/…`, without extension. */
  readonly file: string;
  /** Must occur exactly once, or the fault could silently vanish. */
  readonly from: string;
  readonly to: string;
}

export interface LoadedCrdt {
  readonly protocol: Protocol;
  readonly kinds: typeof KINDS;
}

type Exports = Record<string, unknown>;

const sources = import.meta.glob<string>(
  [
    '/src/protocols/crdt/*.ts',
    '/src/protocols/crdt/types/*.ts',
    '/src/mechanisms/causal-delivery.ts',
    '/src/mechanisms/version-vectors.ts',
  ],
  { eager: true, query: '?raw', import: 'default' },
);

const around: Readonly<Record<string, unknown>> = {
  xstate,
  '#history/phrase': phrase,
  '#history/value': value,
  '#sim/client': client,
  '#sim/protocol': protocol,
  '#sim/script/values': scriptValues,
};

/** The modules of the sources with the fault, or of the sources as they are. */
export function crdtWith(fault?: CrdtFault): LoadedCrdt {
  const loaded = new Map<string, Exports>();
  const planted = fault && pathOf(fault.file);
  const load = (path: string): Exports => {
    const known = loaded.get(path);
    if (known) return known;
    const exports: Exports = {};
    loaded.set(path, exports);
    const require = (name: string): unknown => (name in around ? around[name] : load(resolve(path, name)));
    const source = sources[path];
    if (source === undefined) throw new Error(`There is no module "${path}" to plant a fault in.`);
    const text = path === planted ? plant(source, { from: fault!.from, to: fault!.to, where: path }) : source;
    const run = new Function('require', 'exports', scriptOf(text)) as (load: unknown, exports: Exports) => void;
    run(require, exports);
    return exports;
  };
  if (planted && sources[planted] === undefined) throw new Error(`There is no module "${planted}".`);
  return {
    protocol: load('/src/protocols/crdt/index.ts')['default'] as Protocol,
    kinds: load('/src/protocols/crdt/types.ts')['KINDS'] as typeof KINDS,
  };
}

const pathOf = (file: string): string =>
  file.startsWith('mechanisms/') ? `/src/${file}.ts` : `/src/protocols/crdt/${file}.ts`;

function resolve(from: string, name: string): string {
  if (name.startsWith('#mechanisms/')) return `/src/${name.slice(1)}.ts`;
  const folder = from.slice(0, from.lastIndexOf('/'));
  const path = name.replace(/^\.\//, '');
  return `${path.startsWith('../') ? folder.slice(0, folder.lastIndexOf('/')) : folder}/${path.replace('../', '')}.ts`;
}

/** Only one module differs from one fault to the next. */
const scripts = new Map<string, string>();

function scriptOf(text: string): string {
  const known = scripts.get(text);
  if (known !== undefined) return known;
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  const script = transpileModule(text, { compilerOptions }).outputText;
  scripts.set(text, script);
  return script;
}
