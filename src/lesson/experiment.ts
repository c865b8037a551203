/** From a lesson's script to its run, with everything that is wrong said by line and column. */
import type { Phrase } from '#history/phrase';
import type { Checker } from '#history/verdict';
import type { Lesson } from '#lesson/lesson';
import { createRun, type Run } from '#lesson/run';
import type { Protocol } from '#sim/protocol';
import { runScenario } from '#sim/run';
import type { Scenario } from '#sim/scenario';
import { parseScript } from '#sim/script/parse';

/** What a lesson is run with. */
export interface Laboratory {
  readonly protocols: ReadonlyMap<string, Protocol>;
  readonly checkers: readonly Checker[];
}

/** Line and column count from 1. */
export interface ScriptFault {
  readonly line: number;
  readonly column: number;
  readonly reason: Phrase;
}

export type Experiment =
  | { readonly run: Run; readonly scenario: Scenario; readonly protocol: Protocol; readonly faults: readonly [] }
  | { readonly run?: never; readonly faults: readonly ScriptFault[] };

/** @param seed replaces the script's own */
export function runScript(script: string, { protocols, checkers }: Laboratory, seed?: number): Experiment {
  const { scenario: parsed, errors, lines } = parseScript(script);
  if (errors.length > 0) return { faults: errors.map(({ line, column, reason }) => ({ line, column, reason })) };
  const scenario = seed === undefined ? parsed : { ...parsed, seed };
  const done = runScenario(scenario, protocols);
  if (!done.trace)
    return {
      faults: done.faults.map(({ item, reason }) => ({
        line: (item === undefined ? undefined : lines.get(item)) ?? 1,
        column: 1,
        reason,
      })),
    };
  return { run: createRun(done.trace, done.protocol, checkers), scenario, protocol: done.protocol, faults: [] };
}

/** The script in force at a step: its own, or that of the nearest step before that has one; '' where there is none. */
export const scriptAt = ({ steps }: Pick<Lesson, 'steps'>, index: number): string =>
  steps.slice(0, index + 1).findLast(({ script }) => script !== undefined)?.script ?? '';
