/** Splits a history into parts that share no object: by locality each may be judged alone (Herlihy and Wing 1990, §3.2). */
import type { History, Operation, Value } from '#history/operation';
import type { Spec } from '#history/spec';
import { productOf } from '#checkers/kit/product';

export interface Part {
  readonly spec: Spec;
  readonly objects: readonly string[];
  readonly init: Value;
  /** In program order: by call, and where calls are equal as the history lists them. */
  readonly ops: readonly Operation[];
}

/** The parts in the order of their first operation. Throws for an operation that the spec does not know. */
export const splitIntoParts = (history: History, spec: Spec): readonly Part[] =>
  splitBy(
    history,
    spec,
    history.ops.map((op) => spec.objects(op)),
  );

/**
 * The same for models that bind real time. Locality needs events in one order, and where one operation of a process ends
 * in the instant in which its next begins, times leave that order open: objects that such a pair ties together are one part.
 */
export function splitByRealTime(history: History, spec: Spec): readonly Part[] {
  const alone = groupObjects(history.ops.map((op) => spec.objects(op)));
  const parts = splitBy(history, spec, [
    ...history.ops.map((op) => spec.objects(op)),
    ...touchingObjects(history, spec),
  ]);
  return parts.map((part) => {
    const groups = [...new Set(part.objects.map(alone))];
    if (groups.length === 1) return part;
    const product = productOf(spec, alone);
    return { ...part, spec: product, init: product.initial(history.init, part.objects) };
  });
}

/** Objects of neighbours in program order whose times touch. */
function touchingObjects({ ops }: History, spec: Spec): (readonly string[])[] {
  const last = new Map<Operation['process'], Operation>();
  return inProgramOrder(ops).flatMap((op) => {
    const before = last.get(op.process);
    last.set(op.process, op);
    return before && before.return === op.call ? [[...spec.objects(before), ...spec.objects(op)]] : [];
  });
}

function splitBy(history: History, spec: Spec, together: readonly (readonly string[])[]): readonly Part[] {
  const groups = groupObjects(together);
  const parts = new Map<string, { objects: Set<string>; ops: Operation[] }>();
  for (const op of inProgramOrder(history.ops)) {
    const objects = spec.objects(op);
    const name = groups(objects[0] ?? '');
    const part = parts.get(name) ?? { objects: new Set(), ops: [] };
    for (const object of objects) part.objects.add(object);
    part.ops.push(op);
    parts.set(name, part);
  }
  return [...parts.values()].map(({ objects, ops }) => ({
    spec,
    objects: [...objects],
    init: spec.initial(history.init, [...objects]),
    ops,
  }));
}

export function inProgramOrder(ops: readonly Operation[]): readonly Operation[] {
  return [...ops].sort((a, b) => a.call - b.call); // The sort is stable, so equal calls keep the history's order.
}

/** Union-find over the objects that occur together; returns the name of an object's group. */
function groupObjects(together: readonly (readonly string[])[]): (object: string) => string {
  const parent = new Map<string, string>();
  const find = (object: string): string => {
    let root = object;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    return root;
  };
  for (const [first, ...rest] of together) {
    for (const other of rest) parent.set(find(other), find(first!));
  }
  return find;
}

/** An answer is a chance to fail where some other operation of the same part may have changed what it depends on. */
export function countAnswers({ spec, ops }: Part): number {
  const effects = ops.map((op) => spec.effect(op));
  const changing = effects.filter((effect) => effect === 'writes' || effect === 'both').length;
  return effects.filter((effect) => (effect === 'reads' && changing > 0) || (effect === 'both' && changing > 1)).length;
}
