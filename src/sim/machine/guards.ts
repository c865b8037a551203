/** Turns a guard of any form (inline, named, with params, and/or/not/stateIn) into one function. */
import { and, matchesState, not, or, type AnyStateMachine, type StateValue } from 'xstate';
import type { Configuration } from './configuration';
import type { Args, Run } from './run';

export type Guard = (run: Run) => boolean;

type Predicate = (args: Args, params: unknown) => boolean;
/** What `and`, `or`, `not` and `stateIn` return: a function that carries its parts. */
interface Combined {
  readonly check: unknown;
  readonly guards?: readonly unknown[];
  readonly stateValue?: StateValue;
}

/** XState marks its combined guards by nothing but the function that checks them; a minifier takes their names. */
export const checks = {
  and: (and([]) as unknown as Combined).check,
  or: (or([]) as unknown as Combined).check,
  not: (not(() => true) as unknown as Combined).check,
};

/** Throws if the guard, or a part of it, names a guard without an implementation. */
export function compileGuard(machine: AnyStateMachine, guard: unknown): Guard {
  if (typeof guard === 'function') return compileFunction(machine, guard, undefined);
  const { type, params } = reference(guard);
  const implementation = (machine.implementations.guards as Record<string, unknown>)[type];
  if (implementation === undefined) throw new Error(`Guard "${type}" has no implementation.`);
  if (typeof implementation === 'function') return compileFunction(machine, implementation, params);
  return compileGuard(machine, implementation);
}

function reference(guard: unknown): { type: string; params?: unknown } {
  return typeof guard === 'string' ? { type: guard } : (guard as { type: string; params?: unknown });
}

function compileFunction(machine: AnyStateMachine, implementation: object, params: unknown): Guard {
  if ('check' in implementation) return compileCombined(machine, implementation as Combined);
  const predicate = implementation as Predicate;
  if (typeof params !== 'function') return (run) => predicate(run.args, params);
  const paramsOf = params as (args: Args) => unknown;
  return (run) => predicate(run.args, paramsOf(run.args));
}

function compileCombined(machine: AnyStateMachine, combined: Combined): Guard {
  if (combined.stateValue !== undefined) return compileStateIn(machine, combined.stateValue);
  const parts = (combined.guards ?? []).map((part) => compileGuard(machine, part));
  if (combined.check === checks.and) return (run) => parts.every((part) => part(run));
  if (combined.check === checks.or) return (run) => parts.some((part) => part(run));
  if (combined.check === checks.not) return (run) => !parts[0]!(run);
  throw new Error('A combined guard that is not and, or, not or stateIn.');
}

/** Whether a state is active depends on the configuration alone, so each configuration is asked once. */
function compileStateIn(machine: AnyStateMachine, stateValue: StateValue): Guard {
  const byId = typeof stateValue === 'string' && stateValue.startsWith('#');
  const isIn = byId
    ? ({ active }: Configuration) => active.has(machine.getStateNodeById(stateValue))
    : ({ value }: Configuration) => matchesState(stateValue, value);
  const known = new Map<Configuration, boolean>();
  return ({ configuration }) => {
    let answer = known.get(configuration);
    if (answer === undefined) known.set(configuration, (answer = isIn(configuration)));
    return answer;
  };
}
