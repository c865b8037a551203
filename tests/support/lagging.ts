/** Runs of a store whose replicas lag: every client stays with one replica, writes go round in order, some of them late. */
import type { Answer, Observation } from '#history/observation';
import type { Operation, OperationId } from '#history/operation';
import { createRandom } from './histories';

interface Size {
  readonly operations: number;
  readonly clients: number;
  /** How long a write is on its way to the other replicas; a client's turn takes 10. */
  readonly lag: number;
}

/** Every second operation writes a value of its own. Causally consistent, since all replicas take writes in one order. */
export function laggingRun({ operations, clients, lag }: Size): Observation {
  const random = createRandom(operations);
  const log: { readonly op: Operation; readonly at: number }[] = [];
  const reach = Array.from({ length: clients }, () => 0);
  const answers: Record<string, Answer> = {};
  const ops = Array.from({ length: operations }, (_, id): Operation => {
    const client = id % clients;
    const call = id * 10;
    const base = {
      id,
      process: `c${client}`,
      key: random(2) ? 'x' : 'y',
      status: 'ok',
      call,
      return: call + 8,
    } as const;
    const isWrite = random(2) === 0;
    const op: Operation = { ...base, f: isWrite ? 'write' : 'read', arg: isWrite ? id : null, ret: null };
    if (isWrite) {
      log.push({ op, at: call });
      reach[client] = log.length; // Its own replica takes all that comes before its write, to keep the order.
    }
    while (reach[client]! < log.length && log[reach[client]!]!.at + lag <= call) reach[client]!++;
    const held = log.slice(0, reach[client]);
    answers[id] = {
      replica: `r${client}`,
      at: call + 4,
      holds: operations > 1000 ? [] : held.map((each): OperationId => each.op.id),
    };
    return isWrite ? op : { ...op, ret: held.findLast((each) => each.op.key === op.key)?.op.arg ?? null };
  });
  const holds = log.map(({ op }) => op.id);
  const final = reach.map((_, at) => ({ replica: `r${at}`, up: true, holds, shows: {} }));
  return { history: { model: 'register', init: null, ops }, evidence: { settled: true, final, answers } };
}
