/** Operations as bars from call to answer. */
import type { Phrase } from '#history/phrase';
import { lastAtOrBefore } from '#sim/lookup';
import type { OperationTrace } from '#sim/trace';
import { stateOf } from './clients';
import { answeredTo } from './answers';
import { operationLabel, writtenBy } from './labels';
import type { Scene } from './scene';
import type { Version } from './versions';

export interface Bar {
  /** `operation:Ana.1`. */
  readonly id: string;
  readonly client: string;
  readonly lane: number;
  readonly fromUs: number;
  /** The end of the run while it is open. */
  readonly toUs: number;
  /** When a replica chose the answer; `toUs` where none did. */
  readonly answeredUs: number;
  readonly label: Phrase;
  readonly version: Version | undefined;
  readonly state: 'open' | 'ok' | 'fail' | 'unknown';
  /** When the next operation of its lane begins. */
  readonly nextUs: number;
}

/** @param knownUs what has not been answered by then (µs) is told as still open */
export function barsOf(scene: Scene, laneOf: ReadonlyMap<number, number>, knownUs = Infinity): Bar[] {
  const { operations, messages, nodes, endsUs } = scene.trace;
  return operations.flatMap((operation): Bar[] => {
    const { id, client, callUs, returnUs, reply } = operation;
    if (callUs === Infinity) return [];
    const isKnown = returnUs <= knownUs;
    const toUs = Math.min(isKnown ? returnUs : Infinity, endsUs);
    return [
      {
        id: `operation:${id}`,
        client: nodes[client]!,
        lane: laneOf.get(client)!,
        fromUs: callUs,
        toUs,
        answeredUs: (isKnown ? messages[reply]?.sentAtUs : undefined) ?? toUs,
        label: operationLabel(scene, operation, isKnown && returnUs < Infinity),
        version: writtenBy(scene, operation) ?? (isKnown ? answeredTo(scene, operation) : undefined),
        state: isKnown && returnUs < Infinity ? stateOf(operation) : 'open',
        nextUs: nextCallUs(scene, operation),
      },
    ];
  });
}

function nextCallUs({ asked, trace: { replicas } }: Scene, { client, callUs }: OperationTrace): number {
  const calls = asked[client - replicas]!.callUs;
  return calls[lastAtOrBefore(calls, callUs) + 1] ?? Infinity;
}
