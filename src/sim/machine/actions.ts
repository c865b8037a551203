/** Turns an action of any form into one operation, and performs operations: contexts are replaced, effects written down. */
import type { AnyStateMachine } from 'xstate';
import { compileGuard } from './guards';
import { noEffects, refuseSpawn, type Args, type Context, type Run } from './run';
import type { Effect, MachineEvent } from './stepper';

/** A value, or a function of the machine's present context and event that gives it. */
type Expression<T> = T | ((args: Args, params?: unknown) => T);
type Assignment = (args: Args, params: unknown) => object;
type Enqueue = ((action: unknown) => void) & Record<string, (...parts: readonly unknown[]) => void>;

export type Operation =
  | { readonly kind: 'effect'; readonly type: string; readonly params: Expression<Effect['params'] | undefined> }
  | { readonly kind: 'assign'; readonly assignment: Assignment; readonly params: unknown }
  | {
      readonly kind: 'properties';
      readonly keys: readonly string[];
      readonly values: readonly unknown[];
      readonly params: unknown;
    }
  | { readonly kind: 'raise'; readonly event: Expression<MachineEvent>; readonly params: unknown }
  | { readonly kind: 'enqueue'; readonly collect: (parts: object, params: unknown) => void; readonly params: unknown }
  | { readonly kind: 'complete'; readonly type: string; readonly output: Expression<unknown> };

/** What `assign()`, `raise()`, `enqueueActions()` and their like return: a function that carries its parts. */
interface BuiltIn {
  readonly type: string;
  readonly assignment?: Assignment | Record<string, unknown>;
  readonly event?: Expression<MachineEvent>;
  readonly delay?: unknown;
  readonly collect?: (parts: object, params: unknown) => void;
}

const noParams: Effect['params'] = Object.freeze({});

/** Throws on an action that is neither an assign, a raise, an enqueueActions nor an effect by name. */
export function compileAction(machine: AnyStateMachine, action: unknown): Operation {
  if (typeof action === 'function') return compileBuiltIn(action as unknown as BuiltIn, undefined);
  const { type, params } = typeof action === 'string' ? { type: action, params: undefined } : (action as Effect);
  const implementation = (machine.implementations.actions as Record<string, unknown>)[type];
  const isBuiltIn = typeof implementation === 'function' && 'resolve' in implementation;
  return isBuiltIn ? compileBuiltIn(implementation as unknown as BuiltIn, params) : { kind: 'effect', type, params };
}

function compileBuiltIn(action: BuiltIn, params: unknown): Operation {
  switch (action.type) {
    case 'xstate.assign':
      return compileAssign(action.assignment!, params);
    case 'xstate.raise':
      if (action.delay !== undefined) throw new Error('A raise with a delay: ask the kernel for a timer instead.');
      return { kind: 'raise', event: action.event!, params };
    case 'xstate.enqueueActions':
      return { kind: 'enqueue', collect: action.collect!, params };
    case undefined:
      throw new Error('An inline function as action: write an effect {type, params} instead.');
    default:
      throw new Error(`The action "${action.type}": write an effect {type, params} instead.`);
  }
}

function compileAssign(assignment: Assignment | Record<string, unknown>, params: unknown): Operation {
  if (typeof assignment === 'function') return { kind: 'assign', assignment: assignment as Assignment, params };
  return { kind: 'properties', keys: Object.keys(assignment), values: Object.values(assignment), params };
}

/** Every expression sees the context as the operations before it have left it. */
export function perform(operations: readonly Operation[], run: Run): void {
  for (const operation of operations) {
    switch (operation.kind) {
      case 'effect':
        record(run, { type: operation.type, params: evaluate(operation.params, run.args, undefined) ?? noParams });
        break;
      case 'assign': {
        const update = operation.assignment(run.args, evaluate(operation.params, run.args, undefined));
        replace(run, { ...run.args.context, ...update });
        break;
      }
      case 'properties':
        replace(run, withProperties(operation, run.args));
        break;
      case 'raise':
        run.queue.push(evaluate(operation.event, run.args, evaluate(operation.params, run.args, undefined)));
        break;
      case 'enqueue':
        perform(collected(operation, run), run);
        break;
      case 'complete':
        run.queue.push({
          type: operation.type,
          output: evaluate(operation.output, run.args, undefined),
        } as MachineEvent);
        break;
    }
  }
}

function record(run: Run, effect: Effect): void {
  if (run.effects === noEffects) run.effects = [effect];
  else (run.effects as Effect[]).push(effect);
}

function replace(run: Run, context: Context): void {
  run.args = { context, event: run.args.event };
  run.touched = true;
}

/** All properties are computed from the same old context. */
function withProperties({ keys, values, params }: Operation & { kind: 'properties' }, args: Args): Context {
  const given = evaluate(params, args, undefined);
  const context: Record<string, unknown> = { ...args.context };
  for (let index = 0; index < keys.length; index += 1) context[keys[index]!] = evaluate(values[index], args, given);
  return context;
}

function evaluate<T>(expression: Expression<T>, args: Args, params: unknown): T {
  return typeof expression === 'function'
    ? (expression as (args: Args, params: unknown) => T)(args, params)
    : expression;
}

/** All that the function enqueues is collected before any of it is performed. */
function collected({ collect, params }: Operation & { kind: 'enqueue' }, run: Run): Operation[] {
  const { machine } = run;
  const operations: Operation[] = [];
  const built = (part: object) => void operations.push(compileBuiltIn(part as BuiltIn, undefined));
  const refused = (name: string) => () => built({ type: `enqueue.${name}` });
  const enqueue = ((action) => void operations.push(compileAction(machine, action))) as Enqueue;
  enqueue.assign = (assignment) => built({ type: 'xstate.assign', assignment });
  enqueue.raise = (event, options) =>
    built({ type: 'xstate.raise', event, delay: (options as BuiltIn | undefined)?.delay });
  for (const name of ['cancel', 'sendTo', 'sendParent', 'spawnChild', 'stopChild', 'emit'])
    enqueue[name] = refused(name);
  const check = (guard: unknown) => compileGuard(machine, guard)(run);
  const { context, event } = run.args;
  collect({ context, event, enqueue, check, spawn: refuseSpawn }, evaluate(params, run.args, undefined));
  return operations;
}
