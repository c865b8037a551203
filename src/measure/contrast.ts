/** Several runs of one fate beside each other: what clients were told in each, where they first part, and which writes each design lost. */
import type { Observation } from '#history/observation';
import type { OperationId } from '#history/operation';
import { sameValue } from '#history/value';
import { readOutcomes } from '#measure/freshness';
import type { Description } from '#sim/marks';
import type { MachineState } from '#sim/machine/stepper';
import type { MicroOperation } from '#sim/scenario';
import type { OperationTrace, Trace } from '#sim/trace';

export interface Side {
  readonly trace: Trace;
  readonly observation: Observation;
  readonly describe: (state: MachineState) => Description;
}

export interface Row {
  readonly operation: OperationId;
  readonly client: string;
  readonly micro: readonly MicroOperation[];
  readonly dueUs: number;
  /** By side; undefined where the design does not know such an operation. */
  readonly told: readonly (OperationTrace | undefined)[];
  /** True where clients were not told the same, whatever the time that it took. */
  readonly differs: boolean;
}

export interface Contrast {
  /** In order of time. */
  readonly rows: readonly Row[];
  /** The first moment at which some client of one run knows what it does not know in another, µs; undefined where all are alike. */
  readonly partsUs: number | undefined;
  readonly sides: readonly Loss[];
}

export interface Loss {
  /** Writes whose clients were told "done". */
  readonly acknowledged: number;
  /** Of those: with no replica that counts, at the end of the run. */
  readonly missing: readonly OperationId[];
  /** Of those: dropped by a rule in favour of another. */
  readonly dropped: readonly OperationId[];
  /** Reads that returned what an acknowledged write had replaced before. */
  readonly stale: number;
  /** Operations that began and got no answer, or were refused. */
  readonly unanswered: number;
  /** The longest time that an answered operation took, µs; 0 where none was. */
  readonly longestUs: number;
}

export function contrastOf(sides: readonly Side[]): Contrast {
  const rows = rowsOf(sides);
  const parted = rows.flatMap(partingOf);
  return { rows, partsUs: parted.length > 0 ? Math.min(...parted) : undefined, sides: sides.map(lossOf) };
}

function rowsOf(sides: readonly Side[]): Row[] {
  const byId = sides.map(({ trace }) => new Map(trace.operations.map((operation) => [operation.id, operation])));
  const rows = new Map<OperationId, Row>();
  sides.forEach(({ trace }) => {
    for (const { id, client, micro, dueUs } of trace.operations) {
      if (rows.has(id)) continue;
      const told = byId.map((operations) => operations.get(id));
      const differs = told.some((each) => !isToldAlike(each, told[0]));
      rows.set(id, { operation: id, client: trace.nodes[client]!, micro, dueUs, told, differs });
    }
  });
  return [...rows.values()].sort((a, b) => a.dueUs - b.dueUs);
}

const isToldAlike = (a: OperationTrace | undefined, b: OperationTrace | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && statusOf(a) === statusOf(b) && sameValue(a.value, b.value));

const statusOf = ({ status, returnUs }: OperationTrace): string => (returnUs === Infinity ? 'open' : status);

/** The times at which this operation made a client of one run know more than the same client of another. */
function partingOf({ told }: Row): number[] {
  const present = told.filter((each) => each !== undefined);
  const [first] = present;
  const isSame = present.every(
    (each) => each.callUs === first!.callUs && each.returnUs === first!.returnUs && isToldAlike(each, first),
  );
  if (isSame && present.length === told.length) return [];
  const calls = present.map(({ callUs }) => callUs);
  if (present.length < told.length || calls.some((us) => us !== calls[0])) return [Math.min(...calls)].filter(isFinite);
  return [Math.min(...present.map(({ returnUs }) => returnUs))].filter(isFinite);
}

const isFinite = (us: number): boolean => us < Infinity;

function lossOf({ trace, observation, describe }: Side): Loss {
  const begun = trace.operations.filter(({ callUs }) => callUs < Infinity);
  const answered = begun.filter(({ status, returnUs }) => status === 'ok' && returnUs < Infinity);
  const done = answered.filter(({ micro }) => micro.some(({ f }) => f !== 'read')).map(({ id }) => id);
  const kept = keptIn(observation);
  const dropped = droppedIn(trace, describe);
  return {
    acknowledged: done.length,
    missing: kept ? done.filter((id) => !kept.has(id)) : [],
    dropped: done.filter((id) => dropped.has(id)),
    stale: readOutcomes(trace).filter(({ isFresh }) => !isFresh).length,
    unanswered: begun.length - answered.length,
    longestUs: Math.max(0, ...answered.map(({ callUs, returnUs }) => returnUs - callUs)),
  };
}

/** What the replica that decides has taken in, or any that is up where none decides; undefined where nobody counts. */
function keptIn({ evidence }: Observation): ReadonlySet<OperationId> | undefined {
  const final = evidence?.final ?? [];
  const { authority } = evidence ?? {};
  const keepers =
    authority === undefined ? final.filter(({ up }) => up) : final.filter(({ replica }) => replica === authority);
  return keepers.length === 0 ? undefined : new Set(keepers.flatMap(({ holds }) => holds));
}

function droppedIn({ timelines, replicas }: Trace, describe: Side['describe']): ReadonlySet<OperationId> {
  const marks = timelines.slice(0, replicas).flatMap(({ states }) => describe(states.at(-1)!));
  return new Set(marks.flatMap((mark) => (mark.mark === 'lost' ? mark.entries.map(({ writer }) => writer) : [])));
}
