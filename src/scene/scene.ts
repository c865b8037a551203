/** A run made ready for looking at: layout, versions, indices. Everything shown at a time t is looked up here, never replayed. */
import type { Description } from '#sim/marks';
import type { MachineState } from '#sim/machine/stepper';
import type { Protocol } from '#sim/protocol';
import type { OperationTrace, Trace } from '#sim/trace';
import { createWays, type Ways } from './curves';
import { indexFlights, type Flights } from './flights';
import type { MessageFacts } from './labels';
import { layOut, nearestReplicas, type Layout } from './layout';
import { linksOf, type SceneLink } from './links';
import type { Shape } from './unit';
import { indexVersions, type Versions } from './versions';

/** One shape's places and the curves between them. */
export interface Stage {
  readonly layout: Layout;
  readonly ways: Ways;
}

export interface Scene {
  readonly trace: Trace;
  readonly protocol: Protocol;
  readonly versions: Versions;
  readonly flights: Flights;
  readonly links: readonly SceneLink[];
  /** By client: the replica beside which it stands. */
  readonly nearest: readonly number[];
  /** Operations that begin, by client, in order of their calls. */
  readonly asked: readonly ClientOperations[];
  /** What does not change of a message, by its number, once it has come into sight. */
  readonly facts: (MessageFacts | undefined)[];
  stage(shape: Shape): Stage;
  /** A replica's marks in this state; described once for each state. */
  marks(state: MachineState): Description;
  /** An operation's number by its id; undefined where there is none. */
  operation(id: string | number): number | undefined;
}

export interface ClientOperations {
  readonly callUs: readonly number[];
  readonly operations: readonly number[];
}

/** Cheap enough to be made anew for each frame of a drag: what costs is put off until somebody asks. */
export function createScene(trace: Trace, protocol: Protocol): Scene {
  const described = new WeakMap<MachineState, Description>();
  const marks = (state: MachineState): Description => {
    const known = described.get(state) ?? protocol.describe(state);
    described.set(state, known);
    return known;
  };
  const numbers = new Map(trace.operations.map(({ id }, number) => [id, number]));
  return {
    trace,
    protocol,
    versions: indexVersions(trace),
    flights: indexFlights(trace),
    links: linksOf(trace),
    nearest: nearestReplicas(trace.scenario),
    asked: askedBy(trace),
    facts: Array.from({ length: trace.messages.length }),
    stage: stages(trace),
    marks,
    operation: (id) => numbers.get(String(id)),
  };
}

function stages({ scenario }: Trace): Scene['stage'] {
  const made: Partial<Record<Shape, Stage>> = {};
  return (shape) => {
    const layout = made[shape]?.layout ?? layOut(scenario, shape);
    return (made[shape] ??= { layout, ways: createWays(layout, shape) });
  };
}

function askedBy({ nodes, replicas, operations }: Trace): ClientOperations[] {
  const byClient: { number: number; operation: OperationTrace }[][] = nodes.slice(replicas).map(() => []);
  operations.forEach((operation, number) => {
    if (operation.callUs < Infinity) byClient[operation.client - replicas]!.push({ number, operation });
  });
  return byClient.map((list) => {
    list.sort((a, b) => a.operation.callUs - b.operation.callUs || a.number - b.number);
    return { callUs: list.map(({ operation }) => operation.callUs), operations: list.map(({ number }) => number) };
  });
}
