/** What follows from an operator's words: how far a run must be played until all of it can be seen. */
import { kindOf } from '#sim/lookup';
import type { Trace } from '#sim/trace';

/** When the last thing happens that a command given at this time (µs) has led to; that time itself where nothing follows. */
export function lastEffectUs(trace: Trace, commandUs: number): number {
  const { records } = trace;
  const following = new Set<number>();
  let lastUs = commandUs;
  for (let record = 0; record < records.count; record += 1) {
    const atUs = records.atUs[record]!;
    const isCommand = kindOf(trace, record) === 'command' && atUs === commandUs;
    if (!isCommand && !following.has(records.cause[record]!)) continue;
    following.add(record);
    lastUs = atUs;
  }
  return lastUs;
}
