/** Scenario to trace in one call, with every fault of the scenario said instead of thrown. */
import { phrase } from '#history/phrase';
import type { Protocol } from '#sim/protocol';
import { planRun, type Fault } from '#sim/plan';
import type { Scenario } from '#sim/scenario';
import { simulate, type RunOptions } from '#sim/simulate';
import type { Trace } from '#sim/trace';

export type RunResult =
  | { readonly trace: Trace; readonly protocol: Protocol; readonly faults: readonly [] }
  | { readonly trace?: never; readonly faults: readonly Fault[] };

/** `protocols` are those at hand, by id. */
export function runScenario(
  scenario: Scenario,
  protocols: ReadonlyMap<string, Protocol>,
  options: RunOptions = {},
): RunResult {
  const protocol = protocols.get(scenario.protocol.id);
  if (!protocol)
    return {
      faults: [
        {
          item: 'protocol',
          reason: phrase('script.protocol.unknown', {
            protocol: scenario.protocol.id,
            expected: [...protocols.keys()].join(', '),
          }),
        },
      ],
    };
  const { plan, faults } = planRun(scenario, protocol);
  return plan ? { trace: simulate(plan, options), protocol, faults: [] } : { faults };
}
