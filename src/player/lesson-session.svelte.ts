/** A lesson being taken: the flow of its steps over the instrument that runs their experiments. */
import { createActor } from 'xstate';
import { checkers } from '#catalog';
import { scriptAt } from '#lesson/experiment';
import { factsFor, type Facts } from '#lesson/facts';
import { flow, lockUs, revealUs, stepOf, type FlowContext, type FlowEvent } from '#lesson/flow';
import type { GoalStep, Lesson, LessonStep } from '#lesson/lesson';
import { outlineOf } from '#lesson/progress';
import { createRun, type Run } from '#lesson/run';
import { createInstrument } from '#player/instrument.svelte';
import { evaluate } from '#player/evaluate';
import { parseDuration } from '#sim/time';
import { parseScript } from '#sim/script/parse';
import type { Scenario } from '#sim/scenario';

const scenarioOf = (script: string): Scenario => parseScript(script).scenario;

function runOf(script: string): Run {
  const { evaluation } = evaluate(scenarioOf(script));
  if (!evaluation) throw new Error('a script of the lesson does not run');
  return createRun(evaluation.trace, evaluation.protocol, checkers);
}

/** Must be called while a component is being made: it lives as long as that. */
export function createLessonSession(lesson: Lesson) {
  const instrument = createInstrument(scenarioOf(scriptAt(lesson, 0)));
  const actor = createActor(flow, { input: { outline: outlineOf(lesson) } }).start();
  let context: FlowContext = $state.raw(actor.getSnapshot().context);
  actor.subscribe((snapshot) => (context = snapshot.context));
  const step: LessonStep = $derived(lesson.steps[context.at]!);
  const run: Run = $derived(createRun(instrument.evaluation.trace, instrument.evaluation.protocol, checkers));
  const facts: Facts = $derived(factsFor(lesson, run, runOf));
  /** A run that a choice or a solution shows: the learner's own experiment waits behind it. */
  let visit: { readonly back: Scenario; readonly atUs: number } | undefined = $state.raw(undefined);

  /** What the learner made of each step's experiment, by the index of the step whose script it is. */
  const kept = new Map<number, Scenario>();
  const owner = (index: number): number => lesson.steps.findLastIndex((each, at) => at <= index && each.script !== undefined);
  let owned = owner(0);

  function enter(index: number): void {
    const next = owner(index);
    const opens = lesson.steps[index]!;
    if (next !== owned) {
      kept.set(owned, visit?.back ?? instrument.kept);
      owned = next;
      instrument.load(scenarioOf(lesson.steps[next]!.script!));
      const mine = kept.get(next);
      if (mine && mine !== instrument.kept) instrument.edit(() => mine);
    } else if (visit) leave();
    visit = undefined;
    instrument.pause();
    instrument.lock(lockUs(context));
    instrument.seek(opens.opensAt ? (parseDuration(opens.opensAt) ?? 0) : 0);
    instrument.explain('shows' in opens ? opens.shows : undefined);
    instrument.select(undefined);
  }

  function leave(): void {
    if (!visit) return;
    const { back, atUs } = visit;
    visit = undefined;
    instrument.load(scenarioOf(lesson.steps[owned]!.script!), atUs);
    if (back !== instrument.kept) instrument.edit(() => back);
  }

  function send(event: FlowEvent): void {
    const before = context.at;
    actor.send(event);
    if (context.at !== before || event.type === 'restart') enter(context.at);
    else instrument.lock(visit ? Infinity : lockUs(context));
  }

  enter(0);
  $effect(() => {
    if (!visit && instrument.atUs >= revealUs(context)) actor.send({ type: 'reveal' });
  });
  $effect(() => {
    // A gesture that is still under way has reached nothing yet.
    if (step.kind === 'goal' && !visit && instrument.scenario === instrument.kept && step.reached(run)) actor.send({ type: 'reach' });
  });

  return {
    instrument,
    lesson,
    send,
    get context() {
      return context;
    },
    get outline() {
      return stepOf(context);
    },
    get step() {
      return step;
    },
    get run() {
      return run;
    },
    /** The run of the step's own experiment, as its author wrote it: what a prediction is about. */
    get ownRun() {
      return runOf(scriptAt(lesson, context.at));
    },
    get facts() {
      return facts;
    },
    get isVisiting() {
      return visit !== undefined;
    },
    /** The way in which the goal is nearly reached now, if it is one that the lesson knows. */
    missOf: (goal: GoalStep) => goal.misses?.find(({ holds }) => holds(run))?.id,
    /** Shows another run; `leave` brings the learner's own back. */
    visit(script: string) {
      const back = visit?.back ?? instrument.kept;
      const atUs = visit?.atUs ?? instrument.atUs;
      instrument.load(scenarioOf(script));
      visit = { back, atUs };
      instrument.lock(Infinity);
      instrument.play();
    },
    leave,
  };
}

export type LessonSession = ReturnType<typeof createLessonSession>;
