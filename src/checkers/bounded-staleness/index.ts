/** Bounded staleness: how many acknowledged writes, and for how long, reads miss; and whether that stays within a bound. */
import { type Phrase, phrase } from '#history/phrase';
import type { Operation } from '#history/operation';
import type { Checker, CheckOptions, Staleness, Verdict } from '#history/verdict';
import { isRequired, type Program, programOf } from '#checkers/kit/program';
import { keyArgument, valueArgument } from '#checkers/kit/report';

const boundedStaleness: Checker = {
  id: 'bounded-staleness',
  rank: 80,
  specs: ['register', 'multi-register'],
  check(observation, { staleness: bound = {} }: CheckOptions = {}): Verdict {
    const program = programOf(observation);
    if ('verdict' in program) return program;
    const reads = readsOf(program).map((read) => measure(program, read));
    const measured = reads.reduce(worse, { versions: 0, time: 0 });
    const tested = reads.filter(({ read }) => isWritten(program, read)).length;
    const late = reads.find((each) => each.missed === undefined || isBeyond(each, bound));
    if (!late) return { verdict: 'holds', tested, measured };
    return { verdict: 'violated', tested: Math.max(tested, 1), measured, ...explain(program, late, bound) };
  },
};
export default boundedStaleness;

interface Measured extends Staleness {
  readonly read: number;
  /** The acknowledged writes that it missed, the first done first; undefined where it can have read no write at all. */
  readonly missed: readonly number[] | undefined;
}

const everything = (): boolean => true;
const worse = (a: Staleness, b: Staleness): Staleness => ({
  versions: Math.max(a.versions, b.versions),
  time: Math.max(a.time, b.time),
});

const readsOf = (program: Program): readonly number[] =>
  [...program.ops.keys()].filter((at) => !program.isWrite[at] && isRequired(program, at, everything));

const isWritten = (program: Program, read: number): boolean =>
  program.object.some((object, at) => object === program.object[read] && program.isWrite[at] === 1);

const isBeyond = ({ versions, time }: Staleness, bound: Partial<Staleness>): boolean =>
  versions > (bound.versions ?? Infinity) || time > (bound.time ?? Infinity);

/** Of the writes that it may have read, the one after which fewest are missed: those that surely came after it and were done. */
function measure(program: Program, read: number): Measured {
  const { ops, value } = program;
  const done = doneBefore(program, read);
  const sources = program.writers[value[read]!]!.filter(
    (at) => ops[at]!.status !== 'fail' && !isBefore(program, read, at),
  );
  const candidates: (readonly number[])[] = sources.map((source) => done.filter((at) => isBefore(program, source, at)));
  if (program.isFirst[value[read]!]) candidates.push(done);
  const missed = candidates.reduce<readonly number[] | undefined>(
    (least, each) => (least === undefined || each.length < least.length ? each : least),
    undefined,
  );
  const time = missed && missed.length > 0 ? ops[read]!.call - ops[missed[0]!]!.return! : 0;
  return { read, missed, versions: missed?.length ?? 0, time };
}

/** Acknowledged writes of its register that were done before it began, the first done first. */
function doneBefore(program: Program, read: number): readonly number[] {
  const { ops, isWrite, object } = program;
  const isDone = (op: Operation, at: number): boolean =>
    isWrite[at] === 1 && object[at] === object[read] && op.status === 'ok' && isBefore(program, at, read);
  return [...ops.keys()].filter((at) => isDone(ops[at]!, at)).sort((a, b) => ops[a]!.return! - ops[b]!.return!);
}

/** By time, or in one process by program order. */
function isBefore({ ops, process }: Program, a: number, b: number): boolean {
  const { status, return: end } = ops[a]!;
  return end !== null && (end < ops[b]!.call || (process[a] === process[b] && a < b && status !== 'info'));
}

/** Every write of the value is part of the witness: at another time it would excuse the read. */
function explain(program: Program, late: Measured, bound: Partial<Staleness>) {
  const { ops, writers, value } = program;
  const read = ops[late.read]!;
  const missed = neededOf(late, bound);
  const kept = [...new Set([...writers[value[late.read]!]!, ...missed, late.read])].sort((a, b) => a - b);
  const witness = { ops: kept.map((at) => ops[at]!.id), completes: read.id, minimal: true };
  return { witness, reason: nameCause(program, late, missed) };
}

function neededOf({ missed = [], versions }: Measured, bound: Partial<Staleness>): readonly number[] {
  if (versions > (bound.versions ?? Infinity)) return missed.slice(0, bound.versions! + 1);
  return missed.slice(0, 1);
}

function nameCause(program: Program, late: Measured, missed: readonly number[]): Phrase {
  const { ops, accesses, writers, value } = program;
  const read = ops[late.read]!;
  const common = {
    reader: String(read.process),
    read: read.id,
    readCallAt: read.call,
    key: keyArgument(accesses[late.read]!.object),
    value: valueArgument(accesses[late.read]!.value),
  };
  const writes = writers[value[late.read]!]!;
  if (late.missed === undefined) {
    if (writes.length === 0) return phrase('verdict.boundedStaleness.unwritten', common);
    const hasFailed = writes.some((at) => ops[at]!.status === 'fail');
    return phrase(hasFailed ? 'verdict.boundedStaleness.failed' : 'verdict.boundedStaleness.future', common);
  }
  const first = missed[0]!;
  return phrase('verdict.boundedStaleness.beyond', {
    ...common,
    versions: late.versions,
    behindAt: late.time,
    writer: String(ops[first]!.process),
    write: ops[first]!.id,
    writeReturnAt: ops[first]!.return!,
    expected: valueArgument(accesses[first]!.value),
  });
}
