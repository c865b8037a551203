/** Random scenarios for primary-backup: valid by construction, small numbers first, so that shrinking leaves a script to read. */
import fc from 'fast-check';
import type { Action, Edit, LinkSpec, NodeSpec, ReplicaSpec, Scenario, Side, Step } from '#sim/scenario';
import { BUSY_MS, drafts, edits, links, ms, nodes, type DraftAction, type Wanted } from './script-parts';

const REPLICAS = ['Frankfurt', 'Virginia', 'Singapore', 'Tokyo', 'Sydney'] as const;
const CLIENTS = ['Ana', 'Bo', 'Cleo', 'Dai'] as const;

/** The first of each is the plainest: shrinking goes there. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  ack: ['async', 'semi-sync', 'sync'],
  copies: ['1', '2'],
  gate: ['flushed', 'received', 'written', 'applied'],
  fallback: ['never', '30ms', '80ms'],
  read: ['primary', 'nearest', 'Virginia'],
  apply: ['0ms', '5ms', '40ms'],
  retransmit: ['200ms', '40ms', '25ms'],
  timeout: ['1s', '300ms', '60ms'],
  retries: ['0', '1', '3'],
  keys: ['on', 'off'],
};

/** A calm scenario heals then. */
const HEAL_US = 500_000;
/** Long enough for hundreds of slow operations one after the other; what does not happen costs nothing. */
const CALM_END_US = 1_000_000_000;

/** A scenario before its nodes have names: whole numbers stand for them. */
interface Sketch {
  readonly seed: number;
  readonly replicas: readonly boolean[];
  readonly clients: readonly number[];
  readonly settings: Readonly<Record<string, string | undefined>>;
  readonly initially: boolean;
  readonly links: readonly LinkSpec[];
  readonly nodes: readonly NodeSpec[];
  readonly steps: readonly { readonly atUs: number; readonly draft: DraftAction }[];
  readonly edits: readonly Edit[];
}

export function scenarios(wanted: Wanted = {}): fc.Arbitrary<Scenario> {
  const { rough = true } = wanted;
  const choices = { ...SETTINGS, ...wanted.settings };
  return fc
    .record<Sketch>({
      seed: fc.nat({ max: 9999 }),
      replicas: fc.array(fc.boolean(), { minLength: 2, maxLength: 5 }),
      clients: fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 4 }),
      settings: fc.record(
        Object.fromEntries(Object.entries(choices).map(([name, options]) => [name, fc.constantFrom(...options)])),
      ),
      initially: fc.boolean(),
      links: fc.array(links(rough), { maxLength: 3 }),
      nodes: fc.array(nodes, { maxLength: 2 }),
      steps: fc.array(fc.record({ atUs: ms(BUSY_MS), draft: drafts(wanted) }), {
        minLength: 1,
        maxLength: 24,
        size: 'max',
      }),
      edits: wanted.edits ? fc.array(edits, { maxLength: 2 }) : fc.constant([]),
    })
    .map((sketch) => finish(sketch, wanted));
}

function finish(sketch: Sketch, { calm = false }: Wanted): Scenario {
  const names = nameAll(sketch);
  const busy = numbered(
    [...sketch.steps].sort((a, b) => a.atUs - b.atUs).map(({ atUs, draft }) => ({ atUs, action: names.action(draft) })),
  );
  const declared = sketch.links.flatMap((link) => names.link(link) ?? []);
  const settings = Object.entries(sketch.settings).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== SETTINGS[entry[0]]?.[0],
  );
  return {
    title: '',
    seed: sketch.seed,
    endsUs: calm ? CALM_END_US : 1_000_000,
    protocol: { id: 'primary-backup', settings: Object.fromEntries(settings) },
    replicas: names.replicas,
    clients: sketch.clients.map((at, index) => ({ name: CLIENTS[index]!, at: names.replica(String(at)) })),
    initially: sketch.initially ? { x: 0 } : {},
    links: declared,
    nodes: sketch.nodes.map((spec) => ({ ...spec, node: names.node(spec.node) })),
    steps: calm
      ? [
          ...busy,
          ...calming(
            names.replicas,
            [...declared, ...busy.flatMap(({ action }) => (action.do === 'link' ? [action.link] : []))],
            names.nodes,
          ),
        ]
      : busy,
    edits: sketch.edits,
    remarks: {},
  };
}

type Unnumbered = { readonly atUs: number; readonly action: DraftAction | Action };

/** Gives each client's operations their numbers, a workload as many as it has repeats. */
function numbered(steps: readonly Unnumbered[]): Step[] {
  const next = new Map<string, number>();
  return steps.map(({ atUs, action }) => {
    if (action.do !== 'operation' && action.do !== 'workload') return { atUs, action };
    const number = next.get(action.client) ?? 1;
    next.set(
      action.client,
      number + 1 + (action.do === 'workload' ? Math.max(0, Math.floor((action.untilUs - atUs) / action.everyUs)) : 0),
    );
    return { atUs, action: { ...action, number } };
  });
}

function nameAll({ replicas, clients }: Sketch) {
  const specs = replicas.map((isPlaced, index): ReplicaSpec =>
    isPlaced ? { name: REPLICAS[index]!, place: index % 2 === 0 ? 'east' : 'west' } : { name: REPLICAS[index]! },
  );
  const all = [...specs.map(({ name }) => name), ...clients.map((_, index) => CLIENTS[index]!)];
  const node = (numeral: string): string => all[Number(numeral) % all.length]!;
  const replica = (numeral: string): string => specs[Number(numeral) % specs.length]!.name;
  const side = (numerals: Side): Side =>
    numerals.map((one) =>
      one.startsWith('@') ? `@${placeOf(specs[Number(one.slice(1)) % specs.length]!)}` : node(one),
    );
  const link = (spec: LinkSpec): LinkSpec | undefined => {
    if (typeof spec.ends === 'string') return spec;
    const [from, to] = [node(spec.ends.from), node(spec.ends.to)];
    return from === to ? undefined : { ...spec, ends: { ...spec.ends, from, to } };
  };
  const action = (draft: DraftAction): DraftAction | Action => {
    switch (draft.do) {
      case 'operation':
      case 'workload':
        return { ...draft, client: CLIENTS[Number(draft.client) % clients.length]! };
      case 'cut':
      case 'heal':
        return { ...draft, left: side(draft.left), right: side(draft.right) };
      case 'link':
        return { do: 'link', link: link(draft.link) ?? { ...draft.link, ends: 'default' } };
      case 'node':
        return { do: 'node', node: { ...draft.node, node: node(draft.node.node) } };
      default:
        return { ...draft, node: replica(draft.node) };
    }
  };
  return { replicas: specs, nodes: all, node, replica, link, action };
}

const placeOf = ({ name, place }: ReplicaSpec): string => place ?? name;

/** All cuts heal, all links are good again, all clocks and disks normal, all nodes up and awake. */
function calming(replicas: readonly ReplicaSpec[], declared: readonly LinkSpec[], all: readonly string[]): Step[] {
  const good = { lossPercent: 0, duplicatePercent: 0, reorderPercent: 0, bandwidthBitsPerS: Infinity } as const;
  const places = [...new Map(declared.map(({ ends }) => [JSON.stringify(ends), ends])).values()];
  const actions: Action[] = [
    { do: 'heal', left: [], right: [] },
    ...places.map((where): Action => ({ do: 'link', link: { ends: where, ...good } })),
    ...all.map((node): Action => ({ do: 'node', node: { node, flushUs: 1000, driftPpm: 0 } })),
    ...replicas.flatMap(({ name }): Action[] => [
      { do: 'resume', node: name },
      { do: 'restart', node: name },
    ]),
  ];
  return actions.map((action) => ({ atUs: HEAL_US, action }));
}
