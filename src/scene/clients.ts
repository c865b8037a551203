/** A client at a time t: what it asked last, what it was told, and how long it has been waiting. */
import type { Phrase } from '#history/phrase';
import { lastAtOrBefore } from '#sim/lookup';
import type { OperationTrace } from '#sim/trace';
import { answeredTo, staleBy } from './answers';
import { operationLabel, writtenBy } from './labels';
import type { Layout, WordSide } from './layout';
import type { Scene } from './scene';
import type { Box, Point } from './unit';
import type { Version } from './versions';
import { words } from './words';

export interface ClientOperation {
  readonly id: string;
  readonly label: Phrase;
  /** The version that it wrote or was told. */
  readonly version: Version | undefined;
  readonly state: 'open' | 'ok' | 'fail' | 'unknown';
  readonly outcome: Phrase;
  /** An answer that misses acknowledged writes. */
  readonly stale: boolean;
  /** 0 to 1 while it waits, of the time that it will have waited in this run. */
  readonly waiting: number;
}

export interface FrameClient {
  readonly id: string;
  readonly name: string;
  readonly initial: string;
  /** The centre of its ring. */
  readonly at: Point;
  /** As a share of the stage's height. */
  readonly ring: number;
  readonly side: WordSide;
  /** With its words. */
  readonly box: Box;
  readonly operation: ClientOperation | undefined;
}

export function clientsAt(scene: Scene, atUs: number, { clients, rings, sides, ring }: Layout): FrameClient[] {
  return clients.map((box, client) => {
    const { name } = scene.trace.scenario.clients[client]!;
    const { callUs, operations } = scene.asked[client]!;
    const number = operations[lastAtOrBefore(callUs, atUs)];
    const operation = number === undefined ? undefined : operationAt(scene, scene.trace.operations[number]!, atUs);
    return {
      id: `client:${name}`,
      name,
      initial: [...name][0]!.toUpperCase(),
      at: rings[client]!,
      ring,
      side: sides[client]!,
      box,
      operation,
    };
  });
}

function operationAt(scene: Scene, operation: OperationTrace, atUs: number): ClientOperation {
  const { id, callUs, returnUs } = operation;
  const open = atUs < returnUs;
  const endsUs = returnUs < Infinity ? returnUs : scene.trace.endsUs;
  return {
    id: `operation:${id}`,
    label: operationLabel(scene, operation, !open),
    version: writtenBy(scene, operation) ?? (open ? undefined : answeredTo(scene, operation)),
    state: open ? 'open' : stateOf(operation),
    outcome: outcomeOf(scene, operation, atUs),
    stale: !open && staleBy(scene, operation) > 0,
    waiting: open ? Math.min(1, (atUs - callUs) / Math.max(1, endsUs - callUs)) : 0,
  };
}

export function stateOf({ status }: OperationTrace): 'ok' | 'fail' | 'unknown' {
  switch (status) {
    case 'ok':
    case 'fail':
      return status;
    case 'info':
    case 'timeout-read':
      return 'unknown';
  }
}

function outcomeOf(scene: Scene, operation: OperationTrace, atUs: number): Phrase {
  const { callUs, returnUs } = operation;
  if (atUs < returnUs) return words('client.waiting', { sinceUs: atUs - callUs });
  const tookUs = returnUs - callUs;
  switch (stateOf(operation)) {
    case 'fail':
      return words('client.failed', { tookUs });
    case 'unknown':
      return words('client.unanswered', { tookUs });
    case 'ok': {
      const writes = staleBy(scene, operation);
      return writes > 0 ? words('client.stale', { writes }) : words('client.done', { tookUs });
    }
  }
}
