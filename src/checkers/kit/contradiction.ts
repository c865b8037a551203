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
}

/** Positions of a set of operations that contradict each other, in their order there; 1-minimal unless it says otherwise. */
export function explainContradiction({ ops, contradicts, culprits }: Contradiction): {
  readonly kept: readonly number[];
  readonly minimal: boolean;
} {
  const order = byReturn(ops, [...ops.keys()]);
  const size = shortestPrefix(order.length, (length) => contradicts(order.slice(0, length)) === true);
  const recent = order.slice(0, size).reverse();
  const few = narrow(ops, recent, culprits(recent));
  const { kept, minimal } = shrink(few && contradicts(few) ? few : recent, contradicts);
  return { kept: [...kept].sort((a, b) => a - b), minimal };
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
