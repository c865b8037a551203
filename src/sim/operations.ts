/** Expands a script's steps: workloads into single operations, left-out values into values that no other write of the key has. */
import type { Value } from '#history/operation';
import { LIMITS, type Action, type MicroOperation, type Scenario } from '#sim/scenario';

export interface PlannedOperation {
  readonly do: 'operation';
  readonly client: string;
  /** `Ana.2`. */
  readonly id: string;
  readonly micro: readonly (MicroOperation & { readonly arg: Value })[];
}

export interface PlannedStep {
  readonly atUs: number;
  /** Index in `scenario.steps`. */
  readonly index: number;
  readonly action: PlannedOperation | Exclude<Action, { do: 'operation' | 'workload' }>;
}

/** In order of time; equal times in the script's order. At most `LIMITS.operations` + 1 of a workload are made. */
export function expandOperations(scenario: Scenario): PlannedStep[] {
  const planned: PlannedStep[] = [];
  const fresh = freshValues(scenario);
  const sorted = scenario.steps
    .map((step, index) => ({ step, index }))
    .sort((a, b) => a.step.atUs - b.step.atUs || a.index - b.index);
  for (const { step, index } of sorted) {
    const { action, atUs } = step;
    if (action.do === 'operation') planned.push({ atUs, index, action: single(action, action.number) });
    else if (action.do === 'workload') {
      for (
        let repeat = 0, at = atUs;
        at <= action.untilUs && planned.length <= LIMITS.operations;
        repeat += 1, at += action.everyUs
      )
        planned.push({ atUs: at, index, action: single(action, action.number + repeat) });
    } else planned.push({ atUs, index, action });
  }
  planned.sort((a, b) => a.atUs - b.atUs || a.index - b.index);
  return planned.map((step) => (step.action.do === 'operation' ? { ...step, action: fresh(step.action) } : step));
}

type Raw = Omit<PlannedOperation, 'micro'> & { readonly micro: readonly MicroOperation[] };

const single = (
  { client, micro }: { client: string; micro: readonly MicroOperation[] },
  number: number,
): PlannedOperation => ({ do: 'operation', client, id: `${client}.${number}`, micro }) as Raw as PlannedOperation;

/** Kinds that take a value of their own where the script states none. */
const FRESH: ReadonlySet<string> = new Set(['write', 'add', 'append']);

/** Gives each write without a value the next whole number that its key never has in the script. */
function freshValues(scenario: Scenario): (operation: PlannedOperation) => PlannedOperation {
  const highest = new Map<string, number>();
  const see = (key: string, value: Value | undefined) => {
    if (typeof value === 'number') highest.set(key, Math.max(highest.get(key) ?? 0, Math.floor(value)));
  };
  for (const [key, value] of Object.entries(scenario.initially)) see(key, value);
  for (const { action } of scenario.steps)
    if (action.do === 'operation' || action.do === 'workload') for (const { key, arg } of action.micro) see(key, arg);
  const next = (key: string) => {
    const value = (highest.get(key) ?? 0) + 1;
    highest.set(key, value);
    return value;
  };
  const fill = (micro: MicroOperation) => ({
    ...micro,
    arg: micro.arg ?? (FRESH.has(micro.f) ? next(micro.key) : null),
  });
  return (operation) => ({ ...operation, micro: operation.micro.map(fill) });
}
