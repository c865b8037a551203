/** Loads the leaderless store from its sources with one fault planted in the text: nothing faulty is ever shipped. */
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as xstate from 'xstate';
import * as causalContexts from '#mechanisms/causal-contexts';
import * as consistentHashing from '#mechanisms/consistent-hashing';
import * as hints from '#mechanisms/hints';
import * as lastWrite from '#mechanisms/last-write';
import * as merkle from '#mechanisms/merkle';
import * as quorums from '#mechanisms/quorums';
import * as dottedVersions from '#mechanisms/dotted-versions';
import * as client from '#sim/client';
import * as protocol from '#sim/protocol';
import type { Protocol } from '#sim/protocol';
import { plant } from '#support/plant';

export interface LeaderlessFault {
  /** A module of src/protocols/leaderless, without extension. */
  readonly file: string;
  /** Must occur exactly once, or the fault could silently vanish. */
  readonly from: string;
  readonly to: string;
}

/** Version vectors without gaps: what a client knows of a coordinator is one number, which stands for all lower ones. */
export const COUNTED: LeaderlessFault = {
  file: 'writing',
  from: '{ knows: knownTo(version),',
  to: '{ knows: { upTo: { ...version.context.upTo, [version.dot.node]: version.dot.count }, beyond: {} },',
};

type Exports = Record<string, unknown>;

const sources = import.meta.glob<string>('/src/protocols/leaderless/*.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const around: Readonly<Record<string, unknown>> = {
  xstate,
  '#mechanisms/causal-contexts': causalContexts,
  '#mechanisms/consistent-hashing': consistentHashing,
  '#mechanisms/dotted-versions': dottedVersions,
  '#mechanisms/hints': hints,
  '#mechanisms/last-write': lastWrite,
  '#mechanisms/merkle': merkle,
  '#mechanisms/quorums': quorums,
  '#sim/client': client,
  '#sim/protocol': protocol,
};

/** The protocol of the sources with the fault, or of the sources as they are. */
export function leaderlessWith(fault?: LeaderlessFault): Protocol {
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

function scriptOf(name: string, fault: LeaderlessFault | undefined): string {
  const source = sources[`/src/protocols/leaderless/${name}.ts`];
  if (source === undefined) throw new Error(`There is no module "${name}" in src/protocols/leaderless.`);
  const text = fault?.file === name ? plant(source, { ...fault, where: `${name}.ts` }) : source;
  return transpileModule(text, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } })
    .outputText;
}
