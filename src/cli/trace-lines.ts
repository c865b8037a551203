/** The trace as lines, one record each: number, time, kind, what it names, and the record that led to it. */
import { kindOf } from '#sim/lookup';
import { formatDuration } from '#sim/time';
import type { Trace } from '#sim/trace';
import { table } from './outcome';

export const printTrace = (trace: Trace): string =>
  table(Array.from({ length: trace.records.count }, (_, record) => cells(trace, record)));

function cells(trace: Trace, record: number): string[] {
  const { atUs, node, cause } = trace.records;
  const by = cause[record]! < 0 ? '' : `<- ${cause[record]}`;
  const name = node[record]! < 0 ? '' : trace.nodes[node[record]!]!;
  return [String(record), formatDuration(atUs[record]!), kindOf(trace, record), name, subject(trace, record), by];
}

/** A message's name, an operation's id, or the record's own detail. */
function subject(trace: Trace, record: number): string {
  const { records, texts, messages, operations, notes, steps } = trace;
  const [message, operation, detail] = [records.message[record]!, records.operation[record]!, records.detail[record]!];
  const kind = kindOf(trace, record);
  if (operation >= 0)
    return `${operations[operation]!.id}${kind === 'return' ? ` ${operations[operation]!.status}` : ''}`;
  if (message >= 0) return messages[message]!.name + (kind === 'lost' ? ` (${texts[detail]!})` : '');
  if (detail < 0) return '';
  if (kind === 'step') return trace.scenario.steps[steps[detail]!.index]!.action.do;
  return kind === 'note' ? notes[detail]!.id : texts[detail]!;
}
