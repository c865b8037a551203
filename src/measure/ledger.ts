/** What has become of the writes by a time t: how many were acknowledged, and which of those are in danger or gone. */
import type { OperationId } from '#history/operation';
import { leadingAt } from '#sim/authority';
import { stateAt } from '#sim/lookup';
import type { Description, LogMark } from '#sim/marks';
import type { MachineState } from '#sim/machine/stepper';
import type { Trace } from '#sim/trace';

/** Ids of writes, in the order of the script. */
export interface Ledger {
  /** Their clients have been told "done". */
  readonly acknowledged: readonly OperationId[];
  /** Of those: flushed on one disk at most. Losing that one loses them. */
  readonly exposed: readonly OperationId[];
  /** Of those: not in the log of the replica that leads, by the highest epoch. Empty while nobody leads. */
  readonly missing: readonly OperationId[];
  /** Kept out of the log by a replica that had taken them in as a primary of the past: someone must decide on them. */
  readonly aside: readonly OperationId[];
  /** Their clients gave up waiting: nobody told them whether it happened. */
  readonly unanswered: readonly OperationId[];
}

type Describe = (state: MachineState) => Description;

/** Undefined where replicas show no log: then nobody can tell which of them holds a write. */
export function ledgerAt(trace: Trace, describe: Describe, atUs: number): Ledger | undefined {
  const all = Array.from({ length: trace.replicas }, (_, node): Description => {
    const state = stateAt(trace, node, atUs);
    return state ? describe(state) : [];
  });
  const logs = all.map((marks) => marks.find((mark): mark is LogMark => mark.mark === 'log'));
  if (!logs.some((log) => log)) return undefined;
  const writes = trace.operations.filter(({ micro, callUs }) => callUs <= atUs && micro.some(({ f }) => f !== 'read'));
  const ended = writes.filter(({ returnUs }) => returnUs <= atUs);
  const acknowledged = ended.filter(({ status }) => status === 'ok').map(({ id }) => id);
  const disks = countDisks(logs);
  const leader = logs[leadingAt(all)];
  const kept = new Set(leader?.entries.slice(0, leader.received).map(({ operation }) => operation));
  return {
    acknowledged,
    exposed: acknowledged.filter((id) => (disks.get(id) ?? 0) <= 1),
    missing: leader ? acknowledged.filter((id) => !kept.has(id)) : [],
    aside: logs
      .flatMap((log) => log?.divergent ?? [])
      .flatMap(({ entries }) => entries.map(({ operation }) => operation)),
    unanswered: ended.filter(({ status }) => status !== 'ok').map(({ id }) => id),
  };
}

/** On how many disks each write is. */
function countDisks(logs: readonly (LogMark | undefined)[]): Map<OperationId, number> {
  const disks = new Map<OperationId, number>();
  for (const log of logs) {
    const held = new Set(log?.entries.slice(0, log.flushed).map(({ operation }) => operation));
    for (const operation of held) disks.set(operation, (disks.get(operation) ?? 0) + 1);
  }
  return disks;
}
