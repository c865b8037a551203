/** A lesson being taken: the flow of its steps over the instrument that runs their experiments. */
import { createActor, type Actor } from 'xstate';
import { checkers } from '#catalog';
import type { Phrase } from '#history/phrase';
import { scriptAt } from '#lesson/experiment';
import { factsFor, fillHtml, fillText, type Facts } from '#lesson/facts';
import {
  canGoBack,
  canGoOn,
  flow,
  hintsOf,
  isAwaited,
  isLastStep,
  isRevealed,
  lockUs,
  marksOf,
  progressOf,
  revealUs,
  veilUs,
  type FlowContext,
  type FlowEvent,
} from '#lesson/flow';
import { gradeGoal, rightChoice, type GoalState } from '#lesson/grade';
import type { GoalStep, Lesson, LessonStep, Permissions, PredictStep } from '#lesson/lesson';
import { outlineOf, readProgress, type Progress } from '#lesson/progress';
import type { Passage } from '#lesson/prose';
import { createRun, type Run } from '#lesson/run';
import { evaluate } from '#player/evaluate';
import { Instrument } from '#player/instrument.svelte';
import { parseDuration } from '#sim/time';
import { parseScript } from '#sim/script/parse';
import { printScript } from '#sim/script/print';
import type { Scenario } from '#sim/scenario';

const scenarioOf = (script: string): Scenario => parseScript(script).scenario;

// eslint-disable-next-line svelte/prefer-svelte-reactivity -- a cache: nothing on the page depends on what it holds
const runs = new Map<string, Run>();

/** The run of a lesson's own script; made once. */
function runOf(script: string): Run {
  const known = runs.get(script);
  if (known) return known;
  const { evaluation } = evaluate(scenarioOf(script));
  if (!evaluation) throw new Error('a script of the lesson does not run');
  const fresh = createRun(evaluation.trace, evaluation.protocol, checkers);
  runs.set(script, fresh);
  return fresh;
}

/** What a learner made of an experiment, with the index of the step that brought it. */
export interface Changed {
  readonly step: number;
  readonly scenario: Scenario;
}

export class LessonSession {
  readonly lesson: Lesson;
  readonly instrument: Instrument;
  #actor!: Actor<typeof flow>;
  #context: FlowContext = $state.raw() as unknown as FlowContext;
  readonly #step: LessonStep;
  readonly #run: Run;
  readonly #facts: Facts;
  /** A run that a choice or a solution shows: the learner's own experiment waits behind it. */
  #visit: { readonly mine: Scenario; readonly atUs: number } | undefined = $state.raw(undefined);
  /** What the learner made of each experiment, by the index of the step that brought it. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- read only when a step is entered
  readonly #kept = new Map<number, Scenario>();
  #owner: number;
  #held: Promise<unknown> | undefined;

  constructor(lesson: Lesson) {
    this.lesson = lesson;
    this.instrument = new Instrument(scenarioOf(scriptAt(lesson, 0)));
    this.#begin();
    this.#step = $derived(lesson.steps[this.#context.at]!);
    this.#run = $derived(createRun(this.instrument.evaluation.trace, this.instrument.evaluation.protocol, checkers));
    this.#facts = $derived(factsFor(lesson, this.#run, runOf));
    this.#owner = this.#ownerOf(0);
    this.#enter();
  }

  get at() {
    return this.#context.at;
  }
  get step() {
    return this.#step;
  }
  get marks() {
    return marksOf(this.#context);
  }
  get hints() {
    return hintsOf(this.#context);
  }
  get isRevealed() {
    return isRevealed(this.#context);
  }
  /** True from a prediction until the run has given its answer away. */
  get isAwaited() {
    return isAwaited(this.#context);
  }
  get isFinished() {
    return this.#context.finished;
  }
  get isLast() {
    return isLastStep(this.#context);
  }
  get canGoOn() {
    return canGoOn(this.#context);
  }
  get canGoBack() {
    return canGoBack(this.#context);
  }
  get isVisiting() {
    return this.#visit !== undefined;
  }
  /** What may be changed in this step: what was last said. */
  get may(): Permissions {
    return (
      this.lesson.steps.slice(0, this.at + 1).findLast(({ may }) => may !== undefined)?.may ?? {
        settings: [],
        tools: [],
      }
    );
  }

  /** The tool that is met here for the first time. */
  get teaches() {
    return 'teaches' in this.#step ? this.#step.teaches : undefined;
  }

  /** What the learner has done so far, as plain data. */
  get progress(): Progress {
    return progressOf(this.#context);
  }

  /** Experiments that the learner changed. */
  get changed(): readonly Changed[] {
    const { mine } = this;
    const others = [...this.#kept].filter(([step]) => step !== this.#owner);
    const isOwn = printScript(mine) !== printScript(this.#experiment);
    return [...others, ...(isOwn ? [[this.#owner, mine] as const] : [])].map(([step, scenario]) => ({
      step,
      scenario,
    }));
  }

  /** Takes up where someone stood, with the experiments that they changed: what does not fit this lesson is dropped. */
  resume(found: unknown, changed: readonly Changed[] = []): void {
    this.#begin(readProgress(found, outlineOf(this.lesson)));
    this.#kept.clear();
    for (const { step, scenario } of changed) this.#kept.set(step, scenario);
    this.#visit = undefined;
    this.#owner = this.#ownerOf(this.at);
    this.instrument.load(this.#experiment, { mine: this.#kept.get(this.#owner) });
    this.#enter();
  }

  /** The learner's own experiment; a run that is only visited is none. */
  get mine(): Scenario {
    return this.#visit?.mine ?? this.instrument.kept;
  }

  /** Puts another scenario into this step's experiment: reset leads back to the lesson's. */
  bring(scenario: Scenario, atUs: number): void {
    this.#visit = undefined;
    this.instrument.load(this.#experiment, { atUs, mine: scenario });
  }

  /** The choice that the step's own run makes true. */
  rightChoice = (step: PredictStep): string => rightChoice(step, runOf(scriptAt(this.lesson, this.at)));

  /** How the present run stands to a goal. */
  gradeOf = (goal: GoalStep): GoalState => gradeGoal(goal, this.#run);

  /** How many seeds a general statement of the prose was run with. */
  seedsOf = (claim: string): number => this.lesson.claims.find(({ id }) => id === claim)?.seeds ?? 0;

  html = (passage: Passage | undefined, say: (phrase: Phrase) => string): string =>
    passage ? fillHtml(passage.html, this.#facts, say) : '';
  text = (passage: Passage | undefined, say: (phrase: Phrase) => string): string =>
    passage ? fillText(passage.text, this.#facts, say) : '';

  /** What is asked from now on waits until then, in its order: nothing is lost while a page takes the lesson up. */
  async hold(until: Promise<unknown>): Promise<void> {
    this.#held = until.catch(() => {});
    await this.#held;
    this.#held = undefined;
  }

  send(event: FlowEvent): void {
    if (this.#held) void this.#held.then(() => this.#take(event));
    else this.#take(event);
  }

  #take(event: FlowEvent): void {
    const before = this.at;
    this.#actor.send(event);
    if (this.at !== before || event.type === 'restart') this.#enter();
    else if (this.#visit) this.instrument.head.lock(Infinity);
    else this.#lock();
  }

  /** To be called in effects: what the run itself tells the flow. */
  watchReveal(): void {
    if (!this.#visit && this.instrument.head.atUs >= revealUs(this.#context)) this.send({ type: 'reveal' });
  }
  watchGoal(): void {
    const { scenario, kept } = this.instrument; // A gesture that is still under way has reached nothing yet.
    if (this.#step.kind === 'goal' && !this.#visit && scenario === kept && this.#step.reached(this.#run))
      this.#actor.send({ type: 'reach' });
  }

  /** Shows another run; `leave` brings the learner's own back. */
  visit(script: string): void {
    const { kept, head } = this.instrument;
    const visit = this.#visit ?? { mine: kept, atUs: head.atUs };
    this.instrument.load(scenarioOf(script));
    this.#visit = visit;
    head.lock(Infinity);
    head.play();
  }

  leave = () => {
    if (!this.#visit) return;
    const { mine, atUs } = this.#visit;
    this.#visit = undefined;
    this.instrument.load(this.#experiment, { atUs, mine });
  };

  /** Follows a word of the prose: a moment, or a thing of the run. A moment is a time or the name of a figure that is one. */
  follow(to: string, name: string): void {
    const { head, evaluation } = this.instrument;
    head.pause();
    if (to === 'moment') head.seek(this.timeOf(name));
    const operation = to === 'operation' ? evaluation.trace.operations.find(({ id }) => id === name) : undefined;
    if (operation) head.seek(Math.min(operation.returnUs, head.endUs));
    if (to === 'operation' || to === 'replica' || to === 'client') this.instrument.select(`${to}:${name}`);
  }

  /** The time (µs) of a moment of the prose: a duration, or the name of a figure that is one. */
  timeOf(name: string): number {
    const figure = this.#facts[name]?.args['valueUs'];
    return parseDuration(name) ?? (typeof figure === 'number' ? figure : 0);
  }

  /** The present step's experiment as the lesson brings it. */
  get #experiment(): Scenario {
    return scenarioOf(this.lesson.steps[this.#owner]!.script!);
  }

  #begin(progress?: Progress): void {
    this.#actor?.stop();
    this.#actor = createActor(flow, {
      input: { outline: outlineOf(this.lesson), ...(progress ? { progress } : {}) },
    }).start();
    this.#context = this.#actor.getSnapshot().context;
    this.#actor.subscribe((snapshot) => void (this.#context = snapshot.context));
  }

  /** The run is shown as far as this step lets it be known. */
  #lock(): void {
    this.instrument.head.lock(lockUs(this.#context), veilUs(this.#context));
  }

  #ownerOf(index: number): number {
    return this.lesson.steps.findLastIndex(({ script }, at) => at <= index && script !== undefined);
  }

  /** Sets the stage for the present step; what the learner made of the former experiment is kept for the way back. */
  #enter(): void {
    const next = this.#ownerOf(this.at);
    const { instrument } = this;
    if (next !== this.#owner) {
      this.#kept.set(this.#owner, this.mine);
      this.#owner = next;
      instrument.load(this.#experiment, { mine: this.#kept.get(next) });
      this.#visit = undefined;
    } else this.leave();
    const { opensAt } = this.#step;
    const opens = opensAt ?? (this.#step.kind === 'predict' ? this.#step.locksAt : '0ms');
    instrument.head.pause();
    this.#lock();
    instrument.head.seek(this.timeOf(opens));
    instrument.explain('shows' in this.#step ? this.#step.shows : undefined);
    instrument.select(undefined);
  }
}
