/** Scenario to what a page shows of it: trace and scene, or what is wrong, and what the checkers say. Pure, on the page's thread or a worker's. */
import { checkers, protocols } from '#catalog';
import type { Observation } from '#history/observation';
import type { Verdict } from '#history/verdict';
import { createScene, type Scene } from '#scene/scene';
import { observe } from '#sim/observe';
import type { Fault } from '#sim/plan';
import type { Protocol } from '#sim/protocol';
import { runScenario } from '#sim/run';
import type { Scenario } from '#sim/scenario';
import type { Trace } from '#sim/trace';

/** Runs with more events than this go to a worker. */
export const PAGE_EVENTS = 2_000;

export interface Judgement {
  readonly id: string;
  readonly verdict: Verdict;
}

export interface Evaluation {
  readonly trace: Trace;
  readonly protocol: Protocol;
  readonly scene: Scene;
  readonly observation: Observation;
}

export type Evaluated =
  | { readonly evaluation: Evaluation; readonly faults: readonly [] }
  | { readonly evaluation?: never; readonly faults: readonly Fault[] };

export function evaluate(scenario: Scenario, options: { readonly maxEvents?: number } = {}): Evaluated {
  const { trace, protocol, faults } = { protocol: undefined, ...run(scenario, options.maxEvents) };
  if (!trace || !protocol) return { faults };
  return {
    faults: [],
    evaluation: { trace, protocol, scene: createScene(trace, protocol), observation: observe(trace, protocol) },
  };
}

/** The trace alone, as far as the page's thread computes it: what a gesture measures itself against. */
export const runOf = (scenario: Scenario): Trace | undefined => run(scenario, PAGE_EVENTS).trace;

/** What ran last: a gesture shows what it has just measured itself against. */
let latest: { scenario: Scenario; maxEvents: number | undefined; ran: ReturnType<typeof runScenario> } | undefined;

function run(scenario: Scenario, maxEvents: number | undefined): ReturnType<typeof runScenario> {
  if (latest?.scenario === scenario && latest.maxEvents === maxEvents) return latest.ran;
  const ran = runScenario(scenario, protocols, maxEvents === undefined ? {} : { maxEvents });
  if (ran.trace) latest = { scenario, maxEvents, ran };
  return ran;
}

/** What every checker that is here says, strongest guarantee first; `onChecked` is called after each. */
export const judge = (
  observation: Observation,
  onChecked?: (checked: { readonly done: number; readonly all: number }) => void,
): readonly Judgement[] =>
  checkers.map((checker, index) => {
    const verdict = checker.check(observation);
    onChecked?.({ done: index + 1, all: checkers.length });
    return { id: checker.id, verdict };
  });
