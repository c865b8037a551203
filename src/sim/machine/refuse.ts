/** Names what the compiled stepper does not support, before a machine runs: so that no difference to XState can hide. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { compileAction } from './actions';
import { compileGuard } from './guards';
import { ancestorsOf, childrenOf } from './moves';

/** One line for each finding, naming the machine and the state; empty if the machine can be compiled. */
export function refusals(machine: AnyStateMachine): string[] {
  return nodesOf(machine.root).flatMap((node) =>
    [...structure(node), ...functions(machine, node)].map(
      (what) => `Machine "${machine.id}", state "${node.id}": ${what}`,
    ),
  );
}

function nodesOf(node: AnyStateNode): AnyStateNode[] {
  return [node, ...childrenOf(node).flatMap(nodesOf)];
}

function structure(node: AnyStateNode): string[] {
  const { config } = node;
  const findings: [unknown, string][] = [
    [node.type === 'history', 'a history state. Keep what is to be remembered in the context.'],
    [config.invoke, 'invoke. Ask the kernel by an effect instead.'],
    [config.after, 'after. Ask the kernel for a timer by an effect instead.'],
    ['route' in config && config.route, 'route. Name the transition by an event of its own.'],
    [
      !node.parent && config.output !== undefined,
      'an output of the whole machine, which nobody would read. Keep it in the context.',
    ],
    [
      config.always && ancestorsOf(node).some(({ type }) => type === 'parallel'),
      'always inside a parallel state. Its order would depend on the order in which states were entered: raise an event instead.',
    ],
  ];
  return findings.flatMap(([found, what]) => (found ? [what] : []));
}

/** Actions and guards are compiled once in vain: what throws is refused. */
function functions(machine: AnyStateMachine, node: AnyStateNode): string[] {
  // XState adds its own delayed raise and cancel for `after`, which has its own line.
  const own = node.config.after ? [] : [...node.entry, ...node.exit];
  const initial: readonly unknown[] = node.type === 'compound' ? node.initial.actions : [];
  const transitions = [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
  const actions: unknown[] = [...own, ...initial, ...transitions.flatMap((transition) => transition.actions)];
  const guards = transitions.flatMap(({ guard }) => (guard === undefined ? [] : [guard as unknown]));
  return [
    ...actions.flatMap((action) => failure(() => compileAction(machine, action))),
    ...guards.flatMap((guard) => failure(() => compileGuard(machine, guard))),
  ];
}

function failure(compile: () => unknown): string[] {
  try {
    compile();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}
