/** Looking inside over many random runs: it is the same run, what is lit is what the trace says, and what was taken leads there. */
import { describe, expect, test } from 'vitest';
import primaryBackup from '#protocols/primary-backup/index';
import { inspect, inspectedBy, type Inspected } from '#scene/inspection';
import { createScene } from '#scene/scene';
import { traceHash } from '#sim/hash';
import { activeStates, clockAt, intervalAt, stateAt } from '#sim/lookup';
import { chartOf, type Chart } from '#sim/machine/chart';
import { explain } from '#sim/machine/compile';
import { referenceStepper } from '#sim/machine/reference';
import { messageMachine } from '#sim/message';
import { planRun } from '#sim/plan';
import type { Scenario } from '#sim/scenario';
import { simulate } from '#sim/simulate';
import { KINDS, type Trace } from '#sim/trace';
import { watch, type Watched } from '#sim/watch';
import { failovers } from '#support/failover-scripts';
import { assertLaw, findCounterexample, type Law } from '#support/law';
import { traceOf } from '#support/primary-backup';
import { runs } from '#support/runs';
import { CUT_BEFORE_READ, sceneOf } from '#support/scenes';
import { scenarios } from '#support/scripts';

const MESSAGES = 6;
const MAX_EVENTS = 1_000;

const chartIn = ({ replicas }: Trace, { of, number }: Inspected): Chart =>
  chartOf(of === 'message' ? messageMachine : number < replicas ? primaryBackup.replica : primaryBackup.client);

/** All nodes, and a few messages. */
const subjects = ({ nodes, messages }: Trace): Inspected[] => [
  ...nodes.map((_, number): Inspected => ({ of: 'node', number })),
  ...messages.slice(0, MESSAGES).map((_, number): Inspected => ({ of: 'message', number })),
];

const runOf = (scenario: Scenario): Trace => traceOf(scenario, primaryBackup, { maxEvents: MAX_EVENTS });
/** Set by the tests of the laws themselves. */
let tamper = (watched: Watched): Watched => watched;

const known = new WeakMap<Scenario, Map<string, Watched>>();

/** Watched once for all laws. */
function watchedIn(scenario: Scenario, who: Inspected): Watched {
  const answers = known.get(scenario) ?? new Map<string, Watched>();
  known.set(scenario, answers);
  const key = `${who.of} ${who.number}`;
  const watched = answers.get(key) ?? watch(scenario, primaryBackup, { ...who, maxEvents: MAX_EVENTS });
  answers.set(key, watched);
  return tamper(watched);
}

const watchingChangesNothing: Law = (scenario) => {
  const { plan } = planRun(scenario, primaryBackup);
  const told: string[] = [];
  const watched = simulate(plan!, {
    maxEvents: MAX_EVENTS,
    stepperOf: explain,
    watcher: {
      stepped: ({ event }) => void told.push(event.type),
      timer: ({ id }) => void told.push(id),
    },
  });
  if (told.length === 0) return 'nobody was told of any step';
  return traceHash(watched) === traceHash(runOf(scenario)) ? undefined : 'a run that is watched is another run';
};

/** The states that the watched steps lead to are those that the trace kept, and each step begins where the last one ended. */
const stepsAreTheTraces: Law = (scenario) => {
  const trace = runOf(scenario);
  for (const who of subjects(trace)) {
    const { steps } = watchedIn(scenario, who);
    const broken = steps.findIndex(
      ({ before }, index) => index > 0 && JSON.stringify(before) !== JSON.stringify(steps[index - 1]!.step.state),
    );
    if (broken >= 0) return `step ${broken} of ${who.of} ${who.number} does not begin where the one before ended`;
    if (who.of === 'message') continue;
    const { states, atUs } = trace.timelines[who.number]!;
    const kept = steps.filter(({ step, before, event }) => event.type === 'birth' || step.state !== before);
    if (JSON.stringify(kept.map(({ step }) => step.state)) !== JSON.stringify(states))
      return `${trace.nodes[who.number]} went through other states than the trace kept`;
    if (kept.some((step, index) => step.atUs !== atUs[index]))
      return `${trace.nodes[who.number]} changed at other times than the trace says`;
  }
  return undefined;
};

/** Each transition that was taken leads, with the others of its step, to what is active afterwards; and what moved was taken. */
const takenLeadsThere: Law = (scenario) => {
  const trace = runOf(scenario);
  for (const who of subjects(trace)) {
    const transitions = new Map(chartIn(trace, who).transitions.map((each) => [each.id, each]));
    for (const { step, before, event } of watchedIn(scenario, who).steps) {
      const taken = step.taken!.map((id) => transitions.get(id)!);
      const where = `${who.of} ${who.number} on ${event.type}`;
      if (taken.includes(undefined!)) return `${where}: a transition that the chart does not have`;
      const moves = taken.filter(({ targets }) => targets.length > 0);
      const active = activeStates(step.state.value);
      const missing = (moves.at(-1)?.targets ?? []).find((target) => !active.includes(target));
      if (missing !== undefined) return `${where}: the last transition leads to ${missing}, but it is not active`;
      if (before && event.type !== 'birth' && moves.length === 0)
        if (JSON.stringify(before.value) !== JSON.stringify(step.state.value)) return `${where}: it moved by itself`;
      const [first] = taken;
      if (before && event.type !== 'birth' && first && !activeStates(before.value).includes(first.source))
        return `${where}: ${first.id} was taken from a state that was not active`;
    }
  }
  return undefined;
};

/** XState, asked which transitions it would take first, names those that were told. */
const takenIsXStates: Law = (scenario) => {
  const trace = runOf(scenario);
  for (let number = 0; number < trace.nodes.length; number += 1) {
    const machine = number < trace.replicas ? primaryBackup.replica : primaryBackup.client;
    const reference = referenceStepper(machine);
    let state = undefined as ReturnType<typeof reference.start>['state'] | undefined;
    for (const { event, step } of watchedIn(scenario, { of: 'node', number }).steps.slice(0, 60)) {
      if (event.type === 'birth') {
        state = reference.start((event as unknown as { input: unknown }).input).state;
        continue;
      }
      const snapshot = Object.getOwnPropertySymbols(state!).map((symbol) => (state as never)[symbol])[0]!;
      const asked = machine.getTransitionData(snapshot, event as never);
      const expected = asked.map(
        (each) => `${each.source.path.join('.')} ${each.eventType} ${(each.target ?? []).length}`,
      );
      const transitions = new Map(chartOf(machine).transitions.map((each) => [each.id, each]));
      const told = step
        .taken!.slice(0, asked.length)
        .map((id) => transitions.get(id)!)
        .map(({ source, event: type, targets }) => `${source} ${type} ${targets.length}`);
      if (JSON.stringify(told) !== JSON.stringify(expected))
        return `${trace.nodes[number]} on ${event.type}: XState takes ${expected.join(', ')}, told is ${told.join(', ')}`;
      state = reference.step(state!, event).state;
    }
  }
  return undefined;
};

/** A node's clock, reckoned from the script, is what the kernel told its machine. At the instant at which it is set it shows both times. */
const clocksAgree: Law = (scenario) => {
  const trace = runOf(scenario);
  const isSet = (name: string, atUs: number) =>
    scenario.steps.some((step) => step.atUs === atUs && step.action.do === 'node' && step.action.node.node === name);
  for (let number = 0; number < trace.nodes.length; number += 1)
    for (const { event, atUs } of watchedIn(scenario, { of: 'node', number }).steps) {
      const told = (event as { nowUs?: number }).nowUs;
      if (told !== undefined && told !== clockAt(trace, number, atUs) && !isSet(trace.nodes[number]!, atUs))
        return `${trace.nodes[number]} at ${atUs} µs was told ${told}, reckoned is ${clockAt(trace, number, atUs)}`;
    }
  return undefined;
};

/** A timer that fires in the trace ran until then and was due then; and none fires that did not run. */
const timersAgree: Law = (scenario) => {
  const trace = runOf(scenario);
  const { records, texts, nodes } = trace;
  const watched = nodes.map((_, number) => watchedIn(scenario, { of: 'node', number }).timers);
  for (let record = 0; record < records.count; record += 1) {
    if (KINDS[records.kind[record]!] !== 'timer') continue;
    const [node, id, atUs] = [records.node[record]!, texts[records.detail[record]!]!, records.atUs[record]!];
    if (!watched[node]!.some((timer) => timer.id === id && timer.dueUs === atUs && timer.endedUs === atUs))
      return `${nodes[node]}'s timer ${id} fired at ${atUs} µs without having run until then`;
  }
  for (const [node, timers] of watched.entries())
    for (const { id, setUs, dueUs, endedUs } of timers)
      if (setUs > dueUs || endedUs > dueUs)
        if (endedUs !== Infinity || dueUs <= trace.reachedUs)
          if (trace.stoppedBy === 'end') return `${nodes[node]}'s timer ${id} ran past ${dueUs} µs`;
  return undefined;
};

/** The inside at a time is the same whatever was looked at before, and lights what the trace says is active. */
const insideIsAFunction: Law = (scenario) => {
  const trace = runOf(scenario);
  const scene = createScene(trace, primaryBackup);
  const timesUs = [0, 0.13, 0.37, 0.5, 0.86, 1].map((share) => Math.round(Math.min(trace.reachedUs, 1e6) * share));
  for (const who of subjects(trace)) {
    const at = (atUs: number, using = scene) =>
      inspect(using, who, { watched: watchedIn(scenario, who), chart: chartIn(trace, who), atUs });
    const there = timesUs.map((atUs) => JSON.stringify(at(atUs)));
    const back = [...timesUs].reverse().map((atUs) => JSON.stringify(at(atUs, createScene(trace, primaryBackup))));
    if (JSON.stringify(there) !== JSON.stringify(back.reverse())) return `${who.of} ${who.number} depends on the order`;
    for (const atUs of timesUs) {
      const wrong = wrongLight(trace, who, { active: at(atUs)?.machine.active, atUs });
      if (wrong) return wrong;
    }
  }
  return undefined;
};

function wrongLight(
  trace: Trace,
  { of, number }: Inspected,
  { active, atUs }: { active: readonly string[] | undefined; atUs: number },
): string | undefined {
  if (of === 'message') {
    const { sentAtUs, endedAtUs, outcome } = trace.messages[number]!;
    if (atUs < sentAtUs) return active === undefined ? undefined : `message ${number} is told before it was sent`;
    const ended = active?.includes('delivered') || active?.includes('lost');
    if (atUs >= endedAtUs) return active?.includes(outcome) ? undefined : `message ${number} has ended otherwise`;
    return ended ? `message ${number} has not ended yet` : undefined;
  }
  const isDown = intervalAt(trace.downs[number]!, atUs) !== undefined;
  const expected = isDown ? [] : activeStates(stateAt(trace, number, atUs)!.value);
  return JSON.stringify(active) === JSON.stringify(expected)
    ? undefined
    : `${trace.nodes[number]} lights ${active?.join()}`;
}

const LAWS: Readonly<Record<string, Law>> = {
  'a run that is watched is the same run': watchingChangesNothing,
  'the steps are those of the trace': stepsAreTheTraces,
  'what was taken leads to what is active': takenLeadsThere,
  'XState takes the same transitions': takenIsXStates,
  'clocks show what the kernel told': clocksAgree,
  'timers run until they fire': timersAgree,
  'the inside is a function of run and time': insideIsAFunction,
};

const all: Law = (scenario) => {
  for (const [claim, law] of Object.entries(LAWS)) {
    const wrong = law(scenario);
    if (wrong) return `${claim}: ${wrong}`;
  }
  return undefined;
};

const HOUR_MS = 3_600_000;

describe('looking inside', () => {
  test(
    'is looking at the same run, in random runs',
    () => assertLaw(all, { scenarios: scenarios({ edits: true }), numRuns: runs(5, 100) }),
    HOUR_MS,
  );
  test(
    'is looking at the same run, with failover',
    () => assertLaw(all, { scenarios: failovers(), numRuns: runs(2, 40) }),
    HOUR_MS,
  );
});

/** What a fault in the watching would tell, and the law that must notice. */
const TAMPERED: Readonly<Record<string, readonly [(watched: Watched) => Watched, Law]>> = {
  'no transition': [
    ({ steps, timers }) => ({ timers, steps: steps.map((each) => ({ ...each, step: { ...each.step, taken: [] } })) }),
    (scenario) => takenLeadsThere(scenario),
  ],
  'the transitions of the step before': [
    ({ steps, timers }) => ({
      timers,
      steps: steps.map((each, index) => ({
        ...each,
        step: { ...each.step, taken: steps[Math.max(0, index - 1)]!.step.taken! },
      })),
    }),
    (scenario) => takenLeadsThere(scenario),
  ],
  'a step less': [
    ({ steps, timers }) => ({ timers, steps: steps.slice(1) }),
    (scenario) => stepsAreTheTraces(scenario),
  ],
  'clocks that go by true time': [
    ({ steps, timers }) => ({
      timers,
      steps: steps.map((each) => ({ ...each, event: { ...each.event, nowUs: each.atUs + 1 } })),
    }),
    (scenario) => clocksAgree(scenario),
  ],
  'no timer': [({ steps }) => ({ steps, timers: [] }), (scenario) => timersAgree(scenario)],
  'transitions that XState would not take': [
    ({ steps, timers }) => ({
      timers,
      steps: steps.map((each) => ({ ...each, step: { ...each.step, taken: each.step.taken!.toReversed() } })),
    }),
    (scenario) => takenIsXStates(scenario),
  ],
};

test.each(Object.entries(TAMPERED))('the laws notice %s', (_, [fault, law]) => {
  tamper = fault;
  const counterexample = findCounterexample(law, { scenarios: scenarios(), numRuns: 200, seed: 1, shrinks: false });
  tamper = (watched) => watched;
  expect(counterexample).toBeDefined();
});

test('things are found by the names that the scene gives them', () => {
  const scene = sceneOf(CUT_BEFORE_READ);
  const { trace } = scene;
  expect(inspectedBy(scene, 'replica:Virginia')).toEqual({ of: 'node', number: 1 });
  expect(inspectedBy(scene, `message:${trace.messages[2]!.name}`)).toEqual({ of: 'message', number: 2 });
  expect(inspectedBy(scene, 'operation:Ana.1')).toEqual({ of: 'node', number: trace.nodes.indexOf('Ana') });
  for (const id of ['replica:Atlantis', 'message:none', 'operation:none', 'link:Frankfurt-Virginia', 'cut:0'])
    expect(inspectedBy(scene, id), id).toBeUndefined();
});
