/** Random scenarios for the leaderless store, and its runs: the same faults, links and clients as for primary-backup, with settings of its own. */
import fc from 'fast-check';
import leaderless from '#protocols/leaderless/index';
import type { Protocol } from '#sim/protocol';
import type { Edit, Scenario, Step } from '#sim/scenario';
import { traceOf, type TraceLaw } from './primary-backup';
import type { Law } from './law';
import type { Wanted } from './script-parts';
import { scenarios } from './scripts';

/** The first of each is the plainest: shrinking goes there. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  n: ['3', '2', '5', '1'],
  r: ['2', '1', '3'],
  w: ['2', '1', '3'],
  versions: ['client-clock', 'read-first', 'vectors'],
  readRepair: ['on', 'off'],
  writeBack: ['off', 'on'],
  sloppy: ['off', 'on'],
  antiEntropy: ['never', '80ms', '150ms'],
  grace: ['864000s', '60ms', 'never'],
  vnodes: ['8', '1', '3'],
  outside: ['0', '1'],
  coordinator: ['nearest', 'Virginia'],
  patience: ['200ms', '40ms'],
  retry: ['200ms', '50ms'],
  timeout: ['1s', '300ms', '60ms'],
  retries: ['0', '1', '3'],
  keys: ['on', 'off'],
};

/** Everything has happened by 500 ms; what is left is enough for answers, hints and a few rounds. */
const COMPARING_END_US = 3_000_000;

export interface LeaderlessWanted extends Wanted {
  /** True where clients also delete and operators speak; by default they do. */
  readonly deletes?: boolean;
  /** True where R + W > N in every scenario. */
  readonly overlaps?: boolean;
  /** Only these clients' writes stay; others read. */
  readonly oneWriter?: boolean;
}

export function leaderlessScenarios(wanted: LeaderlessWanted = {}): fc.Arbitrary<Scenario> {
  const choices = { ...SETTINGS, ...wanted.settings };
  const settings = fc.record(
    Object.fromEntries(Object.entries(choices).map(([name, options]) => [name, fc.constantFrom(...options)])),
  );
  const extras = fc.array(fc.nat({ max: 11 }), { minLength: 24, maxLength: 24 });
  return fc
    .tuple(scenarios({ ...wanted, settings: {} }), settings, extras)
    .map(([scenario, chosen, picks]) => dress(scenario, chosen, { picks, wanted }));
}

/** The scenario with this protocol's settings; some writes become deletes, some pauses words of an operator. */
function dress(
  scenario: Scenario,
  chosen: Readonly<Record<string, string>>,
  { picks, wanted }: { picks: readonly number[]; wanted: LeaderlessWanted },
): Scenario {
  const stated = Object.entries(overlapping(chosen, scenario.replicas.length, wanted)).filter(
    ([name, value]) => value !== SETTINGS[name]![0],
  );
  const { deletes = true, oneWriter = false } = wanted;
  const writer = scenario.clients[0]!.name;
  const steps = scenario.steps.map((step, at) => {
    const { action } = step;
    const pick = picks[at % picks.length]!;
    if ((action.do === 'operation' || action.do === 'workload') && action.micro[0]!.f === 'write') {
      if (oneWriter && action.client !== writer)
        return { ...step, action: { ...action, micro: [{ f: 'read', key: action.micro[0]!.key }] } };
      if (deletes && pick === 0)
        return { ...step, action: { ...action, micro: [{ f: 'delete', key: action.micro[0]!.key }] } };
    }
    if (deletes && action.do === 'pause' && pick < 6) {
      const command = ['join', 'leave', 'repair'][pick % 3]!;
      return { ...step, action: { do: 'command' as const, node: action.node, command, args: [] } };
    }
    return step;
  });
  // Comparisons go on for ever: a run of minutes would hold nothing but them.
  const endsUs = chosen['antiEntropy'] === 'never' ? scenario.endsUs : Math.min(scenario.endsUs, COMPARING_END_US);
  return { ...scenario, steps, endsUs, protocol: { id: 'leaderless', settings: Object.fromEntries(stated) } };
}

/** R is raised until any R owners and any W owners have one in common; a replica that is not there is not asked for. */
function overlapping(
  chosen: Readonly<Record<string, string>>,
  replicas: number,
  { overlaps = false }: LeaderlessWanted,
): Readonly<Record<string, string>> {
  const outside = Math.min(Number(chosen['outside']), replicas - 1);
  const coordinator = chosen['coordinator'] === 'Virginia' && replicas < 2 ? 'nearest' : chosen['coordinator']!;
  const n = Math.min(Number(chosen['n']), replicas - outside);
  const w = Math.min(Number(chosen['w']), n);
  const r = Math.min(Number(chosen['r']), n);
  const fitted = { n: String(n), w: String(w), r: String(overlaps ? Math.max(r, n - w + 1) : r) };
  return { ...chosen, ...fitted, coordinator, outside: String(outside) };
}

export const leaderlessLaw =
  (law: TraceLaw, protocol: Protocol = leaderless): Law =>
  (scenario) =>
    law(traceOf(scenario, protocol));

export interface SmallWanted {
  readonly settings: Readonly<Record<string, string>>;
  /** Cut in two from the start, with clients on both sides. */
  readonly cut?: boolean;
  /** The first writer's clock is wrong. */
  readonly skew?: boolean;
  /** What the second client does. */
  readonly second?: readonly ('read' | 'write')[];
}

const NAMES = ['Frankfurt', 'Virginia', 'Singapore', 'Tokyo'] as const;

/** Small runs: one client writes, another writes or reads, a third reads, in this order; copies of the first write may be held up. */
export function smallRuns(wanted: SmallWanted): fc.Arbitrary<Scenario> {
  const ms = (max: number) => fc.integer({ min: 0, max }).map((whole) => whole * 1000);
  const names = wanted.cut ? NAMES : NAMES.slice(0, 3);
  const place = fc.constantFrom(...names);
  return fc
    .record<Small>({
      ...{ places: fc.tuple(place, place), atUs: fc.tuple(ms(60), ms(160)), aheadUs: ms(100) },
      writer: fc.constantFrom('Ana', 'Dai'),
      second: fc.constantFrom(...(wanted.second ?? (['read'] as const))),
      heldUs: fc.array(ms(200), { minLength: names.length, maxLength: names.length }),
      left: fc.subarray([...names], { minLength: 1, maxLength: names.length - 1 }),
    })
    .map((small) => smallRun(small, names, wanted));
}

interface Small {
  readonly places: readonly [string, string];
  readonly atUs: readonly [number, number];
  readonly aheadUs: number;
  readonly writer: string;
  readonly second: 'read' | 'write';
  readonly heldUs: readonly number[];
  readonly left: readonly string[];
}

function smallRun(
  { places, atUs, aheadUs, writer, second, heldUs, left }: Small,
  names: readonly string[],
  { settings, cut = false, skew = false }: SmallWanted,
): Scenario {
  const right = names.filter((name) => !left.includes(name));
  const sides: Step = { atUs: 0, action: { do: 'cut', left, right, oneWay: false, positionPercent: 50 } };
  return {
    ...{ title: '', seed: 1, endsUs: 2_000_000, initially: { x: 0 }, links: [], remarks: {} },
    protocol: { id: 'leaderless', settings },
    replicas: names.map((name) => ({ name })),
    clients: [
      { name: writer, at: names[0]! },
      { name: 'Bo', at: places[0] },
      { name: 'Cleo', at: places[1] },
    ],
    nodes: skew ? [{ node: writer, skewUs: aheadUs }] : [],
    steps: [
      ...(cut ? [sides] : []),
      asks(writer, 0, 'write'),
      asks('Bo', atUs[0], second),
      asks('Cleo', atUs[1], 'read'),
    ],
    edits: cut || skew ? [] : names.slice(1).map((name, at) => heldCopy(writer, name, heldUs[at]!)),
  };
}

const asks = (client: string, atUs: number, f: 'read' | 'write'): Step => ({
  atUs,
  action: { do: 'operation', client, number: 1, micro: [{ f, key: 'x' }] },
});

const heldCopy = (writer: string, to: string, byUs: number): Edit => ({
  message: `copy(${writer}.1) Frankfurt→${to}`,
  change: { do: 'delay', byUs },
});
