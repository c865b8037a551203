/** The instants at which something visible happens: what "one event" is for stepping, and the ticks of the scrubber. */
import { isApplying, kindOf } from '#sim/lookup';
import type { Kind, Trace } from '#sim/trace';
import { isDecision } from './resolutions';

export interface Moment {
  readonly atUs: number;
  /** The first visible record of this instant. */
  readonly record: number;
  readonly kind: 'tick' | 'fault';
}

/** What a record shows: nothing for the insides of a node (its timers, its writes to the system), which lead to what shows. */
const SHOWN: Readonly<Record<Kind, 'tick' | 'fault' | 'step' | undefined>> = {
  step: 'step',
  queued: 'tick',
  travelling: 'tick',
  held: 'tick',
  delivered: 'tick',
  lost: 'tick',
  timer: undefined,
  written: undefined,
  flushed: 'tick',
  state: 'tick',
  down: 'fault',
  up: 'fault',
  paused: 'fault',
  resumed: 'fault',
  call: 'tick',
  return: 'tick',
  note: undefined,
  command: 'tick',
};

/** Of what machines note only a decision between versions is to be seen. */
function isResolution(trace: Trace, record: number): boolean {
  return kindOf(trace, record) === 'note' && isDecision(trace.notes[trace.records.detail[record]!]!.id);
}

/** Everything that happens at one time is one moment: a step of the cursor always shows something new. */
export function momentsOf(trace: Trace): readonly Moment[] {
  const moments: Moment[] = [];
  const { atUs: times, count } = trace.records;
  for (let record = 0; record < count; record += 1) {
    const shown = isResolution(trace, record) || isApplying(trace, record) ? 'tick' : SHOWN[kindOf(trace, record)];
    if (shown === undefined) continue;
    const kind = shown === 'step' ? stepKind(trace, record) : shown;
    const atUs = times[record]!;
    const last = moments.at(-1);
    if (last?.atUs !== atUs) moments.push({ atUs, record, kind });
    else if (kind === 'fault' && last.kind !== 'fault') moments[moments.length - 1] = { ...last, kind };
  }
  return moments;
}

function stepKind({ scenario, steps, records }: Trace, record: number): 'tick' | 'fault' {
  const { action } = scenario.steps[steps[records.detail[record]!]!.index]!;
  switch (action.do) {
    case 'operation':
    case 'workload':
    case 'command':
      return 'tick';
    case 'cut':
    case 'heal':
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
    case 'link':
    case 'node':
      return 'fault';
  }
}
