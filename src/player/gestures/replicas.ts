/** What can be done to a replica or a client. */
import { phrase } from '#history/phrase';
import { askable } from '#player/askable';
import { withCommand, withCrash, withCut, withRestart, withStep } from '#player/edits';
import type { Gesture, Scope } from '#player/gestures/gesture';
import {
  canAddClient,
  canAddReplica,
  canRemoveReplica,
  placeOf,
  withClient,
  withClientAt,
  withoutClient,
  withoutReplica,
  withReplica,
  withReplicaAt,
} from '#player/members';
import { withOperation } from '#player/operations';
import { intervalAt } from '#sim/lookup';
import type { CrashKind, NodeTraits, Scenario } from '#sim/scenario';

const CRASHES: readonly CrashKind[] = ['process', 'machine', 'disk'];

/** A disk that everybody notices, and a clock that is wrong by more than most messages take. */
const SLOW_FLUSH_US = 50_000;
const SKEW_US = 100_000;
/** What a disk takes where the script says nothing. */
const FLUSH_US = 1_000;

export function replicaGestures(node: string, scope: Scope): readonly Gesture[] {
  const { trace, atUs } = scope;
  const number = trace.nodes.indexOf(node);
  if (number < 0) return [];
  if (intervalAt(trace.downs[number]!, atUs))
    return [
      {
        name: phrase('gesture.restart', { node, atUs }),
        tool: 'crash',
        make: (scenario) => withRestart(scenario, atUs, node),
      },
      ...memberGestures(node, scope),
    ];
  return [
    ...CRASHES.map((kind): Gesture => ({
      name: phrase(`gesture.crash.${kind}`, { node, atUs }),
      tool: 'crash',
      make: (scenario) => withCrash(scenario, { atUs, node, kind }),
    })),
    ...isolation(node, scope),
    ...disturbances(node, scope),
    ...scope.commands.map((command): Gesture => ({
      name: phrase(`gesture.command.${command}`, { node, atUs }),
      tool: 'command',
      make: (scenario) => withCommand(scenario, { atUs, node, command }),
    })),
    ...memberGestures(node, scope),
  ];
}

function isolation(node: string, { trace, atUs }: Scope): Gesture[] {
  const others = trace.nodes.slice(0, trace.replicas).filter((name) => name !== node);
  if (others.length === 0) return [];
  return [
    {
      name: phrase('gesture.isolate', { node, atUs }),
      tool: 'cut',
      make: (scenario) => withCut(scenario, { atUs, left: [node], right: others }),
    },
  ];
}

function disturbances(node: string, { trace, atUs }: Scope): Gesture[] {
  const isPaused = intervalAt(trace.pauses[trace.nodes.indexOf(node)]!, atUs) !== undefined;
  const { flushUs = FLUSH_US, skewUs = 0 } = traitsAt(trace.scenario, node, atUs);
  const set = (name: string, args: Readonly<Record<string, unknown>>, traits: NodeTraits): Gesture => ({
    name: phrase(name, { node, atUs, ...args }),
    tool: 'disturb',
    make: (scenario) => withStep(scenario, atUs, { do: 'node', node: { node, ...traits } }),
  });
  const normal = traitsAt(trace.scenario, node, -1).flushUs ?? FLUSH_US;
  return [
    {
      name: phrase(isPaused ? 'gesture.resume' : 'gesture.pause', { node, atUs }),
      tool: 'disturb',
      make: (scenario) => withStep(scenario, atUs, { do: isPaused ? 'resume' : 'pause', node }),
    },
    flushUs < SLOW_FLUSH_US
      ? set('gesture.disk.slow', { flushUs: SLOW_FLUSH_US }, { flushUs: SLOW_FLUSH_US })
      : set('gesture.disk.normal', { flushUs: normal }, { flushUs: normal }),
    ...(skewUs === 0
      ? [
          set('gesture.clock.ahead', { skewUs: SKEW_US }, { skewUs: SKEW_US }),
          set('gesture.clock.behind', { skewUs: SKEW_US }, { skewUs: -SKEW_US }),
        ]
      : [set('gesture.clock.true', {}, { skewUs: 0 })]),
  ];
}

/** What the script has said of a node up to that time (µs); -1 asks for what its head says. */
function traitsAt({ nodes, steps }: Scenario, node: string, atUs: number): NodeTraits {
  const said = steps.flatMap((step) => (step.action.do === 'node' && step.atUs <= atUs ? [step.action.node] : []));
  return [...nodes, ...said].filter((each) => each.node === node).reduce((sum, each) => ({ ...sum, ...each }), {});
}

function memberGestures(node: string, { trace: { scenario } }: Scope): Gesture[] {
  const add = (name: string, make: Gesture['make']): Gesture => ({ name: phrase(name, { node }), tool: 'nodes', make });
  return [
    ...(canAddClient(scenario) ? [add('gesture.client.add', (given) => withClient(given, node))] : []),
    ...(canAddReplica(scenario) ? [add('gesture.replica.add', withReplica)] : []),
    ...placing(node, scenario),
    ...(canRemoveReplica(scenario) ? [add('gesture.remove', (given) => withoutReplica(given, node))] : []),
  ];
}

/** A longer list of places than this would hide the rest of a menu. */
const PLACES = 4;

function placing(node: string, { replicas }: Scenario): Gesture[] {
  const here = placeOf(replicas.find(({ name }) => name === node)!);
  const places = [...new Set(replicas.filter(({ name }) => name !== node).map(placeOf))].filter(
    (each) => each !== here,
  );
  const move = (name: string, place: string | undefined): Gesture => ({
    name: phrase(name, { node, place: place ?? node }),
    tool: 'nodes',
    make: (given) => withReplicaAt(given, node, place),
  });
  const isShared = replicas.some((each) => each.name !== node && placeOf(each) === here);
  return [
    ...(places.length <= PLACES ? places.map((place) => move('gesture.place', place)) : []),
    ...(isShared && !places.includes(node) ? [move('gesture.place.own', undefined)] : []),
  ];
}

/** To another replica, in the words of a drag and of a menu. */
export const moveClient = (client: string, to: string): Gesture => ({
  name: phrase('gesture.move', { client, to }),
  tool: 'nodes',
  make: (given) => withClientAt(given, client, to),
});

/** Replicas that a client's menu offers to move to; with more of them, one drags. */
const REPLICAS_LISTED = 8;

export function clientGestures(client: string, { trace: { scenario }, atUs }: Scope): readonly Gesture[] {
  const keys = Object.keys(scenario.initially);
  const known = keys.length > 0 ? keys : ['x'];
  const asks = known.slice(0, 3).flatMap((key) =>
    askable(scenario, key).map((f): Gesture => ({
      name: phrase(`gesture.operation.${f}`, { client, key, atUs }),
      tool: 'operations',
      make: (given) => withOperation(given, { client, f, key, atUs }),
    })),
  );
  const remove: Gesture = {
    name: phrase('gesture.remove', { node: client }),
    tool: 'nodes',
    make: (given) => withoutClient(given, client),
  };
  const { at } = scenario.clients.find(({ name }) => name === client)!;
  const others = scenario.replicas.filter((replica) => replica.name !== at && placeOf(replica) !== at);
  const moves = others.slice(0, REPLICAS_LISTED).map(({ name }) => moveClient(client, name));
  return [...asks, ...moves, ...(scenario.clients.length > 1 ? [remove] : [])];
}
