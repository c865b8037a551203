/** Random scenarios for many leaders: those of primary-backup with other settings, and with values that can be merged. */
import type fc from 'fast-check';
import type { Value } from '#history/operation';
import type { Action, MicroOperation, Scenario } from '#sim/scenario';
import { scenarios } from './scripts';
import type { Wanted } from './script-parts';

const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  conflict: ['lww', 'siblings', 'merge', 'fields'],
  stamps: ['wall', 'lamport', 'hybrid'],
  merge: ['union', 'max'],
  topology: ['all-to-all', 'ring', 'star'],
  interval: ['0ms', '15ms'],
  retransmit: ['200ms', '40ms', '25ms'],
  timeout: ['1s', '300ms', '60ms'],
  retries: ['0', '1', '3'],
  keys: ['on', 'off'],
};

const CARTS: readonly Value[] = ['milk', 'bread+milk', 'milk+bread', 'eggs', 'bread+eggs', 7];
const RECORDS: readonly Value[] = ['a:1', 'a:2;b:1', 'b:2', 'b:1;a:1', 'a:3;c:1', 'milk', 'bread+milk', 8];

/** What the others of primary-backup choose is not asked here. */
const NONE = ['ack', 'copies', 'gate', 'fallback', 'read', 'apply'];

export function manyLeaders(wanted: Wanted = {}): fc.Arbitrary<Scenario> {
  const settings = { ...SETTINGS, ...wanted.settings };
  const base = scenarios({
    ...wanted,
    settings: { ...Object.fromEntries(NONE.map((name) => [name, ['']])), ...settings },
  });
  return base.map((scenario) => adapt(scenario, settings));
}

/** Mostly writes of one key, from clients of different replicas, so that many collide. The generator leaves out what is its own default: here each setting is stated unless it is the first of its choices. */
function adapt(scenario: Scenario, choices: Readonly<Record<string, readonly string[]>>): Scenario {
  const stated = Object.entries(scenario.protocol.settings).filter(([name]) => !NONE.includes(name));
  const firsts = Object.entries(choices).map(([name, options]) => [name, options[0]!] as const);
  const settings = { ...Object.fromEntries(firsts), ...Object.fromEntries(stated) };
  let count = 0;
  const asked = (micro: MicroOperation): MicroOperation =>
    value({ f: count % 4 === 3 ? micro.f : 'write', key: count % 3 === 2 ? micro.key : 'x' });
  const value = (micro: MicroOperation): MicroOperation => {
    count += 1;
    if (micro.f !== 'write') return micro;
    if (count % 7 === 0) return { f: 'delete', key: micro.key };
    const list = { merge: CARTS, fields: RECORDS }[settings['conflict']!];
    return list ? { ...micro, arg: list[(count + scenario.seed) % list.length]! } : micro;
  };
  const act = (action: Action): Action =>
    action.do === 'operation' || action.do === 'workload' ? { ...action, micro: action.micro.map(asked) } : action;
  return {
    ...scenario,
    protocol: { id: 'multi-leader', settings },
    clients: scenario.clients.map((client, at) => ({
      ...client,
      at: scenario.replicas[at % scenario.replicas.length]!.name,
    })),
    steps: scenario.steps.map((step) => ({ ...step, action: act(step.action) })),
  };
}
