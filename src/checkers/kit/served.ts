/** What session guarantees look at on the servers: who answered each client, what that one held then, and what a read rested on. */
import { phrase } from '#history/phrase';
import type { Answer, Observation } from '#history/observation';
import type { Operation, OperationId, Value } from '#history/operation';
import type { Spec } from '#history/spec';
import type { Unknown } from '#history/verdict';
import { sameValue } from '#history/value';
import { inProgramOrder } from '#checkers/kit/part';
import { isUnknown, specOf, unknown } from '#checkers/kit/report';

/** Writes in the order in which a replica applied them, each found at once however many there are. */
export interface Held {
  readonly ids: readonly OperationId[];
  includes(id: OperationId): boolean;
  /** -1 where it is not held. */
  indexOf(id: OperationId): number;
}

/** Who chose an answer, when, and what it held then. */
export interface Chosen {
  readonly replica: string;
  readonly at: number;
  readonly holds: Held;
}

/** A replica at a moment: when it answered an operation, or at the end. */
export interface Record {
  readonly replica: string;
  /** The operation that it answered then; undefined at the end. */
  readonly op: Operation | undefined;
  readonly holds: Held;
}

export interface Served {
  readonly spec: Spec;
  /** Each client's operations that were answered, and its writes of unknown outcome, in program order. */
  readonly sessions: readonly (readonly Operation[])[];
  readonly byId: ReadonlyMap<OperationId, Operation>;
  readonly answerOf: (op: Operation) => Chosen | undefined;
  /** All that is recorded, answers in the order of their times, then the end. */
  readonly records: readonly Record[];
  /** By replica, the objects that others keep and this one need not. */
  readonly foreign: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The sessions with the evidence, or why there can be no verdict on what servers held. */
export function servedOf(observation: Observation): Served | Unknown {
  const spec = specOf(observation);
  if (isUnknown(spec)) return spec;
  const { history, evidence } = observation;
  if (!evidence) return unknown(phrase('verdict.unknown.evidence'));
  const byId = new Map(history.ops.map((op) => [op.id, op]));
  const answers = new Map(Object.entries(evidence.answers).map(([id, answer]) => [id, chosen(answer)]));
  const answerOf = (op: Operation): Chosen | undefined => answers.get(String(op.id));
  const answered = history.ops
    .flatMap((op) => ({ op, answer: answerOf(op) }))
    .flatMap(({ op, answer }) => (answer ? [{ op, ...answer }] : []))
    .sort((a, b) => a.at - b.at);
  const sessions = new Map<string | number, Operation[]>();
  for (const op of inProgramOrder(history.ops)) {
    if (spec.effect(op) === 'none') continue;
    sessions.set(op.process, [...(sessions.get(op.process) ?? []), op]);
  }
  const final = evidence.final.map(({ replica, holds }) => ({ replica, op: undefined, holds: held(holds) }));
  const foreign = new Map(evidence.final.map(({ replica, foreign: keys = [] }) => [replica, new Set(keys)]));
  return { spec, sessions: [...sessions.values()], byId, answerOf, records: [...answered, ...final], foreign };
}

/** Whether a replica need not hold this operation, because others keep all that it touches. */
export const isElsewhere = ({ spec, foreign }: Served, replica: string, op: Operation): boolean =>
  spec.objects(op).every((object) => foreign.get(replica)?.has(object));

const chosen = ({ replica, at, holds }: Answer): Chosen => ({ replica, at, holds: held(holds) });

function held(ids: readonly OperationId[]): Held {
  let places: Map<OperationId, number> | undefined;
  const placesOf = () => (places ??= new Map([...ids.entries()].reverse().map(([at, id]) => [id, at])));
  return { ids, includes: (id) => placesOf().has(id), indexOf: (id) => placesOf().get(id) ?? -1 };
}

export const isWriting = (spec: Spec, op: Operation): boolean => ['writes', 'both'].includes(spec.effect(op));
export const isReading = (spec: Spec, op: Operation): boolean => ['reads', 'both'].includes(spec.effect(op));
export const isAcknowledged = (spec: Spec, op: Operation): boolean => op.status === 'ok' && isWriting(spec, op);

/** Whether both touch some object, so that their order matters. */
export const meet = (spec: Spec, a: Operation, b: Operation): boolean =>
  spec.objects(a).some((object) => spec.objects(b).includes(object));

/**
 * The smallest set of writes that explains the read, among those that its replica held (Terry and others 1994, §3.2):
 * of a register the last write of the value that it returned; of other objects all writes of them.
 */
export function relevantWrites({ spec, byId }: Served, read: Operation, { holds }: Chosen): readonly Operation[] {
  const writesHeld = holds.ids.flatMap((id) => byId.get(id) ?? []).filter((op) => op !== read && isWriting(spec, op));
  if (!spec.shows) return writesHeld.filter((op) => meet(spec, op, read));
  const value = spec.access?.(read)?.value;
  return spec.objects(read).flatMap((object) => {
    const writes = writesHeld.filter((op) => spec.objects(op).includes(object));
    return value === undefined ? writes.slice(-1) : writes.filter((op) => leaves(spec, op, value)).slice(-1);
  });
}

/** Whether the write can have left that value: a plain one leaves its own; of others nobody knows. */
function leaves(spec: Spec, op: Operation, value: Value): boolean {
  const access = spec.access?.(op);
  return access === undefined || sameValue(access.value, value);
}
