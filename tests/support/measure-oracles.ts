/** Staleness and strong convergence by definition: every order of the writes, every pair of equal sets. */
import type { Observation } from '#history/observation';
import type { Operation } from '#history/operation';

/**
 * The fewest writes, done before the read began, that must stand behind the one that it read in any order of the writes
 * that respects real time and program order; undefined where it can have read none.
 */
export function versionsBehind({ history }: Observation, read: Operation): number | undefined {
  const writes = history.ops.filter((op) => op.f === 'write' && op.key === read.key && op.status !== 'fail');
  const behind = orders(writes).flatMap((order) => {
    const done = order.filter((op) => op.status === 'ok' && isEarlier(op, read));
    const counts = order.flatMap((source, at) =>
      source.arg === read.ret && !isEarlier(read, source) ? [done.filter((op) => order.indexOf(op) > at).length] : [],
    );
    return read.ret === history.init ? [...counts, done.length] : counts;
  });
  return behind.length === 0 ? undefined : Math.min(...behind);
}

const isEarlier = (a: Operation, b: Operation): boolean =>
  a.return !== null && (a.return < b.call || (a.process === b.process && Number(a.id) < Number(b.id)));

function orders(ops: readonly Operation[]): readonly (readonly Operation[])[] {
  if (ops.length === 0) return [[]];
  return ops.flatMap((first) => {
    const rest = ops.filter((op) => op !== first);
    return rest.some((op) => isEarlier(op, first)) ? [] : orders(rest).map((order) => [first, ...order]);
  });
}

/** Every two replicas at the end, and every two reads of one register, that rest on the same writes agree. */
export function isStronglyConvergent({ history, evidence }: Observation): boolean {
  const { final, answers } = evidence!;
  const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
    a.length > 0 && a.length === b.length && a.every((id) => b.includes(id));
  const ends = final.every((a) =>
    final.every(
      (b) =>
        !isSame(a.holds, b.holds) ||
        Object.keys(a.shows).every((key) => !Object.hasOwn(b.shows, key) || a.shows[key] === b.shows[key]),
    ),
  );
  const reads = history.ops.filter((op) => op.f === 'read' && answers[op.id]);
  return (
    ends &&
    reads.every((a) =>
      reads.every((b) => a.key !== b.key || !isSame(answers[a.id]!.holds, answers[b.id]!.holds) || a.ret === b.ret),
    )
  );
}
