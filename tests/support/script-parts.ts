/** The parts of random scenarios: links, nodes, actions, edits. Numbers stand for nodes until a scenario gives them names. */
import fc from 'fast-check';
import type { Latency } from '#sim/latency';
import type { Action, CrashKind, Edit, LinkSpec, NodeSpec, NodeTraits } from '#sim/scenario';

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

const KEYS = ['x', 'y'] as const;

/** Everything that happens happens before this. */
export const BUSY_MS = 400;

/** Names of nodes are still numbers, as texts. */
export type DraftAction =
  | Exclude<Action, { do: 'operation' | 'workload' }>
  | Omit<Extract<Action, { do: 'operation' }>, 'number'>
  | Omit<Extract<Action, { do: 'workload' }>, 'number'>;

export const ms = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max }).map((whole) => whole * 1000);
const numeral: fc.Arbitrary<string> = fc.nat({ max: 99 }).map(String);
const micro = fc.constantFrom('write', 'read').chain((f) => fc.constantFrom(...KEYS).map((key) => [{ f, key }]));

const latencies: fc.Arbitrary<Latency> = fc.oneof(
  ms(60).map((us): Latency => ({ kind: 'constant', us })),
  fc.tuple(ms(20), ms(40)).map(([lowUs, more]): Latency => ({ kind: 'uniform', lowUs, highUs: lowUs + more })),
  fc
    .tuple(ms(20), ms(60))
    .map(([us, more]): Latency => ({ kind: 'long-tail', medianUs: us + more, p99Us: us + 2 * more })),
  fc.tuple(ms(10), ms(10), ms(90)).map(([a, b, c]): Latency => ({
    kind: 'table',
    rows: [
      [0, a],
      [50, a + b],
      [100, a + b + c],
    ],
  })),
);

const percents = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });

/** Only stated fields occur: an absent one differs from an undefined one. */
const some = <T extends object>(fields: { [Field in keyof T]-?: fc.Arbitrary<T[Field]> }): fc.Arbitrary<Partial<T>> =>
  fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;

function linkTraits(rough: boolean): fc.Arbitrary<Omit<LinkSpec, 'ends' | 'remarks'>> {
  const smooth = { latency: latencies, bandwidthBitsPerS: fc.constantFrom(10_000_000, 1_000_000, Infinity) };
  const faults = {
    lossPercent: percents(60),
    duplicatePercent: percents(40),
    reorderPercent: percents(60),
    transport: fc.constantFrom('connection' as const, 'datagram' as const),
  };
  return rough ? some({ ...smooth, ...faults }) : some(smooth);
}

const ends: fc.Arbitrary<LinkSpec['ends']> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('default' as const, 'default' as const, 'local' as const) },
  { weight: 2, arbitrary: fc.record({ from: numeral, to: numeral, oneWay: fc.boolean() }) },
);
export const links = (rough: boolean): fc.Arbitrary<LinkSpec> =>
  fc.tuple(ends, linkTraits(rough)).map(([where, traits]) => ({ ends: where, ...traits }));

const nodeTraits: fc.Arbitrary<NodeTraits> = some<Required<NodeTraits>>({
  writeUs: ms(5),
  flushUs: ms(40),
  skewUs: fc.integer({ min: -50, max: 50 }).map((whole) => whole * 1000),
  driftPpm: fc.integer({ min: -200_000, max: 200_000 }),
});
export const nodes: fc.Arbitrary<NodeSpec> = fc
  .tuple(numeral, nodeTraits)
  .map(([node, traits]) => ({ node, ...traits }));

/** `@` before a numeral: the place of that replica. */
const sides: fc.Arbitrary<string[]> = fc.array(
  fc.tuple(fc.boolean(), numeral).map(([isPlace, number]) => (isPlace ? `@${number}` : number)),
  { minLength: 1, maxLength: 2 },
);

export function drafts({ crashes = [], rough = true }: Wanted): fc.Arbitrary<DraftAction> {
  const plain: fc.WeightedArbitrary<DraftAction>[] = [
    { weight: 12, arbitrary: fc.record({ do: fc.constant('operation' as const), client: numeral, micro }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('workload' as const),
        client: numeral,
        micro,
        everyUs: fc.integer({ min: 5, max: 60 }).map((whole) => whole * 1000),
        untilUs: ms(BUSY_MS),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('cut' as const),
        left: sides,
        right: sides,
        oneWay: fc.boolean(),
        positionPercent: fc.constantFrom(50, 0, 30, 90, 100),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.oneof(
        fc.constant({ do: 'heal' as const, left: [], right: [] }),
        fc.record({ do: fc.constant('heal' as const), left: sides, right: sides }),
      ),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const), node: numeral }) },
    { weight: 1, arbitrary: links(rough).map((link) => ({ do: 'link' as const, link })) },
    { weight: 1, arbitrary: nodes.map((node) => ({ do: 'node' as const, node })) },
  ];
  if (crashes.length > 0)
    plain.push(
      {
        weight: 4,
        arbitrary: fc.record({ do: fc.constant('crash' as const), node: numeral, kind: fc.constantFrom(...crashes) }),
      },
      { weight: 4, arbitrary: fc.record({ do: fc.constant('restart' as const), node: numeral }) },
    );
  return fc.oneof(...plain);
}

export const edits: fc.Arbitrary<Edit> = fc
  .tuple(
    fc.constantFrom(
      'copy(Ana.1) Frankfurt→Virginia',
      'request(Ana.1) Ana→Frankfurt',
      'acknowledgement(Ana.1) Virginia→Frankfurt',
      'reply(Ana.1) Frankfurt→Ana',
      'copy(Bo.1) Frankfurt→Singapore',
    ),
    fc.oneof(
      ms(100).map((byUs) => ({ do: 'delay' as const, byUs })),
      fc.constantFrom({ do: 'drop' as const }, { do: 'duplicate' as const }),
    ),
  )
  .map(([message, change]) => ({ message, change }));
