/** From breaches of a session guarantee on the servers to a verdict. */
import { type Phrase, phrase } from '#history/phrase';
import type { Operation } from '#history/operation';
import type { Checker, Verdict } from '#history/verdict';
import { keyArgument, unknown, valueArgument } from '#checkers/kit/report';
import {
  type Chosen,
  isElsewhere,
  isReading,
  meet,
  type Record,
  relevantWrites,
  type Served,
  servedOf,
} from '#checkers/kit/served';

export interface Breach {
  readonly ops: readonly Operation[];
  readonly completes: Operation;
  readonly reason: Phrase;
}

/** One chance of the guarantee to fail: kept, broken, or nothing recorded for this operation. */
export type Chance = 'kept' | Breach | { readonly unrecorded: Operation };

interface ServerGuarantee {
  readonly id: string;
  readonly rank: number;
  readonly chances: (served: Served) => Iterable<Chance>;
}

export function defineServerGuarantee({ id, rank, chances }: ServerGuarantee): Checker {
  return {
    id,
    rank,
    specs: 'any',
    check(observation): Verdict {
      const served = servedOf(observation);
      if ('verdict' in served) return served;
      const all = [...chances(served)];
      const breach = all.find((chance): chance is Breach => typeof chance === 'object' && 'reason' in chance);
      if (breach) return violated(breach, all.length);
      const hole = all.find((chance) => typeof chance === 'object');
      if (hole && 'unrecorded' in hole)
        return unknown(phrase('verdict.unknown.answer', { operation: hole.unrecorded.id }));
      return { verdict: 'holds', tested: all.length };
    },
  };
}

function violated({ ops, completes, reason }: Breach, tested: number): Verdict {
  const witness = { ops: [...new Set(ops)].map(({ id }) => id), completes: completes.id, minimal: true };
  return { verdict: 'violated', tested, witness, reason };
}

/** For each answered read its earlier operations of the session, and the answer if one is recorded. */
export function* readsWithPast(
  served: Served,
): Generator<{ readonly read: Operation; readonly past: readonly Operation[]; readonly answer: Chosen | undefined }> {
  for (const session of served.sessions) {
    for (const [at, read] of session.entries()) {
      if (read.status !== 'info' && isReading(served.spec, read))
        yield { read, past: session.slice(0, at), answer: served.answerOf(read) };
    }
  }
}

/** The operation's client, time and place as arguments of a phrase. */
export const describeRead = (read: Operation, replica: string) =>
  ({
    reader: String(read.process),
    read: read.id,
    readCallAt: read.call,
    key: keyArgument(read.key ?? ''),
    value: valueArgument(read.ret),
    replica,
  }) as const;

export const describeWrite = (write: Operation) =>
  ({
    writer: String(write.process),
    write: write.id,
    writeCallAt: write.call,
    expected: valueArgument(write.arg),
    expectedKey: keyArgument(write.key ?? ''),
  }) as const;

/** What is wrong at a replica that holds `later`, which `earlier` must come before: it lacks that, or has it behind. */
export function misplaced(served: Served, { replica, holds }: Record, earlier: Operation, later: Operation) {
  const first = holds.indexOf(earlier.id);
  if (first < 0 && isElsewhere(served, replica, earlier)) return undefined;
  if (first < 0) return 'missing';
  return first > holds.indexOf(later.id) && meet(served.spec, earlier, later) ? 'reversed' : undefined;
}

/** The writes that the read rested on; none where nothing is recorded for it. */
export function foundationsOf(served: Served, read: Operation): readonly Operation[] {
  const known = foundations.get(served)?.get(read);
  if (known) return known;
  const answer = served.answerOf(read);
  const found = answer ? relevantWrites(served, read, answer) : [];
  foundations.set(served, (foundations.get(served) ?? new Map<Operation, readonly Operation[]>()).set(read, found));
  return found;
}

/** Asked for again with every later operation, and long to find. */
const foundations = new WeakMap<Served, Map<Operation, readonly Operation[]>>();
