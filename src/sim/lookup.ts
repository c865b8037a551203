/** Answers "what was so at t" by binary search: nothing is replayed to look back. */
import type { MachineState } from '#sim/machine/stepper';
import { KINDS, type Interval, type Kind, type Trace } from '#sim/trace';

/** Index of the last number that is at most `limit`, or -1; `numbers` ascend. */
export function lastAtOrBefore(numbers: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A node's machine as it was at this time; undefined before it was born. */
export function stateAt({ timelines }: Trace, node: number, atUs: number): MachineState | undefined {
  const { atUs: times, states } = timelines[node]!;
  return states[lastAtOrBefore(times, atUs)];
}

/** A node's machine as it was just when a record was made, with all that this record had led to by then left out. */
export function stateBefore({ timelines }: Trace, node: number, record: number): MachineState | undefined {
  const { record: causes, states } = timelines[node]!;
  return states[lastAtOrBefore(causes, record - 1)];
}

export const intervalAt = (intervals: readonly Interval[], atUs: number): Interval | undefined =>
  intervals.find(({ fromUs, toUs }) => fromUs <= atUs && atUs < toUs);

export const kindOf = ({ records }: Trace, record: number): Kind => KINDS[records.kind[record]!]!;
