/** One fate under another design: the same clients, latencies, faults and seed, without what the design does not know. */
import type { Phrase } from '#history/phrase';
import { planRun } from '#sim/plan';
import type { Protocol } from '#sim/protocol';
import type { ProtocolChoice, Scenario, Step } from '#sim/scenario';

export interface Translated {
  readonly scenario: Scenario;
  /** Steps of the fate that this design cannot do, with its reason. */
  readonly left: readonly { readonly step: Step; readonly reason: Phrase }[];
}

/** What is not a step's fault (a setting that does not exist) stays in the scenario, for its run to say. */
export function translate(fate: Scenario, choice: ProtocolChoice, protocol: Protocol): Translated {
  const scenario = { ...fate, protocol: choice };
  const { faults } = planRun(scenario, protocol);
  const left = fate.steps.flatMap((step) => {
    const fault = faults.find(({ item }) => item === step);
    return fault ? [{ step, reason: fault.reason }] : [];
  });
  const gone = new Set(left.map(({ step }) => step));
  return { scenario: { ...scenario, steps: fate.steps.filter((step) => !gone.has(step)) }, left };
}

/** Both have the same clients, latencies, faults and seed, whatever their design and their comments. */
export const isSameFate = (a: Scenario, b: Scenario): boolean => fateText(a) === fateText(b);

const fateText = ({ protocol: _, remarks: __, title: ___, ...fate }: Scenario): string =>
  JSON.stringify(fate, (name, value: unknown) => (name === 'remarks' ? undefined : value));

/** What tells designs apart, by design: the protocol where it differs, and the settings that do. Where nothing does, the protocol. */
export function designNames(choices: readonly ProtocolChoice[]): string[] {
  const isOneProtocol = choices.every(({ id }) => id === choices[0]?.id);
  return choices.map((choice) => {
    const rivals = choices.filter(({ id }) => id === choice.id);
    const names = [...new Set(rivals.flatMap(({ settings }) => Object.keys(settings)))];
    const parted = names.filter((name) => rivals.some(({ settings }) => settings[name] !== choice.settings[name]));
    const settings = parted.flatMap((name) =>
      choice.settings[name] === undefined ? [] : [`${name}=${choice.settings[name]}`],
    );
    return [...(isOneProtocol && settings.length > 0 ? [] : [choice.id]), ...settings].join(' ');
  });
}
