/** The lab's experiments with more replicas than they were written for: pictures must look right with few and with many. */
import { protocols } from '#catalog';
import { momentsOf } from '#scene/events';
import { createScene, type Scene } from '#scene/scene';
import { runScenario } from '#sim/run';
import type { Scenario } from '#sim/scenario';
import { parseScript } from '#sim/script/parse';

const files = import.meta.glob<string>('/src/protocols/*/golden/*.txt', {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** Names as long as those of the experiments. */
const NAMES = [
  ...['Tokyo', 'Sydney', 'Dublin', 'Mumbai', 'Oregon', 'Montreal', 'Cairo', 'Lima', 'Oslo', 'Seoul', 'Paris', 'Madrid'],
  ...[
    'Zurich',
    'Milan',
    'Osaka',
    'Jakarta',
    'Santiago',
    'Bahrain',
    'Stockholm',
    'Warsaw',
    'Calgary',
    'Ohio',
    'Atlanta',
  ],
  ...['Denver', 'Quito', 'Accra', 'Perth', 'Nairobi', 'Boston'],
];

/** `leaderless/siblings` and so on. */
export const experimentNames = (protocol: string): string[] =>
  Object.keys(files).flatMap((path) => {
    const [, id, file] = /protocols\/(.+)\/golden\/(.+)\.txt$/.exec(path)!;
    return id === protocol ? [`${id}/${file}`] : [];
  });

const scenarioOf = (name: string): Scenario => {
  const text = files[`/src/protocols/${name.replace('/', '/golden/')}.txt`]!;
  const { scenario, errors } = parseScript(text.split(/^----$/m)[0]!);
  if (errors.length > 0) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  return scenario;
};

/** Undefined where it has more replicas than that already. Every replica owns every key, so that all are asked. */
export function crowdedScene(name: string, count: number): Scene | undefined {
  const scenario = withReplicas(scenarioOf(name), count);
  if (!scenario) return undefined;
  const { trace, faults } = runScenario(scenario, protocols);
  if (!trace) throw new Error(`${name} with ${count} replicas: ${JSON.stringify(faults)}`);
  return createScene(trace, protocols.get(scenario.protocol.id)!);
}

function withReplicas(scenario: Scenario, count: number): Scenario | undefined {
  if (scenario.replicas.length > count) return undefined;
  const used = new Set([...scenario.replicas, ...scenario.clients].map(({ name }) => name));
  const free = NAMES.filter((name) => !used.has(name));
  const more = free.slice(0, count - scenario.replicas.length).map((name) => ({ name }));
  const { protocol } = scenario;
  const isQuorum = protocol.id === 'leaderless';
  const settings = isQuorum ? { ...protocol.settings, n: String(count) } : protocol.settings;
  return { ...scenario, replicas: [...scenario.replicas, ...more], protocol: { ...protocol, settings } };
}

/** Instants at which something happens and halfway to the next, spread over the run; with the one at which most happens. */
export function instantsOf({ trace }: Scene, count: number): number[] {
  const moments = momentsOf(trace).map(({ atUs }) => atUs);
  const spread = Array.from({ length: count }, (_, index) => Math.floor(((index + 0.5) * moments.length) / count));
  const busiest = moments.reduce((best, atUs, index) => {
    const flying = (us: number) => trace.messages.filter((each) => each.sentAtUs <= us && us < each.endedAtUs).length;
    return index % 7 === 0 && flying(atUs) > flying(best) ? atUs : best;
  }, 0);
  return [busiest, ...spread.map((place) => (moments[place]! + (moments[place + 1] ?? trace.endsUs)) / 2)];
}
