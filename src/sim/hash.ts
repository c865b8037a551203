/** One short text that differs when a run differs: what a link expects, and what tests compare between engines. */
import { digest } from '#sim/draws';
import type { Trace } from '#sim/trace';

/** 16 hexadecimal digits over every record, message and answer. Numbers enter as their shortest decimal text, which all engines share. */
export function traceHash({ records, texts, messages, operations, timelines, stoppedBy }: Trace): string {
  const parts: string[] = [stoppedBy, texts.join('\n')];
  const { atUs, kind, node, message, operation, detail, cause } = records;
  for (let index = 0; index < records.count; index += 1)
    parts.push(
      `${atUs[index]},${kind[index]},${node[index]},${message[index]},${operation[index]},${detail[index]},${cause[index]}`,
    );
  for (const each of messages)
    parts.push(`${each.name} ${each.latencyUs} ${each.endedAtUs} ${each.outcome} ${JSON.stringify(each.body)}`);
  for (const each of operations)
    parts.push(`${each.id} ${each.callUs} ${each.returnUs} ${each.status} ${JSON.stringify(each.value)}`);
  for (const { states } of timelines) parts.push(JSON.stringify([states.length, states.at(-1)?.value]));
  const { high, low } = digest(parts.join(';'), 1);
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
