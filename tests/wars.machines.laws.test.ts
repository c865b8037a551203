/** The sampler and the real machines say the same of one write and one read, within what chance allows. */
import { expect, test } from 'vitest';
import { sampleWars } from '#measure/wars';
import { runs } from '#support/runs';
import { freshByMachines, freshByTrials, machinesFor } from '#support/wars-machines';

const RUNS = runs(250, 2_000);
const TRIALS = 100_000;

test.each([
  ['LNKD-SSD', 1, 1, [0.6, 1]],
  ['LNKD-DISK', 1, 1, [2, 5, 10]],
  ['LNKD-DISK', 1, 2, [5, 10, 20]],
  ['LNKD-DISK', 2, 1, [2, 5, 10]],
  ['LNKD-DISK', 2, 2, [5, 20]],
  ['YMMR', 1, 1, [7, 50]],
] as const)('%s, R=%i W=%i', { timeout: 1_200_000 }, (fit, reads, writes, readAtMs) => {
  const machines = machinesFor(fit, { replicas: 3, reads, writes, readAtMs });
  const trials = freshByTrials(machines, sampleWars(machines.wars, TRIALS));
  freshByMachines(machines, RUNS).forEach(({ all, fresh }, at) => {
    const expected = trials[at]!;
    const committed = Math.sqrt((expected.committed * (1 - expected.committed)) / RUNS);
    expect(Math.abs(all / RUNS - expected.committed), `done by ${readAtMs[at]} ms`).toBeLessThan(5 * committed + 0.005);
    const error = Math.sqrt((expected.fresh * (1 - expected.fresh)) / all);
    expect(Math.abs(fresh / all - expected.fresh), `fresh at ${readAtMs[at]} ms`).toBeLessThan(5 * error + 0.005);
    if (reads + writes > 3) expect(fresh).toBe(all);
  });
});
