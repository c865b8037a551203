/** Random scenarios for primary-backup: valid by construction, small numbers first, so that shrinking leaves a script to read. */
import fc from 'fast-check';
import type { Latency } from '#sim/latency';
import type { Action, CrashKind, Edit, LinkSpec, NodeSpec, NodeTraits, ReplicaSpec, Scenario, Side, Step } from '#sim/scenario';

export interface Wanted {
  /** Kinds of crash; none by default. */
  readonly crashes?: readonly CrashKind[];
  /** By default anything goes: all faults, and no care for how it ends. Calm: faults end and nodes return before a long tail. */
  readonly calm?: boolean;
  /** Messages may be lost, doubled, overtake each other or vanish at cuts. False: connections that only delay. */
  readonly rough?: boolean;
  /** Choices by setting, instead of those below. */
  readonly settings?: Readonly<Record<string, readonly string[]>>;
  /** Changes to single messages. */
  readonly edits?: boolean;
}

const REPLICAS = ['Frankfurt', 'Virginia', 'Singapore', 'Tokyo', 'Sydney'] as const;
const CLIENTS = ['Ana', 'Bo', 'Cleo', 'Dai'] as const;
const KEYS = ['x', 'y'] as const;

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

/** Everything that happens happens before this; a calm scenario then heals. */
const BUSY_MS = 400;
const HEAL_US = 500_000;
const CALM_END_US = 12_000_000;

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

/** Names of nodes are still numbers, as texts. */
type DraftAction = Exclude<Action, { do: 'operation' | 'workload' }> | Omit<Extract<Action, { do: 'operation' }>, 'number'> | Omit<Extract<Action, { do: 'workload' }>, 'number'>;

const ms = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max }).map((whole) => whole * 1000);
const numeral: fc.Arbitrary<string> = fc.nat({ max: 99 }).map(String);
const micro = fc.constantFrom('write', 'read').chain((f) => fc.constantFrom(...KEYS).map((key) => [{ f, key }]));

const latencies: fc.Arbitrary<Latency> = fc.oneof(
  ms(60).map((us): Latency => ({ kind: 'constant', us })),
  fc.tuple(ms(20), ms(40)).map(([lowUs, more]): Latency => ({ kind: 'uniform', lowUs, highUs: lowUs + more })),
  fc.tuple(ms(20), ms(60)).map(([us, more]): Latency => ({ kind: 'long-tail', medianUs: us + more, p99Us: us + 2 * more })),
  fc.tuple(ms(10), ms(10), ms(90)).map(([a, b, c]): Latency => ({ kind: 'table', rows: [[0, a], [50, a + b], [100, a + b + c]] })),
);

const percents = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });

/** Only stated fields occur: an absent one differs from an undefined one. */
const some = <T extends object>(fields: { [Field in keyof T]-?: fc.Arbitrary<T[Field]> }): fc.Arbitrary<Partial<T>> => fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;

function linkTraits(rough: boolean): fc.Arbitrary<Omit<LinkSpec, 'ends' | 'remarks'>> {
  const smooth = { latency: latencies, bandwidthBitsPerS: fc.constantFrom(10_000_000, 1_000_000, Infinity) };
  const faults = { lossPercent: percents(60), duplicatePercent: percents(40), reorderPercent: percents(60), transport: fc.constantFrom('connection' as const, 'datagram' as const) };
  return rough ? some({ ...smooth, ...faults }) : some(smooth);
}

const ends: fc.Arbitrary<LinkSpec['ends']> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('default' as const, 'default' as const, 'local' as const) },
  { weight: 2, arbitrary: fc.record({ from: numeral, to: numeral, oneWay: fc.boolean() }) },
);
const links = (rough: boolean): fc.Arbitrary<LinkSpec> => fc.tuple(ends, linkTraits(rough)).map(([where, traits]) => ({ ends: where, ...traits }));

const nodeTraits: fc.Arbitrary<NodeTraits> = some<Required<NodeTraits>>({
  writeUs: ms(5),
  flushUs: ms(40),
  skewUs: fc.integer({ min: -50, max: 50 }).map((whole) => whole * 1000),
  driftPpm: fc.integer({ min: -200_000, max: 200_000 }),
});
const nodes: fc.Arbitrary<NodeSpec> = fc.tuple(numeral, nodeTraits).map(([node, traits]) => ({ node, ...traits }));

/** `@` before a numeral: the place of that replica. */
const sides: fc.Arbitrary<string[]> = fc.array(fc.tuple(fc.boolean(), numeral).map(([isPlace, number]) => (isPlace ? `@${number}` : number)), { minLength: 1, maxLength: 2 });

function drafts({ crashes = [], rough = true }: Wanted): fc.Arbitrary<DraftAction> {
  const plain: fc.WeightedArbitrary<DraftAction>[] = [
    { weight: 12, arbitrary: fc.record({ do: fc.constant('operation' as const), client: numeral, micro }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('workload' as const), client: numeral, micro, everyUs: fc.integer({ min: 5, max: 60 }).map((whole) => whole * 1000), untilUs: ms(BUSY_MS) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('cut' as const), left: sides, right: sides, oneWay: fc.boolean(), positionPercent: fc.constantFrom(50, 0, 30, 90, 100) }) },
    { weight: 2, arbitrary: fc.oneof(fc.constant({ do: 'heal' as const, left: [], right: [] }), fc.record({ do: fc.constant('heal' as const), left: sides, right: sides })) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const), node: numeral }) },
    { weight: 1, arbitrary: links(rough).map((link) => ({ do: 'link' as const, link })) },
    { weight: 1, arbitrary: nodes.map((node) => ({ do: 'node' as const, node })) },
  ];
  if (crashes.length > 0)
    plain.push(
      { weight: 4, arbitrary: fc.record({ do: fc.constant('crash' as const), node: numeral, kind: fc.constantFrom(...crashes) }) },
      { weight: 4, arbitrary: fc.record({ do: fc.constant('restart' as const), node: numeral }) },
    );
  return fc.oneof(...plain);
}

const edits: fc.Arbitrary<Edit> = fc
  .tuple(
    fc.constantFrom('copy(Ana.1) Frankfurt→Virginia', 'request(Ana.1) Ana→Frankfurt', 'acknowledgement(Ana.1) Virginia→Frankfurt', 'reply(Ana.1) Frankfurt→Ana', 'copy(Bo.1) Frankfurt→Singapore'),
    fc.oneof(ms(100).map((byUs) => ({ do: 'delay' as const, byUs })), fc.constantFrom({ do: 'drop' as const }, { do: 'duplicate' as const })),
  )
  .map(([message, change]) => ({ message, change }));

export function scenarios(wanted: Wanted = {}): fc.Arbitrary<Scenario> {
  const { rough = true } = wanted;
  const choices = { ...SETTINGS, ...wanted.settings };
  return fc
    .record<Sketch>({
      seed: fc.nat({ max: 9999 }),
      replicas: fc.array(fc.boolean(), { minLength: 2, maxLength: 5 }),
      clients: fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 4 }),
      settings: fc.record(Object.fromEntries(Object.entries(choices).map(([name, options]) => [name, fc.constantFrom(...options)]))),
      initially: fc.boolean(),
      links: fc.array(links(rough), { maxLength: 3 }),
      nodes: fc.array(nodes, { maxLength: 2 }),
      steps: fc.array(fc.record({ atUs: ms(BUSY_MS), draft: drafts(wanted) }), { minLength: 1, maxLength: 24, size: 'max' }),
      edits: wanted.edits ? fc.array(edits, { maxLength: 2 }) : fc.constant([]),
    })
    .map((sketch) => finish(sketch, wanted));
}

function finish(sketch: Sketch, { calm = false }: Wanted): Scenario {
  const names = nameAll(sketch);
  const busy = numbered([...sketch.steps].sort((a, b) => a.atUs - b.atUs).map(({ atUs, draft }) => ({ atUs, action: names.action(draft) })));
  const declared = sketch.links.flatMap((link) => names.link(link) ?? []);
  const settings = Object.entries(sketch.settings).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== SETTINGS[entry[0]]?.[0]);
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
    steps: calm ? [...busy, ...calming(names.replicas, [...declared, ...busy.flatMap(({ action }) => (action.do === 'link' ? [action.link] : []))], names.nodes)] : busy,
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
    next.set(action.client, number + 1 + (action.do === 'workload' ? Math.max(0, Math.floor((action.untilUs - atUs) / action.everyUs)) : 0));
    return { atUs, action: { ...action, number } };
  });
}

function nameAll({ replicas, clients }: Sketch) {
  const specs = replicas.map((isPlaced, index): ReplicaSpec => (isPlaced ? { name: REPLICAS[index]!, place: index % 2 === 0 ? 'east' : 'west' } : { name: REPLICAS[index]! }));
  const all = [...specs.map(({ name }) => name), ...clients.map((_, index) => CLIENTS[index]!)];
  const node = (numeral: string): string => all[Number(numeral) % all.length]!;
  const replica = (numeral: string): string => specs[Number(numeral) % specs.length]!.name;
  const side = (numerals: Side): Side => numerals.map((one) => (one.startsWith('@') ? `@${placeOf(specs[Number(one.slice(1)) % specs.length]!)}` : node(one)));
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
    ...replicas.flatMap(({ name }): Action[] => [{ do: 'resume', node: name }, { do: 'restart', node: name }]),
  ];
  return actions.map((action) => ({ atUs: HEAL_US, action }));
}
