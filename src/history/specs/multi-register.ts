/** Many registers by name (a key-value store): single reads, writes and compare-and-sets, and transactions over several. */
import type { Operation, Value } from '#history/operation';
import { defineSpec, effectByKind, type Effect } from '#history/spec';
import { casEffect } from '#history/specs/cas-register';
import { accessOf, stepRegister } from '#history/specs/register';
import { fieldOf, isList, sameValue } from '#history/value';

const spec = { id: 'multi-register', kinds: { read: 'reads', write: 'writes', cas: 'both', txn: 'both' } } as const;

/** `init` gives the first value by key; a key that it does not name begins with `null`. */
export const multiRegister = defineSpec({
  ...spec,
  finite: true,
  initial: (init, objects) => Object.fromEntries(objects.map((name) => [name, fieldOf(init, name)])),
  apply: (state, op) => (op.f === 'txn' ? applyTransaction(state, op) : applySingle(state, op)),
  effect: (op) => (op.f === 'txn' ? transactionEffect(op) : casEffect(spec, op)),
  objects: (op) => (op.f === 'txn' ? [...new Set(steps(op.arg).map((step) => step.key))] : [op.key ?? '']),
  access: (op) => (op.f === 'txn' ? undefined : accessOf(op)),
  shows: fieldOf,
});

function applySingle(state: Value, op: Operation): Value | undefined {
  const key = op.key ?? '';
  const before = fieldOf(state, key);
  const after = stepRegister(spec.id, before, op);
  if (after === undefined) return undefined;
  return sameValue(before, after) ? state : withField(state, key, after);
}

/** A transaction takes its steps one after the other, and nothing comes between them. */
function applyTransaction(state: Value, op: Operation): Value | undefined {
  const answers = op.status === 'info' ? undefined : steps(op.ret);
  let next = state;
  for (const [index, step] of steps(op.arg).entries()) {
    if (step.f === 'write') next = withField(next, step.key, step.value);
    else if (answers && !sameValue(fieldOf(next, step.key), answers[index]?.value ?? null)) return undefined;
  }
  return next;
}

function transactionEffect(op: Operation): Effect {
  const all = steps(op.arg);
  const reads = all.some((step) => step.f === 'read');
  const writes = all.some((step) => step.f === 'write');
  const kind = reads && writes ? 'both' : writes ? 'writes' : 'reads';
  return effectByKind({ id: spec.id, kinds: { txn: kind } }, op);
}

interface Step {
  readonly f: 'read' | 'write';
  readonly key: string;
  readonly value: Value;
}

/** Micro-operations `[kind, key, value]`; kinds and keys may carry the colon of an EDN keyword. */
function steps(list: Value): readonly Step[] {
  return isList(list) ? list.map(parseStep) : [];
}

function parseStep(step: Value): Step {
  const [kind, key, value = null] = (isList(step) ? step : []) as readonly (Value | undefined)[];
  const name = plain(kind ?? null);
  if (name === 'r' || name === 'read') return { f: 'read', key: plain(key ?? null), value };
  if (name === 'w' || name === 'write') return { f: 'write', key: plain(key ?? null), value };
  throw new Error(`${spec.id}: unknown step "${name}" of a transaction`);
}

const plain = (word: Value): string => String(word).replace(/^:/, '');

const withField = (state: Value, name: string, value: Value): Value => ({
  ...(state as Record<string, Value>),
  [name]: value,
});
