/** How far a replica lags and how much waits for it, over the whole run: steps in time, for the small curves beside it. */
import { leadingAt } from '#sim/authority';
import type { Description, LogMark } from '#sim/marks';
import type { MachineState } from '#sim/machine/stepper';
import type { Trace } from '#sim/trace';

/** A value that holds from its time (µs) until the next; times ascend. */
export interface Series {
  readonly atUs: readonly number[];
  readonly values: readonly number[];
}

type Describe = (state: MachineState) => Description;

/** By replica: writes that the leading replica has applied and this one has not; where nobody leads, the one that has come furthest. */
export function lagSeries({ timelines, replicas }: Trace, describe: Describe): Series[] {
  const changes = timelines
    .slice(0, replicas)
    .flatMap(({ atUs, states }, node) => states.map((state, index) => ({ atUs: atUs[index]!, node, state })))
    .sort((a, b) => a.atUs - b.atUs);
  const now: Description[] = Array.from({ length: replicas }, () => []);
  const found = now.map(() => createSeries());
  changes.forEach(({ atUs, node, state }, index) => {
    now[node] = describe(state);
    if (changes[index + 1]?.atUs === atUs) return; // All of one time at once.
    const logs = now.map((marks) => marks.find((mark): mark is LogMark => mark.mark === 'log')?.applied);
    const ahead = logs[leadingAt(now)] ?? Math.max(0, ...logs.map((applied) => applied ?? 0));
    logs.forEach((applied, each) => found[each]!.add(atUs, applied === undefined ? 0 : Math.max(0, ahead - applied)));
  });
  return found.map(({ series }) => series);
}

/** Messages on their way to a node, held ones and those that wait for bandwidth among them; heartbeats left out. */
export function queueSeries({ messages }: Trace, node: number): Series {
  const turns = messages
    .filter(({ to, kind }) => to === node && kind !== 'heartbeat')
    .flatMap(({ sentAtUs, endedAtUs }) => [
      { atUs: sentAtUs, by: 1 },
      ...(endedAtUs < Infinity ? [{ atUs: endedAtUs, by: -1 }] : []),
    ])
    .sort((a, b) => a.atUs - b.atUs);
  const { series, add } = createSeries();
  let count = 0;
  turns.forEach(({ atUs, by }, index) => {
    count += by;
    if (turns[index + 1]?.atUs !== atUs) add(atUs, count);
  });
  return series;
}

/** Grows at the end, and keeps what differs from the value before. */
function createSeries(): { readonly series: Series; readonly add: (atUs: number, value: number) => void } {
  const atUs: number[] = [0];
  const values: number[] = [0];
  const add = (time: number, value: number) => {
    if (values.at(-1) === value) return;
    if (atUs.at(-1) === time) values[values.length - 1] = value;
    else {
      atUs.push(time);
      values.push(value);
    }
  };
  return { series: { atUs, values }, add };
}
