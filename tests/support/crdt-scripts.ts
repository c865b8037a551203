/** Random scenarios for replicated data types: those of primary-backup, with what each type may be asked in the place of reads and writes. */
import fc from 'fast-check';
import type { Value } from '#history/operation';
import type { MicroOperation, Scenario, Step } from '#sim/scenario';
import type { TypeName } from '#protocols/crdt/types';
import type { Wanted } from './script-parts';
import { scenarios } from './scripts';

export interface WantedCrdt extends Wanted {
  readonly types?: readonly TypeName[];
  readonly styles?: readonly ('state' | 'operation')[];
  readonly layers?: readonly ('causal' | 'raw')[];
}

const TYPES: readonly TypeName[] = [
  'pncounter',
  'gcounter',
  'escrow',
  'lww',
  'mv',
  'add-wins',
  'remove-wins',
  'map',
  'text',
];

const FIRST: Readonly<Record<TypeName, Value>> = {
  pncounter: 10,
  gcounter: 10,
  escrow: 20,
  lww: 0,
  mv: 0,
  'add-wins': 'a',
  'remove-wins': 'a',
  map: 'f:0',
  text: 'xyz',
};

/** What a client asks, by the draft's number. */
function askedOf(type: TypeName, number: number): Pick<MicroOperation, 'f' | 'arg'> {
  const one = ['a', 'b', 'c'][number % 3]!;
  const amount = (number % 9) + 1;
  const is = (f: string, arg: Value) => ({ f, arg });
  switch (type) {
    case 'gcounter':
      return is('inc', amount);
    case 'pncounter':
    case 'escrow':
      return is(number % 3 === 0 ? 'inc' : 'dec', amount);
    case 'lww':
    case 'mv':
      return number % 6 === 0 ? { f: 'delete' } : is('write', number);
    case 'add-wins':
    case 'remove-wins':
      return is(number % 2 === 0 ? 'add' : 'remove', one);
    case 'map':
      return number % 3 === 0 ? is('remove', one) : is('write', `${one}:${number}`);
    case 'text':
      return number % 3 === 0 ? is('erase', `${number % 5}:2`) : is('insert', `${number % 6}:${one}${one}`);
  }
}

/** The first of each is the plainest: shrinking goes there. */
export function crdtScenarios(wanted: WantedCrdt = {}): fc.Arbitrary<Scenario> {
  const { types = TYPES, styles = ['state', 'operation'], layers = ['causal'] } = wanted;
  const chosen = fc.record({
    type: fc.constantFrom(...types),
    style: fc.constantFrom(...styles),
    layer: fc.constantFrom(...layers),
    lack: fc.constantFrom('refuse', 'borrow'),
    gossip: fc.constantFrom('50ms', '20ms', '90ms'),
    numbers: fc.array(fc.nat({ max: 60 }), { minLength: 24, maxLength: 24, size: 'max' }),
  });
  return fc.tuple(scenarios(wanted), chosen).map(([scenario, { type, numbers, style, layer, lack, gossip }]) => {
    const { timeout, retries, keys, retransmit } = scenario.protocol.settings;
    const settings = { type, style, layer, lack, gossip, timeout, retries, keys, retransmit };
    return {
      ...scenario,
      protocol: { id: 'crdt', settings: stated(settings) },
      initially: Object.keys(scenario.initially).length > 0 ? { x: FIRST[type] } : {},
      steps: scenario.steps.map((step, at) => askOf(step, type, numbers[at % numbers.length]! + at)),
    };
  });
}

const stated = (settings: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined));

function askOf(step: Step, type: TypeName, number: number): Step {
  const { action } = step;
  if (action.do !== 'operation' && action.do !== 'workload') return step;
  const micro = action.micro.map((each) => (each.f === 'read' ? each : { key: each.key, ...askedOf(type, number) }));
  return { ...step, action: { ...action, micro } };
}
