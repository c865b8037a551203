/** Names the cause of a contradiction, recognised from its smallest set of operations. */
import type { Operation } from '#history/operation';
import { type Phrase, phrase } from '#history/phrase';
import type { Access } from '#history/spec';
import { sameValue } from '#history/value';
import type { Part } from '#checkers/kit/part';
import { isBefore, keyArgument, valueArgument } from '#checkers/kit/report';

interface Seen extends Access {
  readonly op: Operation;
}

/** Times (`…At`) are in the history's own unit. */
export function nameCause(part: Part, witness: readonly Operation[], completes: Operation): Phrase {
  const seen = witness.flatMap((op): Seen[] => {
    const access = part.spec.access?.(op);
    return access ? [{ op, ...access }] : [];
  });
  const read = seen.find(({ op, f }) => op === completes && f === 'read');
  if (!read || seen.length < witness.length) return general(witness, completes);
  const others = seen.filter((other) => other !== read);
  return (
    unwritten(read, others) ??
    fromFailed(read, others) ??
    future(read, others) ??
    stale(read, others) ??
    inversion(read, others) ??
    general(witness, completes)
  );
}

const readArguments = ({ op, object, value }: Seen) =>
  ({
    reader: String(op.process),
    read: op.id,
    readCallAt: op.call,
    readReturnAt: op.return ?? op.call,
    key: keyArgument(object),
    value: valueArgument(value),
  }) as const;

const writeArguments = ({ op }: Seen) => ({ writer: String(op.process), write: op.id, writeCallAt: op.call }) as const;

/** Nothing but the read is needed: no operation ever wrote what it returned. */
function unwritten(read: Seen, others: readonly Seen[]): Phrase | undefined {
  return others.length > 0 ? undefined : phrase('verdict.linearizable.unwritten', readArguments(read));
}

/** The only write of the value is known not to have taken effect. */
function fromFailed(read: Seen, others: readonly Seen[]): Phrase | undefined {
  const failed = others.find(
    ({ op, f, value }) => f === 'write' && op.status === 'fail' && sameValue(value, read.value),
  );
  return failed && phrase('verdict.linearizable.failed', { ...readArguments(read), ...writeArguments(failed) });
}

/** The value was read before its write had begun. */
function future(read: Seen, others: readonly Seen[]): Phrase | undefined {
  const write = others.find(
    ({ op, f, value }) => f === 'write' && sameValue(value, read.value) && isBefore(read.op, op),
  );
  return write && phrase('verdict.linearizable.future', { ...readArguments(read), ...writeArguments(write) });
}

/** A write had ended before the read began, yet the read returned the value from before that write. */
function stale(read: Seen, others: readonly Seen[]): Phrase | undefined {
  const newer = others.find(
    ({ op, f, value }) => f === 'write' && !sameValue(value, read.value) && isBefore(op, read.op),
  );
  if (!newer || others.some((other) => other !== newer && !sameValue(other.value, read.value))) return undefined;
  const writeReturnAt = newer.op.return ?? newer.op.call;
  return phrase('verdict.linearizable.stale', {
    ...readArguments(read),
    ...writeArguments(newer),
    writeReturnAt,
    expected: valueArgument(newer.value),
  });
}

/** An earlier read had returned a newer value already. */
function inversion(read: Seen, others: readonly Seen[]): Phrase | undefined {
  const first = others.find(
    ({ op, f, value }) => f === 'read' && !sameValue(value, read.value) && isBefore(op, read.op),
  );
  if (!first) return undefined;
  const firstReturnAt = first.op.return ?? first.op.call;
  const earlier = {
    firstReader: String(first.op.process),
    first: first.op.id,
    firstReturnAt,
    firstValue: valueArgument(first.value),
  };
  return phrase('verdict.linearizable.inversion', { ...readArguments(read), ...earlier });
}

const general = (witness: readonly Operation[], completes: Operation): Phrase =>
  phrase('verdict.linearizable.contradiction', {
    count: witness.length,
    process: String(completes.process),
    operation: completes.id,
    kind: completes.f,
  });
