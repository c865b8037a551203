/** Verdicts by definition, trying every order: slow, plain, and independent of the checkers, which must agree with them. */
import type { Operation, Value } from '#history/operation';
import type { Observation } from '#history/observation';
import type { Spec } from '#history/spec';
import { findSpec } from '#history/specs';

/** An operation in an order: it must be there or may be, and comes after all of `after` that are. */
interface Piece {
  readonly op: Operation;
  readonly required: boolean;
  readonly after: readonly Piece[];
}

export type Oracle = (observation: Observation, inside?: (op: Operation) => boolean) => boolean;

/** Linearizable: some order of all that took effect respects real time and program order, and the spec explains every answer. */
export const isLinearizable: Oracle = ({ history }, inside = () => true) => {
  const spec = findSpec(history.model)!;
  const pieces = piecesOf(spec, history.ops, inside, (a, b) => a.return! < b.call || comesFirst(history.ops, a, b));
  const objects = [...new Set(history.ops.flatMap((op) => spec.objects(op)))];
  return hasOrder(spec, pieces, startOf(spec, history.init, objects));
};

/** For each client some order of all writes and its own reads in which its own writes come before its own later reads. */
export const readsItsWrites: Oracle = (observation, inside) =>
  hasViews(observation, inside, (a, b) => a.f === 'write' && b.f === 'read');

/** For each client some order of all writes and its own reads in which those reads keep their order. */
export const readsMonotonically: Oracle = (observation, inside) =>
  hasViews(observation, inside, (a, b) => a.f === 'read' && b.f === 'read');

export function hasViews(
  { history }: Observation,
  inside: (op: Operation) => boolean = () => true,
  binds: (a: Operation, b: Operation) => boolean,
  whose: 'own' | 'all' = 'own',
): boolean {
  const spec = findSpec(history.model)!;
  const objects = [...new Set(history.ops.flatMap((op) => spec.objects(op)))];
  const processes = [...new Set(history.ops.map((op) => op.process))];
  return processes.every((process) => {
    const seen = history.ops.filter((op) => op.process === process || op.f === 'write');
    const isBound = (a: Operation, b: Operation): boolean =>
      (whose === 'all' || a.process === process) && comesFirst(history.ops, a, b) && binds(a, b);
    return hasOrder(spec, piecesOf(spec, seen, inside, isBound), startOf(spec, history.init, objects));
  });
}

/** One state for each object, so that specs of one object serve histories of several. */
type State = ReadonlyMap<string, Value>;

export const startOf = (spec: Spec, init: Value, objects: readonly string[]): State =>
  spec.id === 'multi-register'
    ? new Map([['', spec.initial(init, objects)]])
    : new Map(objects.map((object) => [object, spec.initial(init, [object])]));

function step(spec: Spec, state: State, op: Operation): State | undefined {
  const object = spec.id === 'multi-register' ? '' : (op.key ?? '');
  const next = spec.apply(state.get(object) ?? null, op);
  return next === undefined ? undefined : new Map([...state, [object, next]]);
}

/** Program order: same process, called first (or at once, and listed first). */
export function comesFirst(ops: readonly Operation[], a: Operation, b: Operation): boolean {
  if (a.process !== b.process) return false;
  return a.call < b.call || (a.call === b.call && ops.indexOf(a) < ops.indexOf(b));
}

/** Operations outside keep kind and argument alone: they may come anywhere, or not at all, and any answer is right. */
export function piecesOf(
  spec: Spec,
  ops: readonly Operation[],
  inside: (op: Operation) => boolean,
  isBefore: (a: Operation, b: Operation) => boolean,
): readonly Piece[] {
  const pieces: { op: Operation; required: boolean; after: Piece[] }[] = [];
  const origin = new Map<Piece, Operation>();
  for (const original of ops) {
    const op: Operation = inside(original) ? original : { ...original, ret: null, status: 'info' };
    const refused = op.f === 'cas' && op.ret === false;
    if (op.status === 'timeout-read' || (op.status === 'fail' && !refused)) continue; // Nothing happened and nothing was seen.
    if (op.status === 'info' && isReading(spec, op)) continue;
    const piece = { op, required: op.status !== 'info', after: [] };
    pieces.push(piece);
    if (inside(original)) origin.set(piece, original);
  }
  for (const b of pieces) {
    for (const a of pieces) {
      const [first, second] = [origin.get(a), origin.get(b)];
      if (a !== b && first && second && a.required && isBefore(first, second)) b.after.push(a);
    }
  }
  return pieces;
}

const isReading = (spec: Spec, op: Operation): boolean =>
  op.f === 'txn'
    ? (op.arg as readonly (readonly Value[])[]).every(([kind]) => kind === 'r')
    : spec.kinds[op.f] === 'reads';

export function hasOrder(
  spec: Spec,
  pieces: readonly Piece[],
  state: State,
  placed: ReadonlySet<Piece> = new Set(),
): boolean {
  if (pieces.every((piece) => placed.has(piece) || !piece.required)) return true;
  return pieces.some((piece) => {
    if (placed.has(piece) || !piece.after.every((other) => placed.has(other))) return false;
    const next = step(spec, state, piece.op);
    return next !== undefined && hasOrder(spec, pieces, next, new Set([...placed, piece]));
  });
}

/** All replicas that are up show the same value of every key that any of them shows. */
export const isConverged = ({ evidence }: Observation): boolean => {
  const up = evidence!.final.filter((replica) => replica.up);
  const keys = up.flatMap((replica) => Object.keys(replica.shows));
  return up.every((a) =>
    up.every((b) => keys.every((key) => JSON.stringify(a.shows[key] ?? null) === JSON.stringify(b.shows[key] ?? null))),
  );
};

/** Every write that was answered is held where it counts: by the deciding replica, or where there is none, by one that is up. */
export const keepsAcknowledged = ({ history, evidence }: Observation): boolean => {
  const { authority, final } = evidence!;
  const writes = history.ops.filter((op) => op.f === 'write' && op.status === 'ok');
  return writes.every(({ id }) =>
    final.some(
      (replica) => (authority === undefined ? replica.up : replica.replica === authority) && replica.holds.includes(id),
    ),
  );
};
