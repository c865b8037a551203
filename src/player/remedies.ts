/** What would have kept a promise: every single change of a setting is tried by running it, and those that keep it are named. */
import { checkers, protocols } from '#catalog';
import { withSetting } from '#player/edits';
import { PAGE_EVENTS } from '#player/evaluate';
import { observe } from '#sim/observe';
import type { Protocol } from '#sim/protocol';
import { runScenario } from '#sim/run';
import { isIdle, statedSetting } from '#sim/settings';
import type { Scenario } from '#sim/scenario';

export interface Remedy {
  readonly setting: string;
  readonly value: string;
}

/** Settings and values in the order of the protocol's controls. A run in which nothing tests the promise keeps nothing. */
export function remediesFor(scenario: Scenario, protocol: Protocol, guarantee: string): readonly Remedy[] {
  return choicesOf(scenario, protocol).filter(({ setting, value }) =>
    keeps(withSetting(scenario, setting, value), guarantee),
  );
}

function choicesOf({ protocol: { settings }, replicas }: Scenario, { controls, settings: schema }: Protocol): Remedy[] {
  return controls
    .filter((setting) => !isIdle(schema, settings, setting))
    .flatMap((setting) => {
      const spec = schema[setting]!;
      const options = 'options' in spec ? spec.options : [];
      const places = spec.kind === 'word-or-replica' ? replicas.map(({ name }) => name) : [];
      const now = statedSetting(schema, settings, setting);
      return [...options, ...places].filter((value) => value !== now).map((value) => ({ setting, value }));
    });
}

function keeps(scenario: Scenario, guarantee: string): boolean {
  const { trace, protocol } = {
    trace: undefined,
    protocol: undefined,
    ...runScenario(scenario, protocols, { maxEvents: PAGE_EVENTS }),
  };
  const checker = checkers.find(({ id }) => id === guarantee);
  if (!trace || !protocol || !checker || trace.stoppedBy === 'limit') return false;
  const verdict = checker.check(observe(trace, protocol));
  return verdict.verdict === 'holds' && verdict.tested > 0;
}
