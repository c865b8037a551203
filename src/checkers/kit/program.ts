/** A history of plain reads and writes as numbers: who accessed which register, in program order, and who may have written what. */
import { phrase } from '#history/phrase';
import type { Operation } from '#history/operation';
import type { Observation } from '#history/observation';
import type { Access, Spec } from '#history/spec';
import type { Unknown } from '#history/verdict';
import { valueKey } from '#history/value';
import { inProgramOrder } from '#checkers/kit/part';
import { isUnknown, specOf, unknown } from '#checkers/kit/report';

export interface Program {
  readonly spec: Spec;
  /** In program order; all arrays below go by their positions here. */
  readonly ops: readonly Operation[];
  readonly accesses: readonly Access[];
  readonly isWrite: Uint8Array;
  readonly object: Int32Array;
  readonly process: Int32Array;
  readonly processes: number;
  /** The number of a register and a value together. */
  readonly value: Int32Array;
  /** By that number: the writes of it, and whether the register held it at first. */
  readonly writers: readonly (readonly number[])[];
  readonly isFirst: readonly boolean[];
}

/** The program, or why a model of memory cannot be judged: such models speak of plain reads and writes. */
export function programOf(observation: Observation): Program | Unknown {
  const spec = specOf(observation);
  if (isUnknown(spec)) return spec;
  if (!spec.access || !spec.shows) return unknown(phrase('verdict.unknown.notRegisters', { spec: spec.id }));
  const { history } = observation;
  const other = history.ops.find((op) => !spec.access!(op));
  if (other) return unknown(phrase('verdict.unknown.kind', { kind: other.f, operation: other.id }));
  return numberAll(spec, observation);
}

/** Undefined where an operation is more than a plain read or write. */
export function plainProgramOf(spec: Spec, observation: Observation): Program | undefined {
  const isPlain = spec.access && spec.shows && observation.history.ops.every((op) => spec.access!(op));
  return isPlain ? numberAll(spec, observation) : undefined;
}

function numberAll(spec: Spec, { history }: Observation): Program {
  const ops = inProgramOrder(history.ops);
  const accesses = ops.map((op) => spec.access!(op)!);
  const objects = createNumbers<string>();
  const processes = createNumbers<string | number>();
  const values = createNumbers<string>();
  const writers: number[][] = [];
  const object = Int32Array.from(accesses, (access) => objects.of(access.object));
  const value = Int32Array.from(accesses, (access, at) => {
    const number = values.of(`${object[at]!} ${valueKey(access.value)}`);
    if (number === writers.length) writers.push([]);
    if (access.f === 'write') writers[number]!.push(at);
    return number;
  });
  const isFirst = writers.map(() => false);
  for (const [name, at] of objects.all()) {
    const first = spec.shows!(spec.initial(history.init, [name]), name);
    const number = values.all().get(`${at} ${valueKey(first)}`);
    if (number !== undefined) isFirst[number] = true;
  }
  return {
    spec,
    ops,
    accesses,
    isWrite: Uint8Array.from(accesses, ({ f }) => (f === 'write' ? 1 : 0)),
    object,
    process: Int32Array.from(ops, (op) => processes.of(op.process)),
    processes: processes.all().size,
    value,
    writers,
    isFirst,
  };
}

function createNumbers<Name>() {
  const numbers = new Map<Name, number>();
  return {
    of: (name: Name): number => {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, numbers.size);
      return numbers.size - 1;
    },
    all: (): ReadonlyMap<Name, number> => numbers,
  };
}

/** Which operations are held to what was observed of them; the others may have had any answer, at any time, or none. */
export type Inside = (at: number) => boolean;

/** Whether the operation certainly took effect, or was answered; only those bind program order. */
export const isRequired = (program: Program, at: number, inside: Inside): boolean =>
  program.ops[at]!.status === 'ok' && inside(at);

/** Whether the write may have taken effect, and may not have. */
export function isOptional(program: Program, at: number, inside: Inside): boolean {
  return program.isWrite[at] === 1 && (!inside(at) || program.ops[at]!.status === 'info');
}
