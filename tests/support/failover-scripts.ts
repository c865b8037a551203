/** Random scenarios in which primaries fail: short runs, since heartbeats never end, with an end that is calm. */
import fc from 'fast-check';
import type { Scenario, Step } from '#sim/scenario';
import { scenarios } from './scripts';
import { ms, type Wanted } from './script-parts';

/** Faults end at 500 ms; what is left is enough for elections, retries and catching up. */
const ENDS_US = 1_500_000;

export interface FailoverWanted extends Wanted {
  /** Number of replicas; three and five by default. */
  readonly replicas?: readonly number[];
  /** Clocks that never step, and run wrong by at most this; by default anything goes. */
  readonly driftPpm?: number;
  /** The cut-off primary's clock loses between 30 and 80 percent. */
  readonly slowPrimary?: boolean;
  /** All backups crash at one moment, with slow disks. */
  readonly losesMemory?: boolean;
}

const TIMES: Readonly<Record<string, readonly string[]>> = {
  heartbeat: ['20ms', '30ms'],
  detect: ['90ms', '60ms'],
  timeout: ['150ms', '300ms', '80ms'],
  retries: ['3', '6', '1'],
  retransmit: ['60ms', '40ms'],
  discover: ['ask-around', 'redirect'],
  returning: ['discard', 'keep'],
  read: ['primary'],
};

export function failovers(wanted: FailoverWanted = {}): fc.Arbitrary<Scenario> {
  const { replicas = [3, 3, 5], settings = {} } = wanted;
  const base = scenarios({
    crashes: ['process', 'machine'],
    calm: true,
    rough: false,
    ...wanted,
    settings: { ...TIMES, ...settings },
  });
  const tamed = base
    .filter((scenario) => replicas.includes(scenario.replicas.length))
    .map((scenario) => tame(scenario, wanted));
  return fc.oneof(
    { weight: 1, arbitrary: tamed },
    {
      weight: 3,
      arbitrary: fc.tuple(tamed, partitions).map(([scenario, partition]) => cutOff(scenario, partition, wanted)),
    },
  );
}

interface Partition {
  readonly fromUs: number;
  readonly forUs: number;
  readonly everyUs: number;
  readonly slowPpm: number;
  readonly keepsRest: boolean;
}

const partitions: fc.Arbitrary<Partition> = fc.record({
  fromUs: ms(100).map((us) => us + 30_000),
  forUs: ms(150).map((us) => us + 200_000),
  everyUs: fc.constantFrom(20_000, 35_000),
  slowPpm: fc.integer({ min: -800_000, max: -300_000 }),
  keepsRest: fc.boolean(),
});

/** The first primary is cut off together with a client, another client stays with the majority: what random faults seldom meet. */
function cutOff(
  scenario: Scenario,
  { fromUs, forUs, everyUs, slowPpm, keepsRest }: Partition,
  { slowPrimary, losesMemory }: FailoverWanted,
): Scenario {
  const [first, ...others] = scenario.replicas.map(({ name }) => name);
  const writes = (client: string): Step => ({
    atUs: 0,
    action: { do: 'workload', client, number: 1, micro: [{ f: 'write', key: 'x' }], everyUs, untilUs: 400_000 },
  });
  const step = (atUs: number, action: Step['action']): Step => ({ atUs, action });
  const crashes = losesMemory
    ? others.flatMap((node) => [
        step(fromUs, { do: 'crash', node, kind: 'machine' }),
        step(fromUs + 1000, { do: 'restart', node }),
      ])
    : [];
  const split = step(fromUs, {
    do: 'cut',
    left: [first!, 'Eva'],
    right: [...others, 'Finn'],
    oneWay: false,
    positionPercent: 50,
  });
  const rest = keepsRest ? scenario.steps : scenario.steps.filter(({ atUs }) => atUs >= 500_000);
  const nodes = [
    ...(keepsRest ? scenario.nodes : []),
    ...(slowPrimary ? [{ node: first!, driftPpm: slowPpm }] : []),
    ...(losesMemory ? others.map((node) => ({ node, flushUs: 30_000 })) : []),
  ];
  return {
    ...scenario,
    links: keepsRest ? scenario.links : [],
    nodes,
    clients: [...scenario.clients, { name: 'Eva', at: first! }, { name: 'Finn', at: others[0]! }],
    steps: [
      writes('Eva'),
      writes('Finn'),
      split,
      ...crashes,
      step(fromUs + forUs, { do: 'heal', left: [], right: [] }),
      ...rest,
    ],
  };
}

/** The default link takes 10 ms: links that are slower than the patience would only show elections without end. */
function tame(scenario: Scenario, { driftPpm }: FailoverWanted): Scenario {
  const ended: Scenario = { ...scenario, endsUs: ENDS_US };
  if (driftPpm === undefined) return ended;
  const within = (ppm: number): number => Math.max(-driftPpm, Math.min(driftPpm, ppm));
  const nodes = scenario.nodes.map((node) =>
    node.driftPpm === undefined ? node : { ...node, driftPpm: within(node.driftPpm) },
  );
  const steps = scenario.steps.map((step) => {
    if (step.action.do !== 'node') return step;
    const { skewUs: _, driftPpm: drift, ...traits } = step.action.node;
    return {
      ...step,
      action: { ...step.action, node: { ...traits, ...(drift === undefined ? {} : { driftPpm: within(drift) }) } },
    };
  });
  return { ...ended, nodes, steps };
}
