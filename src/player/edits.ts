/** The learner's gestures as edits: each is a pure function from a scenario to the scenario that it makes. */
import type { Action, CrashKind, Edit, Scenario, Step } from '#sim/scenario';

export function withSetting(scenario: Scenario, name: string, value: string): Scenario {
  return {
    ...scenario,
    protocol: { ...scenario.protocol, settings: { ...scenario.protocol.settings, [name]: value } },
  };
}

/** Adds a step behind those of the same time or earlier, where a reader of the script looks for it. */
export function withStep(scenario: Scenario, atUs: number, action: Action): Scenario {
  const step: Step = { atUs: Math.round(atUs), action };
  const at = scenario.steps.findLastIndex((each) => each.atUs <= step.atUs) + 1;
  return { ...scenario, steps: [...scenario.steps.slice(0, at), step, ...scenario.steps.slice(at)] };
}

export const withoutStep = (scenario: Scenario, index: number): Scenario => ({
  ...scenario,
  steps: scenario.steps.filter((_, at) => at !== index),
});

/** A step at another time; never before the start. */
export function withStepAt(scenario: Scenario, index: number, atUs: number): Scenario {
  const { action } = scenario.steps[index]!;
  return withStep(withoutStep(scenario, index), Math.max(0, atUs), action);
}

export const withCut = (
  scenario: Scenario,
  {
    atUs,
    left,
    right,
    oneWay = false,
  }: { atUs: number; left: readonly string[]; right: readonly string[]; oneWay?: boolean },
): Scenario => withStep(scenario, atUs, { do: 'cut', left, right, oneWay, positionPercent: 50 });

/** Several links cut at once, each between two replicas; one way from the first of a pair to the second. */
export const withCuts = (
  scenario: Scenario,
  { atUs, links, oneWay }: { atUs: number; links: readonly (readonly [string, string])[]; oneWay: boolean },
): Scenario =>
  links.reduce((sum, [left, right]) => withCut(sum, { atUs, left: [left], right: [right], oneWay }), scenario);

export const withHeal = (
  scenario: Scenario,
  { atUs, left, right }: { atUs: number; left: readonly string[]; right: readonly string[] },
): Scenario => withStep(scenario, atUs, { do: 'heal', left, right });

export const withCrash = (
  scenario: Scenario,
  { atUs, node, kind }: { atUs: number; node: string; kind: CrashKind },
): Scenario => withStep(scenario, atUs, { do: 'crash', node, kind });

export const withRestart = (scenario: Scenario, atUs: number, node: string): Scenario =>
  withStep(scenario, atUs, { do: 'restart', node });

export const withCommand = (
  scenario: Scenario,
  { atUs, node, command }: { atUs: number; node: string; command: string },
): Scenario => withStep(scenario, atUs, { do: 'command', node, command, args: [] });

/** Delivers a message so much later (or earlier) than it naturally would be; zero takes the delay away. */
export function withDelay(scenario: Scenario, message: string, byUs: number): Scenario {
  const others = scenario.edits.filter((edit) => edit.message !== message || edit.change.do !== 'delay');
  const rounded = Math.round(byUs);
  const edit: Edit = { message, change: { do: 'delay', byUs: rounded } };
  return { ...scenario, edits: rounded === 0 ? others : [...others, edit] };
}

/** Loses a message, or delivers it twice. */
export const withFate = (scenario: Scenario, message: string, fate: 'drop' | 'duplicate'): Scenario => ({
  ...scenario,
  edits: [...withoutEdits(scenario, message).edits, { message, change: { do: fate } }],
});

/** The message again as the network would treat it. */
export const withoutEdits = (scenario: Scenario, message: string): Scenario => ({
  ...scenario,
  edits: scenario.edits.filter((edit) => edit.message !== message),
});

/** The delay that the scenario gives a message already, µs. */
export const delayOf = ({ edits }: Scenario, message: string): number =>
  edits.reduce(
    (sum, { message: name, change }) => (name === message && change.do === 'delay' ? sum + change.byUs : sum),
    0,
  );
