/** Strong convergence: whoever has applied the same writes shows the same, in whatever order they came (Shapiro and others 2011). */
import type { Observation } from '#history/observation';
import type { Operation, OperationId, Value } from '#history/operation';
import { phrase } from '#history/phrase';
import type { Spec } from '#history/spec';
import type { Checker, Verdict } from '#history/verdict';
import { valueKey } from '#history/value';
import { isUnknown, keyArgument, specOf, unknown, valueArgument } from '#checkers/kit/report';

const strongConvergence: Checker = {
  id: 'strong-convergence',
  rank: 59,
  specs: 'any',
  check(observation): Verdict {
    const spec = specOf(observation);
    if (isUnknown(spec)) return spec;
    if (!observation.evidence) return unknown(phrase('verdict.unknown.evidence'));
    const sights = sightsOf(observation, spec).filter(({ holds }) => holds.length > 0);
    const groups = new Map<string, Sight>();
    let tested = 0;
    for (const sight of sights) {
      const name = nameOf(sight);
      const other = groups.get(name);
      if (!other) groups.set(name, sight);
      else if (valueKey(other.value) !== valueKey(sight.value)) return violated(observation, other, sight, tested + 1);
      else tested++;
    }
    return { verdict: 'holds', tested };
  },
};
export default strongConvergence;

/** What a replica showed of one object, holding these writes: when it answered a read, or at the end. */
interface Sight {
  readonly replica: string;
  readonly key: string;
  readonly holds: readonly OperationId[];
  readonly value: Value;
  readonly read: Operation | undefined;
}

function sightsOf({ history, evidence }: Observation, spec: Spec): readonly Sight[] {
  const reads = history.ops.flatMap((op): Sight[] => {
    const answer = Object.hasOwn(evidence!.answers, op.id) ? evidence!.answers[op.id] : undefined;
    if (!answer || op.status !== 'ok' || spec.effect(op) !== 'reads' || spec.objects(op).length !== 1) return [];
    const key = `${op.f} ${valueKey(op.arg)} ${spec.objects(op)[0]!}`; // Only the same question must have the same answer.
    return [{ replica: answer.replica, key, holds: answer.holds, value: op.ret, read: op }];
  });
  const ends = evidence!.final.flatMap(({ replica, holds, shows }) =>
    Object.keys(shows).map((key) => ({ replica, key, holds, value: shows[key] ?? null, read: undefined })),
  );
  return [...reads, ...ends];
}

const nameOf = ({ key, holds, read }: Sight): string =>
  `${read ? 'read' : 'end'} ${key} ${JSON.stringify([...holds].map(String).sort())}`;

/** The contradiction lies in the evidence; the witness names the reads, or at the end the writes that both hold. */
function violated({ history }: Observation, a: Sight, b: Sight, tested: number): Verdict {
  const reads = [a.read, b.read].filter((read) => read !== undefined);
  const writes = history.ops.filter(({ id }) => b.holds.includes(id));
  const ops = reads.length > 0 ? reads : writes;
  const completes = ops.at(-1) ?? history.ops.at(-1);
  if (!completes) return unknown(phrase('verdict.unknown.noOperations'));
  return {
    verdict: 'violated',
    tested,
    witness: { ops: ops.map(({ id }) => id), completes: completes.id, minimal: true },
    reason: phrase('verdict.strongConvergence.differ', {
      key: keyArgument(b.read ? (b.read.key ?? '') : b.key),
      count: b.holds.length,
      replica: a.replica,
      other: b.replica,
      value: valueArgument(a.value),
      otherValue: valueArgument(b.value),
    }),
  };
}
