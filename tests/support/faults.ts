/** Loads the machine compiler from its sources with one fault planted in the text: nothing faulty is ever shipped. */
import { transpileModule, ModuleKind, ScriptTarget } from 'typescript';
import * as xstate from 'xstate';
import type { AnyStateMachine } from 'xstate';
import type { Stepper } from '#sim/machine/stepper';
import { plant } from '#support/plant';

export interface Fault {
  readonly name: string;
  /** A module of src/sim/machine, without extension. */
  readonly file: string;
  /** Must occur exactly once, or the fault could silently vanish. */
  readonly from: string;
  readonly to: string;
}

type Exports = Record<string, unknown>;

const sources = import.meta.glob<string>('/src/sim/machine/*.ts', { eager: true, query: '?raw', import: 'default' });

/** The `compile` of the sources with the fault, or of the sources as they are. */
export function compileWith(fault?: Fault): (machine: AnyStateMachine) => Stepper {
  const loaded = new Map<string, Exports>();
  const load = (name: string): Exports => {
    if (name === 'xstate') return xstate;
    const known = loaded.get(name);
    if (known) return known;
    const exports: Exports = {};
    loaded.set(name, exports);
    const run = new Function('require', 'exports', scriptOf(name, fault)) as (load: unknown, exports: Exports) => void;
    run((path: string) => load(path.replace(/^\.\//, '')), exports);
    return exports;
  };
  return load('compile')['compile'] as (machine: AnyStateMachine) => Stepper;
}

function scriptOf(name: string, fault: Fault | undefined): string {
  const source = sources[`/src/sim/machine/${name}.ts`];
  if (source === undefined) throw new Error(`There is no module "${name}" in src/sim/machine.`);
  const text = fault?.file === name ? plant(source, { ...fault, where: `${name}.ts` }) : source;
  return transpileModule(text, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } })
    .outputText;
}
