/** Adding, moving and removing operations: their numbers follow the script's order, and edits of their messages go along. */
import { withoutStep, withStep, withStepAt } from '#player/edits';
import type { Scenario, Step } from '#sim/scenario';

type Single = Step & { readonly action: { readonly do: 'operation' } };

const isSingle = (step: Step): step is Single => step.action.do === 'operation';

/** Adds what a client asks at that time: a write takes a value that its key has not had. */
export function withOperation(
  scenario: Scenario,
  { client, f, key, atUs }: { client: string; f: string; key: string; atUs: number },
): Scenario {
  return numbered(withStep(scenario, atUs, { do: 'operation', client, number: 0, micro: [{ f, key }] }));
}

/** The index of the step that asks for an operation (`Ana.2`) alone; undefined where a workload makes it. */
export function stepOf({ steps }: Scenario, operation: string): number | undefined {
  const at = steps.findIndex((step) => isSingle(step) && idOf(step) === operation);
  return at < 0 ? undefined : at;
}

const idOf = ({ action: { client, number } }: Single): string => `${client}.${number}`;

/** The stretch (µs) in which an operation may be called without passing another one of its client. */
export function roomOf({ steps, endsUs }: Scenario, index: number): { readonly fromUs: number; readonly toUs: number } {
  const { action } = steps[index] as Single;
  const isOwn = (step: Step) => 'client' in step.action && step.action.client === action.client;
  const before = steps.slice(0, index).findLast(isOwn);
  const after = steps.slice(index + 1).find(isOwn);
  return { fromUs: before?.atUs ?? 0, toUs: after?.atUs ?? endsUs };
}

/** Called at another time, as near as its client's other operations leave room. */
export function withOperationAt(scenario: Scenario, index: number, atUs: number): Scenario {
  const { fromUs, toUs } = roomOf(scenario, index);
  return numbered(withStepAt(scenario, index, Math.min(toUs, Math.max(fromUs, atUs))));
}

export function withoutOperation(scenario: Scenario, index: number): Scenario {
  const gone = idOf(scenario.steps[index] as Single);
  const isAbout = (message: string) => message.includes(`(${gone})`);
  return numbered(
    withoutStep({ ...scenario, edits: scenario.edits.filter(({ message }) => !isAbout(message)) }, index),
  );
}

/** Numbers each client's operations in the script's order, as reading the script would; messages keep their edits. */
function numbered(scenario: Scenario): Scenario {
  const next = new Map<string, number>();
  const renamed = new Map<string, string>();
  const steps = scenario.steps.map((step) => {
    const { action } = step;
    if (action.do !== 'operation' && action.do !== 'workload') return step;
    const number = next.get(action.client) ?? 1;
    const count = action.do === 'workload' ? Math.floor((action.untilUs - step.atUs) / action.everyUs) + 1 : 1;
    next.set(action.client, number + count);
    if (number === action.number) return step;
    for (let each = 0; action.number > 0 && each < count; each += 1)
      renamed.set(`(${action.client}.${action.number + each})`, `(${action.client}.${number + each})`);
    return { ...step, action: { ...action, number } };
  });
  const rename = (message: string) => message.replace(/\([^()]+\)/, (about) => renamed.get(about) ?? about);
  return { ...scenario, steps, edits: scenario.edits.map((edit) => ({ ...edit, message: rename(edit.message) })) };
}
