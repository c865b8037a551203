/** From "no order exists" to the operations that show it: a minimal witness, the cause that it reveals, and how far an order reached. */
import type { Operation } from '#history/operation';
import type { Progress, Violated } from '#history/verdict';
import { explainContradiction, lastAnswer, witnessOf } from '#checkers/kit/contradiction';
import type { Part } from '#checkers/kit/part';
import { byReturn } from '#checkers/kit/report';
import { shortestPrefix } from '#checkers/kit/shrink';
import type { Judge } from './decide';
import { nameCause } from './reason';

/** Steps for the questions of one explanation; beyond them the witness says that it may not be minimal. */
const STEPS = 200_000;
/** Where a quicker question has been asked first, few are left to ask. */
const STEPS_AFTERWARDS = 5_000;

export function explain(part: Part, judge: Judge): Pick<Violated, 'witness' | 'reason' | 'progress'> {
  const { kept, minimal } = explainContradiction({
    ops: part.ops,
    contradicts: judge.contradicts(judge.contradictsWidely ? STEPS_AFTERWARDS : STEPS),
    contradictsWidely: judge.contradictsWidely?.(STEPS),
    culprits: judge.culprits,
  });
  const ops = kept.map((index) => part.ops[index]!);
  const completes = lastAnswer(part.spec, ops);
  const progress = progressOf(part, judge);
  return {
    witness: witnessOf(ops, completes, minimal),
    reason: nameCause(part, ops, completes),
    ...(progress && { progress }),
  };
}

/**
 * How many operations, in the order of their answers, still have an order; those that were called by then and not yet
 * answered may have taken effect or not. Left out where the budget ends first.
 */
function progressOf({ spec, ops }: Part, judge: Judge): Progress | undefined {
  const isAnswered = (op: Operation): boolean => op.status !== 'info' && spec.effect(op) !== 'none';
  const order = byReturn(ops, [...ops.keys()]).filter((at) => isAnswered(ops[at]!));
  let isOpen = false;
  const size = shortestPrefix(order.length, (length) => {
    const hasOrder = judge.hasOrder(upTo(ops, order.slice(0, length)), STEPS);
    isOpen ||= hasOrder === undefined;
    return hasOrder === false;
  });
  const [stuck] = order.slice(size - 1, size);
  if (isOpen || stuck === undefined) return undefined;
  return { prefix: order.slice(0, size - 1).map((at) => ops[at]!.id), stuck: ops[stuck]!.id };
}

/** The history as it stood when the last of those answers came. */
function upTo(ops: readonly Operation[], answered: readonly number[]): readonly Operation[] {
  const isIn = new Set(answered);
  const end = ops[answered.at(-1)!]!.return ?? Infinity;
  return ops.flatMap((op, at): readonly Operation[] => {
    if (isIn.has(at) || op.status === 'info') return [op];
    return op.call > end || op.status === 'fail' ? [] : [{ ...op, status: 'info', ret: null, return: null }];
  });
}
