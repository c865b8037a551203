/** Undo and redo over values: a scenario is immutable, so the past is a list. */

export interface Past<Value> {
  readonly before: readonly Value[];
  readonly now: Value;
  readonly after: readonly Value[];
}

/** Steps back that are kept. */
const LIMIT = 500;

export const begin = <Value>(now: Value): Past<Value> => ({ before: [], now, after: [] });

export const change = <Value>({ before, now }: Past<Value>, next: Value): Past<Value> => ({
  before: [...before, now].slice(-LIMIT),
  now: next,
  after: [],
});

export function undo<Value>(past: Past<Value>): Past<Value> {
  const last = past.before.at(-1);
  return last === undefined ? past : { before: past.before.slice(0, -1), now: last, after: [past.now, ...past.after] };
}

export function redo<Value>(past: Past<Value>): Past<Value> {
  const [next, ...after] = past.after;
  return next === undefined ? past : { before: [...past.before, past.now], now: next, after };
}
