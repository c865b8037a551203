/** Answers "what was so at t" by binary search: nothing is replayed to look back. */
import type { MachineState } from '#sim/machine/stepper';
import type { NodeTraits } from '#sim/scenario';
import { KINDS, type CutTrace, type Interval, type Kind, type Trace } from '#sim/trace';

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

/** The name of a timer whose end changes what a replica shows: one can stop there, and it is told. Other timers are insides. */
const APPLY_TIMER = 'apply';

/** A timer ends by which what was stored is shown from now on. */
export const isApplying = (trace: Trace, record: number): boolean =>
  kindOf(trace, record) === 'timer' && trace.texts[trace.records.detail[record]!]!.split(' ')[0] === APPLY_TIMER;

const lostDisks = new WeakMap<Trace, readonly (readonly Interval[])[]>();

/** It is down, and its disk is lost: what its last state says of it is over. */
export function isDiskLost(trace: Trace, node: number, atUs: number): boolean {
  const known = lostDisks.get(trace) ?? withoutDisk(trace);
  lostDisks.set(trace, known);
  return intervalAt(known[node]!, atUs) !== undefined;
}

/** By node: when it is down without its disk. */
function withoutDisk(trace: Trace): readonly (readonly Interval[])[] {
  const { records, texts, downs } = trace;
  const losses = Array.from({ length: records.count }, (_, record) => record).filter(
    (record) => kindOf(trace, record) === 'down' && texts[records.detail[record]!] === 'disk',
  );
  return downs.map((intervals, node) =>
    intervals.filter(({ fromUs }) =>
      losses.some((record) => records.node[record] === node && records.atUs[record] === fromUs),
    ),
  );
}

/** The active states of a state's value, the root among them: `{primary: 'alone'}` is '', `primary`, `primary.alone`. */
export function activeStates(value: unknown, path = ''): string[] {
  const below = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (typeof value === 'string') return value === '' ? [path] : [path, below(value)];
  return [path, ...Object.entries(value as object).flatMap(([key, inner]) => activeStates(inner, below(key)))];
}

/** What a node's own clock showed: µs since the start of the run, as the node believes; exact, since the kernel reckons the same way. */
export function clockAt({ scenario, steps, nodes }: Trace, node: number, atUs: number): number {
  const name = nodes[node]!;
  const said: { atUs: number; traits: NodeTraits }[] = scenario.nodes
    .filter((spec) => spec.node === name)
    .map((traits) => ({ atUs: 0, traits }));
  for (const step of steps) {
    const { action } = scenario.steps[step.index]!;
    if (step.atUs <= atUs && action.do === 'node' && action.node.node === name)
      said.push({ atUs: step.atUs, traits: action.node });
  }
  let [sinceUs, skewUs, driftPpm] = [0, 0, 0];
  for (const { atUs: fromUs, traits } of said) {
    const driftedUs = Math.round(skewUs + ((fromUs - sinceUs) * driftPpm) / 1e6);
    [sinceUs, skewUs, driftPpm] = [fromUs, traits.skewUs ?? driftedUs, traits.driftPpm ?? driftPpm];
  }
  return Math.round(atUs + skewUs + ((atUs - sinceUs) * driftPpm) / 1e6);
}

/** A cut by the number of its step in the run, as the scene names it. */
export const cutOf = ({ cuts }: Trace, step: number): CutTrace | undefined => cuts.find((cut) => cut.step === step);
