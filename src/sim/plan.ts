/** A plan: a scenario checked against its protocol and made ready to run. Everything that can be wrong is said here, once. */
import { phrase, type Phrase } from '#history/phrase';
import type { Value } from '#history/operation';
import { expandOperations, type PlannedStep } from '#sim/operations';
import type { Protocol } from '#sim/protocol';
import { LIMITS, type Action, type MicroOperation, type Remarked, type Scenario, type Side } from '#sim/scenario';
import { readSettings } from '#sim/settings';

export interface Plan {
  readonly scenario: Scenario;
  readonly protocol: Protocol;
  readonly settings: Readonly<Record<string, string | number>>;
  /** Replicas first, then clients. */
  readonly nodes: readonly string[];
  readonly replicas: readonly string[];
  /** Node numbers by name. */
  readonly numbers: ReadonlyMap<string, number>;
  /** For each node the replica that is nearest to it (itself for replicas). */
  readonly nearest: readonly number[];
  readonly places: readonly string[];
  /** In order of time; equal times in the script's order. */
  readonly steps: readonly PlannedStep[];
  readonly initially: Readonly<Record<string, Value>>;
}

/** Something wrong in a scenario: the item at fault (a step, a link, …; absent for the whole) and why. */
export interface Fault {
  readonly item?: Remarked | string;
  readonly reason: Phrase;
}

export type Planned =
  { readonly plan: Plan; readonly faults: readonly [] } | { readonly plan?: never; readonly faults: readonly Fault[] };

export function planRun(scenario: Scenario, protocol: Protocol): Planned {
  const replicas = scenario.replicas.map(({ name }) => name);
  const { settings, faults: settingFaults } = readSettings(protocol.settings, scenario.protocol.settings, replicas);
  const nodes = [...replicas, ...scenario.clients.map(({ name }) => name)];
  const names = nameTable(scenario, nodes);
  const expanded = expandOperations(scenario);
  const faults: Fault[] = [
    ...settingFaults.map(({ reason }) => ({ item: 'protocol', reason })),
    ...nameFaults(scenario, nodes),
    ...limitFaults(scenario, expanded.length),
    ...operationTwice(scenario, expanded),
    ...scenario.clients
      .filter(({ at }) => !names.places.has(at))
      .map(({ at }) => ({ item: 'clients', reason: unknownName(at, [...names.places]) })),
    ...scenario.links.flatMap((link) =>
      typeof link.ends === 'string' ? [] : nodeFaults(link, [link.ends.from, link.ends.to], nodes),
    ),
    ...scenario.nodes.flatMap((item) => nodeFaults(item, [item.node], nodes)),
    ...scenario.steps.flatMap((step) =>
      actionFaults(step, step.action, {
        protocol,
        settings: settingFaults.length > 0 ? undefined : settings,
        replicas,
        nodes,
        places: names.places,
        clients: nodes.slice(replicas.length),
      }),
    ),
  ];
  if (faults.length > 0) return { faults };
  return {
    faults: [],
    plan: {
      scenario,
      protocol,
      settings,
      nodes,
      replicas,
      numbers: names.numbers,
      places: names.placeOf,
      nearest: names.nearest(),
      steps: expanded,
      initially: scenario.initially,
    },
  };
}

function nameTable(scenario: Scenario, nodes: readonly string[]) {
  const numbers = new Map(nodes.map((name, number) => [name, number]));
  const places = new Set(scenario.replicas.flatMap(({ name, place }) => [name, place ?? name]));
  const placeOf = [
    ...scenario.replicas.map(({ name, place }) => place ?? name),
    ...scenario.clients.map(({ at }) => at),
  ];
  const replicaAt = (at: string) =>
    Math.max(
      0,
      scenario.replicas.findIndex(({ name, place }) => name === at || place === at),
    );
  const nearest = () => [...scenario.replicas.keys(), ...scenario.clients.map(({ at }) => replicaAt(at))];
  return { numbers, places, placeOf, nearest };
}

const unknownName = (name: string, known: readonly string[]): Phrase =>
  phrase('script.name.unknown', { name, expected: known.join(', ') });

function nameFaults({ replicas, protocol }: Scenario, nodes: readonly string[]): Fault[] {
  const twice = nodes.find((name, index) => nodes.indexOf(name) !== index);
  const faults: Fault[] = [];
  if (twice !== undefined) faults.push({ item: 'clients', reason: phrase('script.name.twice', { name: twice }) });
  if (replicas.length === 0)
    faults.push({ item: 'replicas', reason: phrase('script.replicas.none', { protocol: protocol.id }) });
  return faults;
}

function limitFaults(scenario: Scenario, steps: number): Fault[] {
  const sizes = [
    ['replicas', scenario.replicas.length, LIMITS.replicas],
    ['clients', scenario.clients.length, LIMITS.clients],
    ['statements', scenario.steps.length + scenario.edits.length + scenario.links.length, LIMITS.statements],
    ['operations', steps, LIMITS.operations],
  ] as const;
  return sizes
    .filter(([, size, limit]) => size > limit)
    .map(([what, size, limit]) => ({ reason: phrase('script.limit', { what, size, limit }) }));
}

/** Two operations of one name would be one operation. */
function operationTwice({ steps }: Scenario, expanded: readonly PlannedStep[]): Fault[] {
  const seen = new Set<string>();
  for (const { action, index } of expanded) {
    if (action.do !== 'operation') continue;
    if (seen.has(action.id)) return [{ item: steps[index]!, reason: phrase('script.name.twice', { name: action.id }) }];
    seen.add(action.id);
  }
  return [];
}

const nodeFaults = (item: Remarked, used: readonly string[], known: readonly string[]): Fault[] =>
  used.filter((name) => !known.includes(name)).map((name) => ({ item, reason: unknownName(name, known) }));

interface Names {
  readonly protocol: Protocol;
  /** Undefined where one of them is wrong: then nobody can say what they refuse. */
  readonly settings: Plan['settings'] | undefined;
  readonly replicas: readonly string[];
  readonly clients: readonly string[];
  readonly nodes: readonly string[];
  readonly places: ReadonlySet<string>;
}

function actionFaults(item: Remarked, action: Action, names: Names): Fault[] {
  switch (action.do) {
    case 'operation':
    case 'workload':
      return [...nodeFaults(item, [action.client], names.clients), ...operationFaults(item, action, names)];
    case 'cut':
    case 'heal':
      return [...sideFaults(item, action.left, names), ...sideFaults(item, action.right, names)];
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
      return nodeFaults(item, [action.node], names.replicas);
    case 'link':
      return typeof action.link.ends === 'string'
        ? []
        : nodeFaults(item, [action.link.ends.from, action.link.ends.to], names.nodes);
    case 'node':
      return nodeFaults(item, [action.node.node], names.nodes);
    case 'command':
      return [
        ...nodeFaults(item, [action.node], names.replicas),
        ...commandFaults(item, action.command, names.protocol),
      ];
  }
}

function operationFaults(
  item: Remarked,
  { micro }: { micro: readonly MicroOperation[] },
  { protocol: { id, operations, refuses }, settings }: Names,
): Fault[] {
  const odd = micro.find(({ f }) => !operations.includes(f));
  if (odd)
    return [
      {
        item,
        reason: phrase('script.operation.unknown', { operation: odd.f, protocol: id, expected: operations.join(', ') }),
      },
    ];
  if (micro.length > 1) return [{ item, reason: phrase('script.operation.many', { protocol: id }) }];
  const reason = settings && refuses?.(micro[0]!, settings);
  return reason ? [{ item, reason }] : [];
}

const commandFaults = (item: Remarked, command: string, { id, commands }: Protocol): Fault[] =>
  commands.includes(command)
    ? []
    : [
        {
          item,
          reason: phrase('script.command.unknown', { command, protocol: id, expected: commands.join(', ') || '–' }),
        },
      ];

const sideFaults = (item: Remarked, side: Side, { nodes, places }: Names): Fault[] =>
  side
    .filter((name) => (name.startsWith('@') ? !places.has(name.slice(1)) : !nodes.includes(name)))
    .map((name) => ({ item, reason: unknownName(name, [...nodes, ...[...places].map((place) => `@${place}`)]) }));
