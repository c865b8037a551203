/** From "no order exists" to the operations that show it: a minimal witness and the cause that it reveals. */
import type { Operation } from '#history/operation';
import type { Phrase } from '#history/phrase';
import type { Witness } from '#history/verdict';
import type { Part } from '#checkers/kit/part';
import { byReturn } from '#checkers/kit/report';
import { shortestPrefix, shrink } from '#checkers/kit/shrink';
import type { Judge } from './decide';
import { nameCause } from './reason';

/** Steps for all questions of one explanation; beyond them the witness says that it may not be minimal. */
const STEPS = 200_000;

export function explain(part: Part, judge: Judge): { readonly witness: Witness; readonly reason: Phrase } {
  const contradicts = judge.contradicts(STEPS);
  const all = byReturn(part.ops, [...part.ops.keys()]);
  const first = all.slice(
    0,
    shortestPrefix(all.length, (size) => contradicts(all.slice(0, size)) === true),
  );
  const recent = first.reverse();
  const few = narrow(part, judge, recent);
  const { kept, minimal } = shrink(few && contradicts(few) ? few : recent, contradicts);
  const ops = [...kept].sort((a, b) => a - b).map((index) => part.ops[index]!);
  const completes = lastAnswer(part, ops);
  return {
    witness: { ops: ops.map(({ id }) => id), completes: completes.id, minimal },
    reason: nameCause(part, ops, completes),
  };
}

/** The culprits, with the failed operations: outside a witness those might have taken effect after all. */
function narrow(part: Part, judge: Judge, prefix: readonly number[]): readonly number[] | undefined {
  const culprits = judge.culprits(prefix);
  if (!culprits) return undefined;
  const keep = new Set(culprits);
  return prefix.filter((index) => keep.has(index) || part.ops[index]!.status === 'fail');
}

/** The operation whose answer completes the contradiction: the last one of the witness that was answered with something. */
function lastAnswer(part: Part, ops: readonly Operation[]): Operation {
  const order = byReturn(ops, [...ops.keys()]).map((at) => ops[at]!);
  const answering = order.filter((op) => ['reads', 'both'].includes(part.spec.effect(op)));
  return answering.at(-1) ?? order.at(-1)!;
}
