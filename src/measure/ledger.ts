/** What has become of the writes by a time t: how many were acknowledged, and which of those are in danger or gone. */
import type { OperationId } from '#history/operation';
import { leadingAt } from '#sim/authority';
import { isDiskLost, stateAt } from '#sim/lookup';
import type { Description, HoldsMark, LogMark } from '#sim/marks';
import type { MachineState } from '#sim/machine/stepper';
import type { Trace } from '#sim/trace';

/** Ids of writes, in the order of the script. */
export interface Ledger {
  /** Their clients have been told "done". */
  readonly acknowledged: readonly OperationId[];
  /** Of those: flushed on one disk alone. Losing that one loses them. */
  readonly exposed: readonly OperationId[];
  /** Of those: flushed on no disk that is left. */
  readonly gone: readonly OperationId[];
  /** Of those: not in the log of the replica that leads, by the highest epoch. Empty while nobody leads. */
  readonly missing: readonly OperationId[];
  /** Kept out of the log by a replica that had taken them in as a primary of the past: someone must decide on them. */
  readonly aside: readonly OperationId[];
  /** Of those: dropped by a rule at some replica, in favour of a write that did not know of them. */
  readonly dropped: readonly OperationId[];
  /** Their clients gave up waiting: nobody told them whether it happened. */
  readonly unanswered: readonly OperationId[];
}

type Describe = (state: MachineState) => Description;

/** Undefined where replicas show neither a log nor what they hold: then nobody can tell which of them has a write. */
export function ledgerAt(trace: Trace, describe: Describe, atUs: number): Ledger | undefined {
  const all = Array.from({ length: trace.replicas }, (_, node): Description => {
    const state = stateAt(trace, node, atUs);
    return state ? describe(state) : [];
  });
  const logs = all.map((marks) => marks.find((mark): mark is LogMark => mark.mark === 'log'));
  const holds = all.map((marks) => marks.find((mark): mark is HoldsMark => mark.mark === 'holds'));
  if (![...logs, ...holds].some((mark) => mark)) return undefined;
  const writes = trace.operations.filter(({ micro, callUs }) => callUs <= atUs && micro.some(({ f }) => f !== 'read'));
  const ended = writes.filter(({ returnUs }) => returnUs <= atUs);
  const acknowledged = ended.filter(({ status }) => status === 'ok').map(({ id }) => id);
  const disks = countDisks(logs, holds, (node) => isDiskLost(trace, node, atUs));
  const dropped = droppedIn(all);
  const leader = logs[leadingAt(all)];
  const kept = new Set(leader?.entries.slice(0, leader.received).map(({ operation }) => operation));
  return {
    acknowledged,
    exposed: acknowledged.filter((id) => disks.get(id) === 1),
    gone: acknowledged.filter((id) => !disks.has(id)),
    missing: leader ? acknowledged.filter((id) => !kept.has(id)) : [],
    aside: logs
      .flatMap((log) => log?.divergent ?? [])
      .flatMap(({ entries }) => entries.map(({ operation }) => operation)),
    dropped: acknowledged.filter((id) => dropped.has(id)),
    unanswered: ended.filter(({ status }) => status !== 'ok').map(({ id }) => id),
  };
}

const droppedIn = (all: readonly Description[]): ReadonlySet<OperationId> =>
  new Set(all.flat().flatMap((mark) => (mark.mark === 'lost' ? mark.entries.map(({ writer }) => writer) : [])));

/** On how many disks each write is: by the log and what stands beside it, or where there is none by what the replica holds. */
function countDisks(
  logs: readonly (LogMark | undefined)[],
  holds: readonly (HoldsMark | undefined)[],
  isLost: (node: number) => boolean,
): Map<OperationId, number> {
  const disks = new Map<OperationId, number>();
  for (const [node, log] of logs.entries()) {
    if (isLost(node)) continue;
    const aside = log?.divergent?.flatMap(({ entries }) => entries) ?? [];
    const flushed = log && [...log.entries.slice(0, log.flushed), ...aside].map(({ operation }) => operation);
    const held = new Set(flushed ?? holds[node]?.operations ?? []);
    for (const operation of held) disks.set(operation, (disks.get(operation) ?? 0) + 1);
  }
  return disks;
}
