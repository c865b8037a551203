/** The compiled stepper equals XState on random statecharts: state, effects, identity of a step without change, endless loops. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '#sim/machine/compile';
import { runs } from '#support/runs';
import { emptyCensus, stepperLaw } from '#support/stepper-law';

test(
  'the compiled stepper does what XState does, on random statecharts and events',
  () => {
    const census = emptyCensus();
    fc.assert(stepperLaw(compile, census), { numRuns: runs(250, 12_000) });
    if (process.env['CENSUS']) console.log(JSON.stringify(census));
    // The law is worth nothing if little happens: a fair share of steps must move, keep, have effects, and loop.
    const share = (count: number) => count / census.steps;
    expect(share(census.moved)).toBeGreaterThan(0.2);
    expect(share(census.kept)).toBeGreaterThan(0.1);
    expect(share(census.effective)).toBeGreaterThan(0.2);
    expect(census.threw).toBeGreaterThan(0);
  },
  runs(20_000, 600_000),
);
