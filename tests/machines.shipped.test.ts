/** Every machine that is shipped can be compiled: what the compiled stepper does not support is found here, by name. */
import { expect, test } from 'vitest';
import { compile } from '#sim/machine/compile';
import { refusals } from '#sim/machine/refuse';
import { shippedMachines } from '#support/machines';

test('the compiled stepper supports every machine in protocols and sim', async () => {
  const machines = await shippedMachines();
  // The machines are discovered: an empty list would pass by doing nothing.
  expect(machines).not.toEqual([]);
  for (const { from, machine } of machines) {
    expect(refusals(machine), from).toEqual([]);
    expect(compile(machine), from).toBe(compile(machine));
  }
});
