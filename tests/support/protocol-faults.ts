/** Loads primary-backup from its sources with one fault planted in the text: nothing faulty is ever shipped. */
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as xstate from 'xstate';
import * as leases from '#mechanisms/leases';
import * as log from '#mechanisms/log';
import * as reigns from '#mechanisms/reigns';
import * as votes from '#mechanisms/votes';
import * as client from '#sim/client';
import * as protocol from '#sim/protocol';
import type { Protocol } from '#sim/protocol';
import { plant } from '#support/plant';

export interface ProtocolFault {
  /** A module of src/protocols/primary-backup, without extension. */
  readonly file:
    | 'birth'
    | 'context'
    | 'gates'
    | 'machine'
    | 'messages'
    | 'index'
    | 'rules'
    | 'wishes'
    | 'orders'
    | 'election'
    | 'succession'
    | 'talk';
  /** Must occur exactly once, or the fault could silently vanish. */
  readonly from: string;
  readonly to: string;
}

type Exports = Record<string, unknown>;

const sources = import.meta.glob<string>('/src/protocols/primary-backup/*.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const around: Readonly<Record<string, unknown>> = {
  xstate,
  '#mechanisms/leases': leases,
  '#mechanisms/log': log,
  '#mechanisms/reigns': reigns,
  '#mechanisms/votes': votes,
  '#sim/client': client,
  '#sim/protocol': protocol,
};

/** The protocol of the sources with the fault, or of the sources as they are. */
export function primaryBackupWith(fault?: ProtocolFault): Protocol {
  const loaded = new Map<string, Exports>();
  const load = (path: string): unknown => {
    if (path in around) return around[path];
    const name = path.replace(/^\.\//, '');
    const known = loaded.get(name);
    if (known) return known;
    const exports: Exports = {};
    loaded.set(name, exports);
    const run = new Function('require', 'exports', scriptOf(name, fault)) as (load: unknown, exports: Exports) => void;
    run(load, exports);
    return exports;
  };
  return (load('./index') as Exports)['default'] as Protocol;
}

function scriptOf(name: string, fault: ProtocolFault | undefined): string {
  const source = sources[`/src/protocols/primary-backup/${name}.ts`];
  if (source === undefined) throw new Error(`There is no module "${name}" in src/protocols/primary-backup.`);
  const text = fault?.file === name ? planted(source, fault) : source;
  return transpileModule(text, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } })
    .outputText;
}

function planted(source: string, { file, from, to }: ProtocolFault): string {
  return plant(source, { from, to, where: `${file}.ts` });
}
