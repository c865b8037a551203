/** What session guarantees look at: for one client and one register its own accesses in order, and all writes there are. */
import { type Phrase, phrase } from '#history/phrase';
import type { Operation, Value } from '#history/operation';
import type { Access, Spec } from '#history/spec';
import type { Observation } from '#history/observation';
import type { Unknown, Violated } from '#history/verdict';
import { type Part, splitIntoParts } from '#checkers/kit/part';
import { byReturn, isUnknown, specOf, unknown } from '#checkers/kit/report';
import { shortestPrefix, shrink } from '#checkers/kit/shrink';
import { relax } from '#checkers/kit/item';

export interface Entry extends Access {
  /** Its place among the register's operations. */
  readonly index: number;
  readonly op: Operation;
}

/** One client's view of one register. */
export interface Session {
  readonly process: string | number;
  /** The register's value before anything was written. */
  readonly first: Value;
  /** The client's answered reads, and its writes that were acknowledged, in program order. */
  readonly own: readonly Entry[];
  /** Every write that may have taken effect, whoever called it; of those that are not among `own`, order is unknown. */
  readonly writes: readonly Entry[];
}

/** The registers' parts, or why session guarantees cannot be judged: they speak of plain reads and writes. */
export function registersOf(observation: Observation): readonly Part[] | Unknown {
  const spec = specOf(observation);
  if (isUnknown(spec)) return spec;
  if (!spec.access) return unknown(phrase('verdict.unknown.notRegisters', { spec: spec.id }));
  const other = observation.history.ops.find((op) => !spec.access!(op));
  if (other) return unknown(phrase('verdict.unknown.kind', { kind: other.f, operation: other.id }));
  return splitIntoParts(observation.history, spec);
}

/** The sessions of all clients at one register, with only the operations inside held to what was observed of them. */
export function sessionsOf(part: Part, isInside: (index: number) => boolean): readonly Session[] {
  const entries = relax(part.spec, part.ops, isInside).map((item) => ({
    entry: { index: item.index, op: item.op, ...accessOf(part.spec, item.op) },
    isOwn: !item.optional,
  }));
  const writes = entries.flatMap(({ entry }) => (entry.f === 'write' ? [entry] : []));
  const held = entries.flatMap(({ entry, isOwn }) => (isOwn ? [entry] : []));
  const first = part.spec.shows!(part.init, part.objects[0]!);
  return groupByProcess(held).map(([process, own]) => ({ process, first, own, writes }));
}

const accessOf = (spec: Spec, op: Operation): Access => spec.access!(op)!;

function groupByProcess(entries: readonly Entry[]): readonly (readonly [string | number, readonly Entry[]])[] {
  const groups = new Map<string | number, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.op.process);
    if (group) group.push(entry);
    else groups.set(entry.op.process, [entry]);
  }
  return [...groups];
}

export type BreaksSession = (session: Session) => boolean;

/** The first register with a broken session: a minimal set of its operations that still breaks one, or undefined. */
export function findBroken(
  parts: readonly Part[],
  breaks: BreaksSession,
  name: NameCause,
): Pick<Violated, 'witness' | 'reason'> | undefined {
  for (const part of parts) {
    const broken = sessionsOf(part, () => true).find(breaks);
    if (broken) return explain(part, broken.process, breaks, name);
  }
  return undefined;
}

export type NameCause = (witness: readonly Entry[], completes: Entry) => Phrase;

function explain(
  part: Part,
  process: string | number,
  breaks: BreaksSession,
  name: NameCause,
): Pick<Violated, 'witness' | 'reason'> {
  const contradicts = (inside: readonly number[]): boolean => {
    const within = new Set(inside);
    return sessionsOf(part, (index) => within.has(index)).some(
      (session) => session.process === process && breaks(session),
    );
  };
  // Beside the session itself only failed writes can matter: outside the witness they might have taken effect after all.
  const candidates = [...part.ops.keys()].filter(
    (index) => part.ops[index]!.process === process || part.ops[index]!.status === 'fail',
  );
  const order = byReturn(part.ops, candidates);
  const first = order.slice(
    0,
    shortestPrefix(order.length, (size) => contradicts(order.slice(0, size))),
  );
  const { kept, minimal } = shrink(first.reverse(), contradicts);
  const entries = [...kept]
    .sort((a, b) => a - b)
    .map((index): Entry => ({ index, op: part.ops[index]!, ...accessOf(part.spec, part.ops[index]!) }));
  const completes = entries.findLast(({ f }) => f === 'read')!; // Writes alone break no session.
  return {
    witness: { ops: entries.map(({ op }) => op.id), completes: completes.op.id, minimal },
    reason: name(entries, completes),
  };
}
