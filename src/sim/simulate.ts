/** Runs a plan: a pure function from a scenario and its protocol to a trace. */
import type { AnyStateMachine } from 'xstate';
import { phrase, type Phrase } from '#history/phrase';
import { finishRecords } from '#sim/kernel/recorder';
import { deliver, finishStorage, fireTimer, start } from '#sim/kernel/nodes';
import { act } from '#sim/kernel/script-steps';
import { departLate, lose, reach } from '#sim/kernel/traffic';
import {
  createWorld,
  schedule,
  takeDue,
  type Due,
  type Flight,
  type Node,
  type RunOptions,
  type World,
} from '#sim/kernel/world';
import { compile } from '#sim/machine/compile';
import type { Stepper } from '#sim/machine/stepper';
import { messageMachine, type MessageContext } from '#sim/message';
import type { Plan } from '#sim/plan';
import { pop } from '#sim/queue';
import { LIMITS } from '#sim/scenario';
import type { MessageTrace, Trace } from '#sim/trace';

export type { RunOptions } from '#sim/kernel/world';

/** What holds of a node where a script says nothing: flushing takes 1 ms, the clock is true. */
const NODE_DEFAULTS = { writeUs: 0, flushUs: 1_000, skewUs: 0, driftPpm: 0 } as const;

const compiled = new WeakMap<AnyStateMachine, Stepper>();

/** The compiled form of a machine, made once. */
function compiledStepper(machine: AnyStateMachine): Stepper {
  const known = compiled.get(machine);
  if (known) return known;
  const fresh = compile(machine);
  compiled.set(machine, fresh);
  return fresh;
}

export function simulate(
  plan: Plan,
  { stepperOf = compiledStepper, maxEvents = LIMITS.events, taps, watcher }: RunOptions = {},
): Trace {
  const world = createWorld(plan, stepperOf(messageMachine) as Stepper<MessageContext>, {
    ...(taps ? { taps } : {}),
    watcher,
  });
  prepareOperations(world);
  plan.nodes.forEach((_, number) => world.nodes.push(createNode(world, number, stepperOf)));
  for (const spec of plan.scenario.nodes) {
    const { node, remarks: _, ...traits } = spec;
    Object.assign(world.nodes[plan.numbers.get(node)!]!.traits, traits);
  }
  for (const node of world.nodes) start(world, node, { disk: undefined, restarted: false, cause: -1 });
  plan.steps.forEach(({ atUs }, step) => schedule(world, atUs, { do: 'step', step }));
  return finish(world, run(world, maxEvents));
}

function prepareOperations(world: World): void {
  world.plan.steps.forEach(({ atUs, action }, step) => {
    if (action.do !== 'operation') return;
    world.operationNumbers.set(action.id, world.operations.length);
    const client = world.plan.numbers.get(action.client)!;
    world.operations.push({
      id: action.id,
      client,
      micro: action.micro,
      dueUs: atUs,
      callUs: Infinity,
      returnUs: Infinity,
      status: 'info',
      value: null,
      reply: -1,
      step,
    });
  });
}

function createNode({ plan }: World, number: number, stepperOf: (machine: AnyStateMachine) => Stepper): Node {
  return {
    number,
    stepper: stepperOf(number < plan.replicas.length ? plan.protocol.replica : plan.protocol.client),
    state: { value: '', context: undefined, done: false },
    up: true,
    paused: false,
    inbox: [],
    incarnation: 0,
    timers: new Map(),
    flushed: undefined,
    surviving: undefined,
    writesEndUs: 0,
    flushesEndUs: 0,
    traits: { ...NODE_DEFAULTS },
    clockSinceUs: 0,
    timeline: { atUs: [], record: [], states: [] },
    downs: [],
    pauses: [],
  };
}

/** Works through the queue; returns what ended the run. */
function run(world: World, maxEvents: number): 'end' | 'limit' {
  const { queue, plan } = world;
  while (queue.size > 0 && queue.atUs[0]! <= plan.scenario.endsUs) {
    if (world.moment >= maxEvents) return 'limit';
    world.nowUs = queue.atUs[0]!;
    world.moment += 1;
    dispatch(world, takeDue(world, pop(queue)));
  }
  return 'end';
}

function dispatch(world: World, due: Due): void {
  switch (due.do) {
    case 'step':
      return act(world, due.step);
    case 'depart':
      return departLate(world, due.message);
    case 'reach':
      return arrive(world, due.message, due.token);
    case 'lose':
      return lose(world, due.message, 'loss');
    case 'timer':
      return fireTimer(world, due);
    case 'written':
    case 'flushed':
      return finishStorage(world, due);
  }
}

function arrive(world: World, message: number, token: number): void {
  const flight = world.flights[message]!;
  const receiver = world.nodes[flight.to]!;
  const isLastLeg = flight.token === token && flight.state.context.rift === 1;
  if (isLastLeg && !receiver.up) return lose(world, message, 'down');
  if (!reach(world, message, token)) return;
  const event = { ...flight.body, type: flight.type, from: world.plan.nodes[flight.from]!, message: flight.name };
  deliver(world, receiver, event, flight.record);
}

function finish(world: World, stoppedBy: 'end' | 'limit'): Trace {
  const { plan, recorder } = world;
  return {
    scenario: plan.scenario,
    nodes: plan.nodes,
    replicas: plan.replicas.length,
    endsUs: plan.scenario.endsUs,
    reachedUs: stoppedBy === 'end' ? plan.scenario.endsUs : world.nowUs,
    stoppedBy,
    settled: whyNotSettled(world, stoppedBy) ?? true,
    records: finishRecords(recorder),
    texts: recorder.texts,
    notes: world.notes,
    messages: world.flights.map(finishMessage),
    operations: world.operations,
    timelines: world.nodes.map(({ timeline }) => timeline),
    downs: world.nodes.map(({ downs }) => downs),
    pauses: world.nodes.map(({ pauses }) => pauses),
    cuts: world.cuts.map(({ source: _, ...cut }) => cut),
    steps: plan.steps.map(({ atUs, index }) => ({ atUs, index })),
    unmatched: plan.scenario.edits.flatMap((_, index) => (world.matchedEdits.has(index) ? [] : [index])),
  };
}

/** Field by field: a rest pattern over thousands of messages costs a tenth of the run. */
function finishMessage(flight: Flight): MessageTrace {
  const {
    name,
    kind,
    type,
    about,
    from,
    to,
    bytes,
    body,
    sentAtUs,
    endedAtUs,
    latencyUs,
    legs,
    twin,
    edited,
    cause,
    state,
  } = flight;
  const outcome = state.value === 'delivered' || state.value === 'lost' ? state.value : 'flying';
  const { reason } = state.context;
  return {
    name,
    kind,
    type,
    about,
    from,
    to,
    bytes,
    body,
    sentAtUs,
    endedAtUs,
    outcome,
    reason,
    latencyUs,
    legs,
    twin,
    edited,
    cause,
  };
}

/** Why something could still change at the end of the run; undefined when nothing can. Heartbeats and background timers do not count. */
function whyNotSettled(world: World, stoppedBy: 'end' | 'limit'): Phrase | undefined {
  const { nodes, plan } = world;
  const named = (test: (node: Node) => boolean) => nodes.find(test)?.number ?? -1;
  if (stoppedBy === 'limit') return phrase('settled.not.limit', { events: world.moment });
  if (world.network.cuts.length > 0) return phrase('settled.not.cut');
  const down = named(({ up, paused }) => !up || paused);
  if (down >= 0) return phrase('settled.not.down', { node: plan.nodes[down]! });
  const open = world.operations.find(({ returnUs }) => returnUs === Infinity);
  if (open) return phrase('settled.not.operation', { operation: open.id });
  const flying = [...world.flying].map((message) => world.flights[message]!).find(({ kind }) => kind !== 'heartbeat');
  if (flying) return phrase('settled.not.message', { message: flying.name });
  const busy = named(({ timers }) => [...timers.values()].some(({ background }) => !background));
  if (busy >= 0) return phrase('settled.not.recovery', { node: plan.nodes[busy]! });
  const storing = world.due.find((due) => due?.do === 'written' || due?.do === 'flushed');
  return storing && 'node' in storing ? phrase('settled.not.recovery', { node: plan.nodes[storing.node]! }) : undefined;
}
