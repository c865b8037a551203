/**
 * Causal delivery: every message is handed on exactly once, and after all that its sender had seen when it sent it.
 * The network below may lose, double and reorder; what is lost is sent again by whoever is asked for it.
 */
import { countOf, covers, type VersionVector } from '#mechanisms/version-vectors';

/** A message with its name (the `seq`-th of its origin) and what its origin had seen before it. */
export interface Stamped<Body> {
  readonly origin: string;
  readonly seq: number;
  /** What must have been handed on before. The message's own predecessors of the same origin are among it. */
  readonly past: VersionVector;
  readonly body: Body;
}

/** What has come too early. All that was handed on is counted by a vector that its owner keeps. */
export type Early<Body> = readonly Stamped<Body>[];

export interface Received<Body> {
  /** To be handed on now, in this order. */
  readonly ready: readonly Stamped<Body>[];
  readonly early: Early<Body>;
  /** How many had been handed on before, or wait already. */
  readonly repeated: number;
}

const isSame = (a: Stamped<unknown>, b: Stamped<unknown>): boolean => a.origin === b.origin && a.seq === b.seq;

/** Sorts messages that came from the network: what is new and complete, what must wait, what was known. */
export function receive<Body>(
  delivered: VersionVector,
  early: Early<Body>,
  messages: readonly Stamped<Body>[],
): Received<Body> {
  const fresh = messages.filter(
    (message, at) =>
      message.seq > countOf(delivered, message.origin) &&
      ![...early, ...messages.slice(0, at)].some((known) => isSame(known, message)),
  );
  const { ready, rest } = release(delivered, [...early, ...fresh]);
  return { ready, early: rest, repeated: messages.length - fresh.length };
}

/** Takes out what is complete, again and again, since each may complete another. */
function release<Body>(delivered: VersionVector, waiting: Early<Body>): { ready: Stamped<Body>[]; rest: Early<Body> } {
  const ready: Stamped<Body>[] = [];
  let now = delivered;
  let rest = waiting;
  for (let next = rest.find((each) => isComplete(now, each)); next; next = rest.find((each) => isComplete(now, each))) {
    const taken = next;
    ready.push(taken);
    now = { ...now, [taken.origin]: taken.seq };
    rest = rest.filter((each) => each !== taken);
  }
  return { ready, rest };
}

/** The next of its origin, and nothing that it knew is missing. */
const isComplete = (delivered: VersionVector, { origin, seq, past }: Stamped<unknown>): boolean =>
  seq === countOf(delivered, origin) + 1 && covers(delivered, past);

/** What one side holds and the other is not known to have, in the order of each origin; up to `upTo`, where that is given. */
export function missing<Body>(
  held: Readonly<Record<string, readonly Stamped<Body>[]>>,
  known: VersionVector,
  upTo?: VersionVector,
): Stamped<Body>[] {
  return Object.entries(held).flatMap(([origin, messages]) =>
    messages.slice(countOf(known, origin), upTo && countOf(upTo, origin)),
  );
}
