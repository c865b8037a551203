/** Loads a protocol from its sources with one fault planted in the text: nothing faulty is ever shipped. */
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as xstate from 'xstate';
import * as value from '#history/value';
import * as client from '#sim/client';
import * as protocol from '#sim/protocol';
import * as values from '#sim/script/values';
import type { Protocol } from '#sim/protocol';
import { plant } from '#support/plant';

export interface ProtocolFault {
  /** A module of the protocol's folder, without extension. */
  readonly file: string;
  /** Must occur exactly once, or the fault could silently vanish. */
  readonly from: string;
  readonly to: string;
}

type Exports = Record<string, unknown>;

const sources = import.meta.glob<string>('/src/protocols/*/*.ts', { eager: true, query: '?raw', import: 'default' });
const mechanisms = import.meta.glob<Exports>('/src/mechanisms/*.ts', { eager: true });
const around: Readonly<Record<string, unknown>> = {
  xstate,
  '#history/value': value,
  '#sim/client': client,
  '#sim/protocol': protocol,
  '#sim/script/values': values,
  ...Object.fromEntries(
    Object.entries(mechanisms).map(([path, exports]) => [path.replace('/src/', '#').replace('.ts', ''), exports]),
  ),
};

export const primaryBackupWith = (fault?: ProtocolFault): Protocol => protocolWith('primary-backup', fault);

/** The protocol of that folder's sources with the fault, or of the sources as they are. */
export const protocolWith = (folder: string, fault?: ProtocolFault): Protocol =>
  moduleWith<{ default: Protocol }>(folder, 'index', fault).default;

/** What one module of them exports. */
export function moduleWith<Module>(folder: string, module: string, fault?: ProtocolFault): Module {
  const loaded = new Map<string, Exports>();
  const load = (path: string): unknown => {
    if (path in around) return around[path];
    const name = path.replace(/^\.\//, '');
    const known = loaded.get(name);
    if (known) return known;
    const exports: Exports = {};
    loaded.set(name, exports);
    const script = scriptOf(folder, name, fault);
    const run = new Function('require', 'exports', script) as (load: unknown, exports: Exports) => void;
    run(load, exports);
    return exports;
  };
  return load(`./${module}`) as Module;
}

function scriptOf(folder: string, name: string, fault: ProtocolFault | undefined): string {
  const source = sources[`/src/protocols/${folder}/${name}.ts`];
  if (source === undefined) throw new Error(`There is no module "${name}" in src/protocols/${folder}.`);
  const text = fault?.file === name ? plant(source, { ...fault, where: `${name}.ts` }) : source;
  return transpileModule(text, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } })
    .outputText;
}
