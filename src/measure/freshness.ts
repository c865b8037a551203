/** Which reads of a run were stale, and how long after the last acknowledged write they asked. */
import type { Value } from '#history/operation';
import { sameValue } from '#history/value';
import type { OperationTrace, Trace } from '#sim/trace';

export interface ReadOutcome {
  /** Index in the trace's operations. */
  readonly operation: number;
  /** From the last acknowledgement of a write of its key to the read's call, µs. */
  readonly sinceUs: number;
  /** False where it returned what an acknowledged write had replaced before the read began. */
  readonly isFresh: boolean;
}

interface Version {
  readonly value: Value;
  readonly callUs: number;
  /** Infinity where nobody said "done": such a version may come about at any time. */
  readonly doneUs: number;
}

const CHANGES: ReadonlySet<string> = new Set(['write', 'delete']);

/**
 * Every answered read of a register that follows an acknowledged write of its key; reads of other kinds of data are left out, and
 * so are those that show what no single write made, as where writes are merged.
 * Fresh is what regular registers promise (Lamport, "On Interprocess Communication", 1986): the last acknowledged write, or one
 * that overlaps it or the read.
 */
export function readOutcomes(trace: Trace): ReadOutcome[] {
  const versions = new Map<string, Version[]>();
  for (const operation of trace.operations) addVersion(versions, operation, trace.scenario.initially);
  return trace.operations.flatMap((read, operation) => {
    const { f, key } = read.micro[0]!;
    if (f !== 'read' || read.status !== 'ok') return [];
    const known = versions.get(key) ?? [];
    const before = known.filter(({ doneUs }) => doneUs >= 0 && doneUs <= read.callUs);
    if (before.length === 0 || !known.some((version) => shows(read, version))) return [];
    const sinceUs = read.callUs - Math.max(...before.map(({ doneUs }) => doneUs));
    return [{ operation, sinceUs, isFresh: isFresh(read, known, before) }];
  });
}

/** The first value of a key is a version that was done before all time. */
function addVersion(
  versions: Map<string, Version[]>,
  { micro, callUs, returnUs, status }: OperationTrace,
  initially: Readonly<Record<string, Value>>,
): void {
  const { f, key, arg } = micro[0]!;
  if (!CHANGES.has(f) || callUs === Infinity || status === 'fail') return;
  const known = versions.get(key) ?? [{ value: initially[key] ?? null, callUs: -2, doneUs: -1 }];
  known.push({ value: f === 'delete' ? null : arg, callUs, doneUs: status === 'ok' ? returnUs : Infinity });
  versions.set(key, known);
}

const shows = ({ value }: OperationTrace, version: Version): boolean =>
  sameValue(version.value, value) ||
  (Array.isArray(value) && value.some((each) => sameValue(version.value, each as Value)));

/** A read that shows several versions at once (siblings) is as fresh as the freshest of them. */
function isFresh(read: OperationTrace, known: readonly Version[], before: readonly Version[]): boolean {
  return known.some(
    (version) =>
      shows(read, version) && version.callUs <= read.returnUs && !before.some(({ callUs }) => version.doneUs < callUs),
  );
}
