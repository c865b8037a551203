/** Models of memory by definition: every way to settle who read what, and every order; independent of the checkers. */
import type { Operation, OperationId } from '#history/operation';
import type { Observation } from '#history/observation';
import { comesFirst, hasOrder, hasViews, type Oracle, piecesOf, startOf } from './oracles';
import { findSpec } from '#history/specs';
import { register } from '#history/specs/register';

const START = Symbol('the first value');
type Source = Operation | typeof START;

/** A history in which it is settled which write each read read from, and what comes causally before what. */
interface Settled {
  readonly history: Observation['history'];
  readonly inside: (op: Operation) => boolean;
  readonly present: readonly Operation[];
  readonly sources: ReadonlyMap<Operation, Source>;
  /** By program order or by reading, step after step. */
  readonly causes: (a: Operation, b: Operation) => boolean;
}

const everything = (): boolean => true;

/** One order of everything that keeps each process's order. */
export const isSequential: Oracle = ({ history }, inside = everything) => {
  const spec = findSpec(history.model)!;
  const pieces = piecesOf(spec, history.ops, inside, (a, b) => comesFirst(history.ops, a, b));
  const objects = [...new Set(history.ops.flatMap((op) => spec.objects(op)))];
  return hasOrder(spec, pieces, startOf(spec, history.init, objects));
};

/** For each process an order of all writes and its own reads that keeps every process's order. */
export const isPram: Oracle = (observation, inside) => hasViews(observation, inside, () => true, 'all');

/** For each process an order of all writes and its own reads in which each writer's writes keep their order. */
export const writesMonotonically: Oracle = (observation, inside) =>
  hasViews(observation, inside, (a, b) => a.f === 'write' && b.f === 'write', 'all');

export const writesAfterReads: Oracle = (observation, inside) =>
  settlings(observation, inside).some((settled) => {
    const { history, sources } = settled;
    const isBound = (a: Operation, b: Operation): boolean =>
      b.f === 'write' &&
      a !== b &&
      settled.inside(b) &&
      [...sources].some(([read, source]) => source === a && comesFirst(history.ops, read, b));
    return processesOf(settled).every((process) => hasView(settled, process, isBound));
  });

export const isCausal: Oracle = (observation, inside) =>
  settlings(observation, inside).some(
    (settled) =>
      isAcyclic(settled) && processesOf(settled).every((process) => hasView(settled, process, settled.causes)),
  );

/** Each read alone: an order of what is causally before it, after which it returns what it did. */
export const isWeaklyCausal: Oracle = (observation, inside) =>
  settlings(observation, inside).some(
    (settled) =>
      isAcyclic(settled) &&
      readsOf(settled).every((read) =>
        arrangements(pastWrites(settled, read), settled.causes).some(
          (order) => lastOn(order, read) === sourceOf(settled, read),
        ),
      ),
  );

/** One order of all writes, such that each read returns the last of those that are causally before it. */
export const isConvergent: Oracle = (observation, inside) =>
  settlings(observation, inside).some(
    (settled) =>
      isAcyclic(settled) &&
      arrangements(settled.present.filter(isWrite), settled.causes).some((order) =>
        readsOf(settled).every((read) => {
          const past = new Set(pastWrites(settled, read));
          return (
            lastOn(
              order.filter((write) => past.has(write)),
              read,
            ) === sourceOf(settled, read)
          );
        }),
      ),
  );

const isWrite = ({ f }: Operation): boolean => f === 'write';
const readsOf = ({ present }: Settled): readonly Operation[] => present.filter(({ f }) => f === 'read');
const sourceOf = ({ sources }: Settled, read: Operation): Source => sources.get(read)!;
const processesOf = ({ present }: Settled) => [...new Set(present.map(({ process }) => process))];
const pastWrites = ({ present, causes }: Settled, read: Operation): readonly Operation[] =>
  present.filter((op) => isWrite(op) && causes(op, read));
const lastOn = (order: readonly Operation[], { key }: Operation): Source =>
  order.findLast((write) => (write.key ?? '') === (key ?? '')) ?? START;
const isAcyclic = ({ present, causes }: Settled): boolean => present.every((op) => !causes(op, op));

/** Renamed so that every write has a value of its own, the spec alone says whether a view is right. */
function hasView(settled: Settled, process: OperationId, isBound: (a: Operation, b: Operation) => boolean): boolean {
  const seen = settled.present.filter((op) => isWrite(op) || op.process === process);
  const origins = new Map<Operation, Operation>();
  const renamed = seen.map((op): Operation => {
    const source = settled.sources.get(op);
    const ret = source === undefined || source === START ? null : String(source.id);
    const copy: Operation = isWrite(op) ? { ...op, arg: String(op.id), status: 'ok' } : { ...op, ret };
    origins.set(copy, op);
    return copy;
  });
  const pieces = piecesOf(register, renamed, everything, (a, b) => isBound(origins.get(a)!, origins.get(b)!));
  return hasOrder(register, pieces, startOf(register, null, [...new Set(seen.map(({ key }) => key ?? ''))]));
}

function settlings({ history }: Observation, inside: (op: Operation) => boolean = everything): readonly Settled[] {
  const held = history.ops.filter((op) => inside(op) && op.status === 'ok');
  const optional = history.ops.filter((op) => isWrite(op) && (!inside(op) || op.status === 'info'));
  const reads = held.filter(({ f }) => f === 'read');
  const writes = [...held, ...optional].filter(isWrite);
  return assignments(history, reads, writes).map((sources) => {
    const read = new Set([...sources.values()]);
    const present = history.ops.filter((op) => held.includes(op) || (optional.includes(op) && read.has(op)));
    return { history, inside, present, sources, causes: closure({ history, inside, present, sources }) };
  });
}

function assignments(
  history: Observation['history'],
  reads: readonly Operation[],
  writes: readonly Operation[],
): readonly ReadonlyMap<Operation, Source>[] {
  let all: readonly ReadonlyMap<Operation, Source>[] = [new Map()];
  for (const read of reads) {
    const fits = writes.filter(({ key, arg }) => (key ?? '') === (read.key ?? '') && arg === read.ret);
    const candidates: readonly Source[] = read.ret === history.init ? [...fits, START] : fits;
    all = all.flatMap((sources) => candidates.map((source) => new Map([...sources, [read, source]])));
  }
  return all;
}

function closure({ history, inside, present, sources }: Omit<Settled, 'causes'>): Settled['causes'] {
  const before = new Map(present.map((op) => [op, new Set<Operation>()]));
  for (const b of present) {
    for (const a of present) {
      const isHeld = inside(a) && inside(b) && a.status === 'ok';
      if (isHeld && comesFirst(history.ops, a, b)) before.get(b)!.add(a);
      if (sources.get(b) === a) before.get(b)!.add(a);
    }
  }
  for (const middle of present)
    for (const last of present)
      if (before.get(last)!.has(middle)) for (const first of before.get(middle)!) before.get(last)!.add(first);
  return (a, b) => before.get(b)!.has(a);
}

function arrangements(
  ops: readonly Operation[],
  isBefore: (a: Operation, b: Operation) => boolean,
): readonly (readonly Operation[])[] {
  if (ops.length === 0) return [[]];
  return ops
    .filter((op) => !ops.some((other) => other !== op && isBefore(other, op)))
    .flatMap((op) =>
      arrangements(
        ops.filter((other) => other !== op),
        isBefore,
      ).map((rest) => [op, ...rest]),
    );
}
