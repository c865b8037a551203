/** Where two runs part: the first thing that happens in one of them and not in the other. */
import { kindOf } from '#sim/lookup';
import type { Trace } from '#sim/trace';

export interface Difference {
  /** When it happens, µs: in the run in which it happens sooner. */
  readonly atUs: number;
  /** The record of each run that the other does not have at that place; undefined where a run has no more. */
  readonly here: number | undefined;
  readonly there: number | undefined;
}

/** Undefined where both runs are the same from beginning to end. */
export function firstDifference(here: Trace, there: Trace): Difference | undefined {
  const least = Math.min(here.records.count, there.records.count);
  let at = 0;
  while (at < least && isSameRecord(here, there, at)) at += 1;
  if (at === here.records.count && at === there.records.count) return undefined;
  const [mine, other] = [here, there].map(({ records }) => (at < records.count ? at : undefined));
  return {
    atUs: Math.min(...[here, there].map(({ records }) => (at < records.count ? records.atUs[at]! : Infinity))),
    here: mine,
    there: other,
  };
}

/** Cheap columns first: texts are put together only where those agree. */
const isSameRecord = (a: Trace, b: Trace, at: number): boolean =>
  a.records.atUs[at] === b.records.atUs[at] &&
  a.records.kind[at] === b.records.kind[at] &&
  a.records.node[at] === b.records.node[at] &&
  contentOf(a, at) === contentOf(b, at);

/** What a record speaks of, by names: the numbers of operations and messages shift when others come before them. */
function contentOf(trace: Trace, at: number): string {
  const { records, messages, operations, nodes } = trace;
  const message = messages[records.message[at]!];
  const operation = operations[records.operation[at]!];
  return JSON.stringify([
    nodes[records.node[at]!],
    message && [message.name, message.body],
    operation && [operation.id, operation.micro, kindOf(trace, at) === 'return' ? operation.value : null],
    detailOf(trace, at),
  ]);
}

function detailOf(trace: Trace, at: number): unknown {
  const detail = trace.records.detail[at]!;
  switch (kindOf(trace, at)) {
    case 'step':
      return trace.scenario.steps[trace.steps[detail]?.index ?? -1]?.action;
    case 'note':
      return trace.notes[detail];
    default:
      return trace.texts[detail];
  }
}
