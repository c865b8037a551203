/** Measures the compiled stepper against XState's `transition` and against `machine.transition` with one reused scope. */
import { compile } from '#sim/machine/compile';
import { referenceStepper } from '#sim/machine/reference';
import type { Stepper } from '#sim/machine/stepper';
import { scopedStepper } from '#support/scoped';
import { replica, replicaEvents } from './replica';

export interface Measurement {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  /** What is aimed at, as a phrase with its comparison sign; empty where there is none. */
  readonly aim: string;
}

const input = { self: 'Frankfurt', peers: ['Singapore', 'Virginia'] };
const rounds = 7;

/** Each round measures all three, so that a busy machine slows all alike; the medians of the rounds are compared. */
export function runStepperBench(): Measurement[] {
  const contestants = {
    compiled: { stepper: compile(replica), passes: 200 },
    scoped: { stepper: scopedStepper(replica), passes: 12 },
    transition: { stepper: referenceStepper(replica), passes: 3 },
  };
  for (const contestant of Object.values(contestants)) measure(contestant);
  const ratios = Array.from({ length: rounds }, () => {
    const base = measure(contestants.compiled);
    const middle = measure(contestants.scoped);
    const slow = measure(contestants.transition);
    return { base, toTransition: slow / base, toScoped: middle / base };
  });
  return [
    { label: 'compiled stepper, one step', value: median(ratios.map(({ base }) => base)), unit: 'µs', aim: '' },
    { label: 'against transition()', value: median(ratios.map((each) => each.toTransition)), unit: '×', aim: '≥ 120' },
    {
      label: 'against machine.transition, one scope',
      value: median(ratios.map((each) => each.toScoped)),
      unit: '×',
      aim: '≥ 25',
    },
  ];
}

/** Few enough to stay in a cache: steppers are to be measured, not memory. */
const events = replicaEvents(1_000);

/** Microseconds for a step. The state must be used, or nothing would have to be computed. */
function measure({ stepper, passes }: { stepper: Stepper; passes: number }): number {
  const begunMs = performance.now();
  for (let pass = 0; pass < passes; pass += 1) {
    let { state } = stepper.start(input);
    for (const event of events) state = stepper.step(state, event).state;
    if (state.done) throw new Error('The measured machine has no end, yet it ended.');
  }
  return ((performance.now() - begunMs) * 1000) / (passes * events.length);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.trunc(values.length / 2)]!;
}
