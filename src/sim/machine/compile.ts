/**
 * A statechart compiled to tables, the stepper that simulations run: some hundred times as fast as XState's `transition`.
 * The algorithm is SCXML's (W3C Recommendation, 2015, appendix D) as XState 5 interprets it; the laws compare the two.
 */
import type { AnyStateMachine } from 'xstate';
import { perform } from './actions';
import { transitionIds } from './chart';
import { createTables, type Candidate, type Choice, type Configuration, type Tables } from './configuration';
import { initialNodes, initialPlan, planFor, type Plan } from './plan';
import { refusals } from './refuse';
import { noEffects, refuseSpawn, type Args, type Context, type Run } from './run';
import type { MachineEvent, MachineState, Step, Stepper } from './stepper';

/** A symbol, so that neither JSON nor a comparison of states sees it. */
const position: unique symbol = Symbol('configuration');

interface CompiledState extends MachineState {
  readonly [position]: Configuration;
}

const compiled = new WeakMap<AnyStateMachine, Stepper>();

/**
 * Compiles lazily: a configuration's tables are built when it is first entered. The same machine gives the same stepper,
 * so replicas share tables. Throws, naming machine and state, on everything that is not supported: see `refusals`.
 */
export function compile<C = unknown>(machine: AnyStateMachine): Stepper<C> {
  let stepper = compiled.get(machine);
  if (!stepper) compiled.set(machine, (stepper = createStepper(machine)));
  return stepper as Stepper<C>;
}

const explaining = new WeakMap<AnyStateMachine, Stepper>();

/** The same steps, each with the transitions that it took. Its states are its own: another stepper does not take them. */
export function explain<C = unknown>(machine: AnyStateMachine): Stepper<C> {
  let stepper = explaining.get(machine);
  if (!stepper) explaining.set(machine, (stepper = createStepper(machine, transitionIds(machine))));
  return stepper as Stepper<C>;
}

function createStepper(machine: AnyStateMachine, ids?: ReadonlyMap<object, string>): Stepper {
  const refused = refusals(machine);
  if (refused.length > 0) throw new Error(`Not supported by the compiled stepper:\n${refused.join('\n')}`);
  const tables = createTables(machine);
  const initial = initialPlan(tables);
  const unentered = tables.unentered(initialNodes(machine.root));
  const run = createRun(machine, unentered);
  if (ids) run.taken = [];
  const told = (step: Step): Step =>
    run.taken && ids ? { ...step, taken: run.taken.map((definition) => ids.get(definition)!) } : step;
  return {
    start(input) {
      begin(run, unentered, {
        context: contextOf(machine, input),
        event: { type: 'xstate.init', input } as MachineEvent,
      });
      apply(run, initial);
      settle(tables, run);
      return told({ state: stateOf(run), effects: run.effects });
    },
    step(state, event) {
      if (state.done) return { state, effects: noEffects, ...(ids ? { taken: [] } : {}) };
      const configuration = (state as CompiledState)[position];
      if (!configuration) throw new Error(`Machine "${machine.id}": this state comes from another stepper.`);
      begin(run, configuration, { context: state.context as Context, event });
      apply(run, chooseFor(tables, run));
      settle(tables, run);
      return told({ state: run.changed ? stateOf(run) : state, effects: run.effects });
    },
  };
}

function contextOf(machine: AnyStateMachine, input: unknown): Context {
  const { context } = machine.config as { context?: Context | ((birth: object) => Context) };
  return typeof context === 'function' ? { ...context({ input, spawn: refuseSpawn }) } : (context ?? {});
}

function createRun(machine: AnyStateMachine, configuration: Configuration): Run {
  const args: Args = { context: {}, event: { type: '' } };
  return {
    ...{ machine, configuration, args, done: false, touched: false, changed: false },
    ...{ effects: noEffects, queue: [], taken: undefined },
  };
}

/** A call that threw may have left anything in the run. */
function begin(run: Run, configuration: Configuration, args: Args): void {
  run.configuration = configuration;
  run.args = args;
  run.done = false;
  run.changed = false;
  run.effects = noEffects;
  if (run.queue.length > 0) run.queue.length = 0;
  if (run.taken) run.taken = [];
}

function stateOf({ configuration, args, done }: Run): CompiledState {
  return { value: configuration.value, context: args.context, done, [position]: configuration };
}

/** Takes eventless transitions and raised events until nothing is left to do. */
function settle(tables: Tables, run: Run): void {
  let microsteps = 0;
  // After an eventless transition that changed nothing, eventless transitions rest until the next event: as in XState.
  let restless = true;
  while (!run.done) {
    microsteps += 1;
    if (microsteps > tables.maxMicrosteps) throw endless(tables);
    const eventless: Plan | undefined = restless ? chooseEventless(tables, run) : undefined;
    if (!eventless && run.queue.length === 0) return;
    if (!eventless) run.args = { context: run.args.context, event: run.queue.shift()! };
    apply(run, eventless ?? chooseFor(tables, run));
    restless = !eventless || run.touched;
  }
}

function endless({ machine, maxMicrosteps }: Tables): Error {
  return new Error(`Machine "${machine.id}": no end after ${maxMicrosteps} microsteps.`);
}

/** One microstep. Without a plan nothing is enabled, and nothing happens. */
function apply(run: Run, plan: Plan | undefined): void {
  run.touched = false;
  if (!plan) return;
  if (run.taken) for (const { definition } of plan.moves) run.taken.push(definition);
  perform(plan.operations, run);
  if (plan.next !== run.configuration || plan.done) run.touched = true;
  run.configuration = plan.next;
  run.done = plan.done;
  run.changed ||= run.touched;
}

function chooseEventless(tables: Tables, run: Run): Plan | undefined {
  const { always } = run.configuration;
  return always.length > 0 ? planOf(tables, run, firstEnabled(always, run)) : undefined;
}

function chooseFor(tables: Tables, run: Run): Plan | undefined {
  const { type } = run.args.event;
  const choice = run.configuration.choices.get(type) ?? tables.choice(run.configuration, type);
  if (choice.regions.length === 0) return planOf(tables, run, firstEnabled(choice.own, run));
  const transitions = enabledIn(choice, run).map((candidate) => candidate.transition);
  return transitions.length > 0 ? planFor(tables, run.configuration, transitions) : undefined;
}

function planOf(tables: Tables, run: Run, candidate: Candidate | undefined): Plan | undefined {
  if (!candidate) return undefined;
  return (candidate.plan ??= planFor(tables, run.configuration, [candidate.transition]));
}

function firstEnabled(candidates: readonly Candidate[], run: Run): Candidate | undefined {
  for (const candidate of candidates) {
    const { guard } = candidate.transition;
    if (!guard || guard(run)) return candidate;
  }
  return undefined;
}

function enabledIn({ regions, own }: Choice, run: Run): Candidate[] {
  const inner = regions.flatMap((region) => enabledIn(region, run));
  if (inner.length > 0) return inner;
  const first = firstEnabled(own, run);
  return first ? [first] : [];
}
