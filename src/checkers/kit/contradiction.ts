/** From "this cannot be" to the few operations that show it: the earliest moment at which they do, then the latest that suffice. */
import type { Operation } from '#history/operation';
import type { Spec } from '#history/spec';
import type { Witness } from '#history/verdict';
import { byReturn } from '#checkers/kit/report';
import { type Contradicts, shortestPrefix, shrink } from '#checkers/kit/shrink';

export interface Contradiction {
  readonly ops: readonly Operation[];
  readonly contradicts: Contradicts;
  /** The few of these operations that show the contradiction, where they can be read off. */
  readonly culprits: (inside: readonly number[]) => readonly number[] | undefined;
  /** A quicker question that is true of fewer sets, each of which is a contradiction; asked first of long histories. */
  readonly contradictsWidely?: Contradicts | undefined;
}

/** Positions of a set of operations that contradict each other, in their order there; 1-minimal unless it says otherwise. */
export function explainContradiction(contradiction: Contradiction): {
  readonly kept: readonly number[];
  readonly minimal: boolean;
} {
  const { ops, contradicts, contradictsWidely, culprits } = contradiction;
  const quick = ops.length > SHORT ? contradictsWidely : undefined;
  const recent = earliest(ops, quick ?? contradicts);
  const few = narrow(ops, recent, culprits(recent));
  const start = few && contradicts(few) ? few : recent;
  const { kept, minimal } = shrink(quick ? shrink(start, quick).kept : start, contradicts);
  return { kept: [...kept].sort((a, b) => a - b), minimal };
}

/** Up to so many operations every question is quick. */
const SHORT = 24;

/** The fewest first answers that contradict each other, the latest of them first. */
function earliest(ops: readonly Operation[], contradicts: Contradicts): readonly number[] {
  const order = byReturn(ops, [...ops.keys()]);
  const size = shortestPrefix(order.length, (length) => contradicts(order.slice(0, length)) === true);
  return order.slice(0, size).reverse();
}

/** The culprits, with the failed operations: outside a witness those might have taken effect after all. */
function narrow(
  ops: readonly Operation[],
  prefix: readonly number[],
  culprits: readonly number[] | undefined,
): readonly number[] | undefined {
  if (!culprits) return undefined;
  const keep = new Set(culprits);
  return prefix.filter((index) => keep.has(index) || ops[index]!.status === 'fail');
}

/** The operation whose answer completes the contradiction: the last one that was answered with something. */
export function lastAnswer(spec: Spec, ops: readonly Operation[]): Operation {
  const order = byReturn(ops, [...ops.keys()]).map((at) => ops[at]!);
  const answering = order.filter((op) => ['reads', 'both'].includes(spec.effect(op)));
  return answering.at(-1) ?? order.at(-1)!;
}

export const witnessOf = (ops: readonly Operation[], completes: Operation, minimal: boolean): Witness => ({
  ops: ops.map(({ id }) => id),
  completes: completes.id,
  minimal,
});
