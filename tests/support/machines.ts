/** Finds every machine that is shipped: replicas and clients of protocols, and the machines of the simulation itself. */
import type { AnyStateMachine } from 'xstate';

export interface Shipped {
  /** The file that exports it. */
  readonly from: string;
  readonly machine: AnyStateMachine;
}

type Module = Record<string, unknown>;

const modules = {
  ...import.meta.glob<Module>('/src/protocols/*/index.ts'),
  ...import.meta.glob<Module>(['/src/sim/message.ts', '/src/sim/client.ts']),
};

/** Machines exported by name, and the parts of a default export (a protocol's `replica` and `client`). */
export async function shippedMachines(): Promise<Shipped[]> {
  const found: Shipped[] = [];
  for (const [from, load] of Object.entries(modules)) {
    const { default: protocol, ...named } = await load();
    const parts = [...Object.values(named), ...Object.values((protocol as Module | undefined) ?? {})];
    for (const machine of new Set(parts.filter(isMachine))) found.push({ from, machine });
  }
  return found;
}

function isMachine(part: unknown): part is AnyStateMachine {
  return (
    typeof part === 'object' && part !== null && 'root' in part && 'implementations' in part && 'transition' in part
  );
}
