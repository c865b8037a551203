/** Adding and removing replicas and clients: what the script says of those that go, goes with them. */
import type { Action, Scenario, Side } from '#sim/scenario';

const REPLICAS = [
  'Tokyo',
  'Sydney',
  'Dublin',
  'Mumbai',
  'Oregon',
  'Montreal',
  'Cairo',
  'Lima',
  'Oslo',
  'Seoul',
] as const;
const CLIENTS = ['Ana', 'Bo', 'Cleo', 'Dai', 'Eva', 'Finn', 'Gita', 'Hugo', 'Ines', 'Jo'] as const;

/** The first of these names that the script does not use; else one with a number. */
function freeName({ replicas, clients }: Scenario, names: readonly string[]): string {
  const used = new Set([...replicas, ...clients].map(({ name }) => name));
  const numbered = Array.from({ length: 100 }, (_, index) => `${names[0]}${index + 2}`);
  return [...names, ...numbered].find((name) => !used.has(name))!;
}

/** Nodes that a page still shows well. */
const MOST = { replicas: 27, clients: 27 } as const;

export const canAddReplica = ({ replicas }: Scenario): boolean => replicas.length < MOST.replicas;
export const canAddClient = ({ clients }: Scenario): boolean => clients.length < MOST.clients;

export function withReplica(scenario: Scenario): Scenario {
  return { ...scenario, replicas: [...scenario.replicas, { name: freeName(scenario, REPLICAS) }] };
}

export function withClient(scenario: Scenario, at: string): Scenario {
  return { ...scenario, clients: [...scenario.clients, { name: freeName(scenario, CLIENTS), at }] };
}

/** A client turns to another replica: its way there is the local one from now on. */
export const withClientAt = (scenario: Scenario, name: string, at: string): Scenario => ({
  ...scenario,
  clients: scenario.clients.map((client) => (client.name === name ? { ...client, at } : client)),
});

/** A replica stands at another replica's place, and shares the cuts of that place; or at a place of its own. */
export function withReplicaAt(scenario: Scenario, name: string, place: string | undefined): Scenario {
  const replicas = scenario.replicas.map((replica) =>
    replica.name === name ? { name, ...(place === undefined ? {} : { place }) } : replica,
  );
  const places = new Set(replicas.flatMap((replica) => [replica.name, replica.place ?? replica.name]));
  const clients = scenario.clients.map((client) => (places.has(client.at) ? client : { ...client, at: name }));
  const gone = new Set(
    scenario.replicas.flatMap((replica) => (places.has(placeOf(replica)) ? [] : [`@${placeOf(replica)}`])),
  );
  return gone.size > 0 ? without({ ...scenario, replicas, clients }, gone) : { ...scenario, replicas, clients };
}

export const placeOf = ({ name, place }: { name: string; place?: string }): string => place ?? name;

/** At least two replicas stay; clients of the one that goes turn to the first that is left. */
export const canRemoveReplica = ({ replicas }: Scenario): boolean => replicas.length > 2;

export function withoutReplica(scenario: Scenario, name: string): Scenario {
  const gone = scenario.replicas.find((replica) => replica.name === name);
  const replicas = scenario.replicas.filter((replica) => replica !== gone);
  const isLastThere = gone?.place !== undefined && replicas.every(({ place }) => place !== gone.place);
  const names = new Set([name, ...(isLastThere ? [gone.place!, `@${gone.place!}`] : [])]);
  const clients = scenario.clients.map((client) =>
    names.has(client.at) ? { ...client, at: replicas[0]!.name } : client,
  );
  const { settings } = scenario.protocol;
  const kept = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== name));
  return without({ ...scenario, replicas, clients, protocol: { ...scenario.protocol, settings: kept } }, names);
}

export const withoutClient = (scenario: Scenario, name: string): Scenario =>
  without({ ...scenario, clients: scenario.clients.filter((client) => client.name !== name) }, new Set([name]));

/** Takes out what the script says of nodes that are no more; a cut or heal keeps the sides that are left, if both are. */
function without(scenario: Scenario, names: ReadonlySet<string>): Scenario {
  const stays = (side: Side) => side.filter((name) => !names.has(name));
  const isAbout = (ends: Scenario['links'][number]['ends']) =>
    typeof ends === 'object' && (names.has(ends.from) || names.has(ends.to));
  const keep = (action: Action): Action | undefined => {
    switch (action.do) {
      case 'operation':
      case 'workload':
        return names.has(action.client) ? undefined : action;
      case 'cut':
      case 'heal': {
        const wasGeneral = action.left.length + action.right.length === 0;
        const [left, right] = [stays(action.left), stays(action.right)];
        return wasGeneral || (left.length > 0 && right.length > 0) ? { ...action, left, right } : undefined;
      }
      case 'link':
        return isAbout(action.link.ends) ? undefined : action;
      case 'node':
        return names.has(action.node.node) ? undefined : action;
      default:
        return names.has(action.node) ? undefined : action;
    }
  };
  const ends = (message: string) => /^\S+ (.+?)→(.+?)(?: .*)?$/.exec(message)?.slice(1) ?? [];
  return {
    ...scenario,
    links: scenario.links.filter((link) => !isAbout(link.ends)),
    nodes: scenario.nodes.filter(({ node }) => !names.has(node)),
    steps: scenario.steps.flatMap((step) => {
      const action = keep(step.action);
      return action ? [{ ...step, action }] : [];
    }),
    edits: scenario.edits.filter(({ message }) => !ends(message).some((name) => names.has(name))),
  };
}
