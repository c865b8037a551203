/** Converges: once everything has settled, all replicas that are up show the same values. */
import type { History, Operation, Value } from '#history/operation';
import type { Evidence, FinalReplica } from '#history/observation';
import { phrase } from '#history/phrase';
import type { Spec } from '#history/spec';
import type { Checker, Verdict } from '#history/verdict';
import { sameValue } from '#history/value';
import { settledEvidence } from '#checkers/kit/evidence';
import { isUnknown, keyArgument, specOf, unknown, valueArgument } from '#checkers/kit/report';

const converges: Checker = {
  id: 'converges',
  rank: 60,
  specs: 'any',
  check(observation) {
    const evidence = settledEvidence(observation);
    if ('verdict' in evidence) return evidence;
    const spec = specOf(observation);
    if (isUnknown(spec)) return spec;
    return compareReplicas(observation.history, spec, evidence);
  },
};
export default converges;

interface Difference {
  readonly key: string;
  readonly replicas: readonly [FinalReplica, FinalReplica];
}

function compareReplicas(history: History, spec: Spec, evidence: Evidence): Verdict {
  const up = evidence.final.filter((replica) => replica.up);
  const pairs = up.flatMap((a, at) => up.slice(at + 1).map((b): Difference['replicas'] => [a, b]));
  const keys = [...new Set(up.flatMap(({ shows }) => Object.keys(shows)))].sort();
  const written = new Set(history.ops.filter((op) => mayWrite(spec, op)).flatMap((op) => spec.objects(op)));
  const keepers = (key: string) => pairs.filter((pair) => pair.every(({ foreign }) => !foreign?.includes(key)));
  const tested = keys.filter((key) => written.has(key)).reduce((sum, key) => sum + keepers(key).length, 0);
  for (const key of keys) {
    const replicas = keepers(key).find(([a, b]) => !sameValue(shown(a, key), shown(b, key)));
    if (replicas) return violated(history, spec, { key, replicas }, tested);
  }
  return { verdict: 'holds', tested };
}

const shown = ({ shows }: FinalReplica, key: string): Value =>
  Object.hasOwn(shows, key) ? (shows[key] ?? null) : null;

const mayWrite = (spec: Spec, op: Operation): boolean => ['writes', 'both'].includes(spec.effect(op));

/**
 * The contradiction lies in the evidence, between two replicas; the witness names the writes that it is about: for each
 * of the two the last write of that key that it holds, where it shows one.
 */
function violated(history: History, spec: Spec, { key, replicas }: Difference, tested: number): Verdict {
  const [a, b] = replicas;
  const writes = history.ops.filter((op) => mayWrite(spec, op) && spec.objects(op).includes(key));
  const held = replicas.map((replica) => lastHeld(writes, replica));
  const ops = writes.filter((op) => held.includes(op));
  const completes = ops.length > 0 ? latest(ops) : (writes.at(-1) ?? history.ops.at(-1));
  if (!completes) return unknown(phrase('verdict.unknown.noOperations'));
  const witness = {
    ops: ops.length > 0 ? ops.map(({ id }) => id) : [completes.id],
    completes: completes.id,
    minimal: true,
  };
  const values = { value: valueArgument(shown(a, key)), otherValue: valueArgument(shown(b, key)) };
  const reason = phrase('verdict.converges.differ', {
    key: keyArgument(key),
    replica: a.replica,
    other: b.replica,
    ...values,
  });
  return { verdict: 'violated', tested: Math.max(tested, 1), witness, reason };
}

function lastHeld(writes: readonly Operation[], { holds }: FinalReplica): Operation | undefined {
  const last = holds.findLast((id) => writes.some((write) => write.id === id));
  return writes.find(({ id }) => id === last);
}

const latest = (ops: readonly Operation[]): Operation => ops.reduce((last, op) => (op.call >= last.call ? op : last));
