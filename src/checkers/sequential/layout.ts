/** The fixed part of a search for one order of everything: what follows what, and what each operation does to which object. */
import type { Observation } from '#history/observation';
import type { History, Operation } from '#history/operation';
import type { Spec } from '#history/spec';
import { type Item, isFree, relax } from '#checkers/kit/item';
import { inProgramOrder, type Part, splitIntoParts } from '#checkers/kit/part';
import { createTransitions, type Transitions } from '#checkers/kit/transitions';

/** A history with its objects as parts that share no state; only program order ties them to each other. */
export interface Whole {
  readonly history: History;
  readonly spec: Spec;
  readonly parts: readonly Part[];
  readonly tables: readonly Transitions[];
  /** In program order, and to which part each belongs. */
  readonly ops: readonly Operation[];
  readonly partOf: Int32Array;
}

export function createWhole(spec: Spec, { history }: Observation): Whole {
  const parts = splitIntoParts(history, spec);
  const place = new Map(parts.flatMap((part, at) => part.ops.map((op) => [op, at] as const)));
  const ops = inProgramOrder(history.ops);
  return {
    history,
    spec,
    parts,
    tables: parts.map((part) => createTransitions(part.spec, part.init)),
    ops,
    partOf: Int32Array.from(ops, (op) => place.get(op)!),
  };
}

export interface Layout {
  readonly whole: Whole;
  readonly size: number;
  readonly items: readonly Item[];
  readonly part: Int32Array;
  readonly classes: Int32Array;
  readonly readOnly: Uint8Array;
  readonly answers: Uint8Array;
  /** The certain operations of each process, in its order. */
  readonly chains: readonly (readonly number[])[];
  readonly optional: readonly number[];
  /** What must be placed before an item, beside its predecessor in its chain. */
  readonly before: readonly (readonly number[])[];
}

/** Pairs of positions of operations, the first of which must come first. */
export type Pairs = readonly (readonly [number, number])[];

export function layOut(whole: Whole, isInside: (at: number) => boolean, pairs: Pairs): Layout {
  const items = relax(whole.spec, whole.ops, isInside);
  const classes = Int32Array.from(items, ({ op, index }) => whole.tables[whole.partOf[index]!]!.classOf(op));
  const part = Int32Array.from(items, ({ index }) => whole.partOf[index]!);
  const numbers = new Map(items.map(({ index }, at) => [index, at]));
  const before: number[][] = items.map(() => []);
  for (const [first, second] of pairs) {
    const [a, b] = [numbers.get(first), numbers.get(second)];
    if (a !== undefined && b !== undefined) before[b]!.push(a);
  }
  return {
    whole,
    size: items.length,
    items,
    part,
    classes,
    readOnly: Uint8Array.from(items, ({ effect }) => (effect === 'reads' ? 1 : 0)),
    answers: Uint8Array.from(items, ({ effect, optional }) => (effect !== 'writes' && !optional ? 1 : 0)),
    chains: chainsOf(items, before),
    optional: optionalOf(items, { classes, part, before }),
    before,
  };
}

/** An indeterminate operation follows its predecessors and precedes nothing. */
function chainsOf(items: readonly Item[], before: readonly number[][]): readonly (readonly number[])[] {
  const chains = new Map<string | number, number[]>();
  for (const [at, item] of items.entries()) {
    if (isFree(item)) continue;
    const chain = chains.get(item.op.process) ?? [];
    if (!item.optional) chains.set(item.op.process, chain);
    if (item.optional && chain.length > 0) before[at]!.push(chain.at(-1)!);
    if (!item.optional) chain.push(at);
  }
  return [...chains.values()];
}

/** Of operations held to nothing that do the same, the earlier listed first: any of them would serve as well. */
function optionalOf(
  items: readonly Item[],
  { classes, part, before }: { classes: Int32Array; part: Int32Array; before: readonly number[][] },
): readonly number[] {
  const twins = new Map<string, number>();
  const optional = [...items.keys()].filter((at) => items[at]!.optional);
  for (const at of optional) {
    if (!isFree(items[at]!)) continue;
    const kind = `${part[at]} ${classes[at]}`;
    const twin = twins.get(kind);
    if (twin !== undefined) before[at]!.push(twin);
    twins.set(kind, at);
  }
  return optional;
}
