/** Operations as the algorithms take them: when each may take effect, whether it must, and what it must follow. */
import type { Operation } from '#history/operation';
import type { Effect, Spec } from '#history/spec';

export interface Item {
  /** Its place among the operations that it was made from. */
  readonly index: number;
  readonly op: Operation;
  readonly effect: Exclude<Effect, 'none'>;
  /** -Infinity for an operation whose time is not held against it. */
  readonly call: number;
  /** Infinity for an operation of which nobody knows when, or whether, it took effect. */
  readonly return: number;
  /** May never have taken effect. */
  readonly optional: boolean;
}

/** The items of operations that keep all that was observed of them; those that had no effect and saw nothing fall away. */
export function itemsOf(spec: Spec, ops: readonly Operation[]): readonly Item[] {
  return ops.flatMap((op, index) => heldTo(spec, op, index) ?? []);
}

/**
 * The relaxation under which a witness must stand: operations outside keep kind and argument but lose result, time and
 * order, and may take effect at any time or never.
 */
export function relax(spec: Spec, ops: readonly Operation[], isInside: (index: number) => boolean): readonly Item[] {
  const { held, loose } = bothWays(spec, ops);
  return ops.flatMap((_, index) => (isInside(index) ? held : loose)[index] ?? []);
}

interface BothWays {
  readonly spec: Spec;
  readonly held: readonly (Item | undefined)[];
  readonly loose: readonly (Item | undefined)[];
}

/** A witness is made smaller by asking again and again about the same operations, some inside and some not. */
const known = new WeakMap<readonly Operation[], BothWays>();

function bothWays(spec: Spec, ops: readonly Operation[]): BothWays {
  const before = known.get(ops);
  if (before?.spec === spec) return before;
  const held = ops.map((op, index) => heldTo(spec, op, index));
  const loose = ops.map((op, index) => loosened(spec, op, index));
  const fresh = { spec, held, loose };
  known.set(ops, fresh);
  return fresh;
}

function heldTo(spec: Spec, op: Operation, index: number): Item | undefined {
  const effect = spec.effect(op);
  if (effect === 'none') return undefined;
  const optional = op.status === 'info';
  return { index, op, effect, call: op.call, return: optional ? Infinity : (op.return ?? Infinity), optional };
}

function loosened(spec: Spec, { id, process, f, key, arg, call }: Operation, index: number): Item | undefined {
  const op: Operation = {
    id,
    process,
    f,
    ...(key !== undefined && { key }),
    arg,
    ret: null,
    status: 'info',
    call,
    return: null,
  };
  const effect = spec.effect(op);
  return effect === 'none' ? undefined : { index, op, effect, call: -Infinity, return: Infinity, optional: true };
}

export const isFree = (item: Item): boolean => item.call === -Infinity;

/**
 * For each item the one before it in its process that time alone does not put before it (they touch), else -1. Items
 * must come in program order. An indeterminate operation follows its predecessors and precedes nothing.
 */
export function touchingPredecessors(items: readonly Item[]): Int32Array {
  const last = new Map<string | number, number>();
  const before = new Int32Array(items.length).fill(-1);
  for (const [at, item] of items.entries()) {
    if (isFree(item)) continue;
    const previous = last.get(item.op.process) ?? -1;
    if (previous >= 0 && items[previous]!.return >= item.call) before[at] = previous;
    if (!item.optional) last.set(item.op.process, at);
  }
  return before;
}
