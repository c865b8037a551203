/** A sweep as a page runs it: chunks handed to workers, how far they are, the way to stop them, and what came of it. */
import { protocols } from '#catalog';
import { curveOf, figuresOf, widthFor, type Example, type Figures, type Point } from '#explore/curve';
import { chunksOf, joinTallies, scenarioOf, seedOf } from '#explore/sweep';
import { nameOf, parseVary, varied, type Varied, type Variant } from '#explore/vary';
import type { Phrase } from '#history/phrase';
import type { SweepAnswer, SweepJob } from '#player/sweep-worker';
import { expandOperations } from '#sim/operations';
import { runScenario } from '#sim/run';
import type { Scenario } from '#sim/scenario';

/** One line of the picture: a combination of what is varied. */
export interface SweptVariant {
  readonly name: string;
  readonly curve: readonly Point[];
  readonly figures: Figures;
}

/** A run that shows a point: its scenario, and the read to look at. */
export interface ShownRun {
  readonly scenario: Scenario;
  readonly seed: number;
  /** `Bo.3`. */
  readonly operation: string;
}

interface Asked {
  readonly scenario: Scenario;
  readonly vary: string;
  readonly runs: number;
}

/** More workers than this wait for each other's memory. */
const MOST_WORKERS = 4;

export class Sweeping {
  #fault: Phrase | undefined = $state.raw(undefined);
  #progress: { readonly done: number; readonly all: number } | undefined = $state.raw(undefined);
  #swept: readonly SweptVariant[] = $state.raw([]);
  #variants: readonly Variant[] = [];
  #operations: readonly string[] = [];
  #workers: Worker[] = [];

  /** What is wrong with what was asked. */
  get fault() {
    return this.#fault;
  }
  /** Runs that are done, of all; undefined while nothing is computed. */
  get progress() {
    return this.#progress;
  }
  /** The last sweep that came to its end. */
  get swept() {
    return this.#swept;
  }

  /** Starts anew; a sweep that still runs is called off. */
  start({ scenario, vary, runs }: Asked): void {
    this.cancel();
    const { variants, fault } = { variants: undefined, ...variantsOf(scenario, vary) };
    this.#fault = fault;
    if (!variants) return;
    this.#variants = variants;
    this.#operations = expandOperations(scenario).flatMap(({ action }) =>
      action.do === 'operation' ? [action.id] : [],
    );
    this.#progress = { done: 0, all: runs * variants.length };
    this.#handOut(chunksOf(variants.length, runs).map((chunk) => ({ variant: variants[chunk.variant]!, chunk })));
  }

  cancel = () => {
    for (const worker of this.#workers) worker.terminate();
    this.#workers = [];
    this.#progress = undefined;
  };

  /** The run that an example of a variant's curve names. */
  shown(variant: number, { run, operation }: Example): ShownRun {
    const of = this.#variants[variant]!;
    return {
      scenario: scenarioOf(of, run),
      seed: seedOf(of.scenario, run),
      operation: this.#operations[operation]!,
    };
  }

  /** Each worker takes the next chunk when it has done one: who computed what changes nothing. */
  #handOut(jobs: readonly SweepJob[]): void {
    const answers: SweepAnswer[] = [];
    let next = 0;
    const count = Math.min(jobs.length, MOST_WORKERS, Math.max(1, navigator.hardwareConcurrency - 1));
    this.#workers = Array.from({ length: count }, () => {
      const worker = new Worker(new URL('./sweep-worker.ts', import.meta.url), { type: 'module' });
      const give = () => {
        if (next < jobs.length) worker.postMessage(jobs[next]!);
        next += 1;
      };
      worker.addEventListener('message', ({ data }: MessageEvent<SweepAnswer>) => {
        answers.push(data);
        this.#progress = { ...this.#progress!, done: this.#progress!.done + data.chunk.to - data.chunk.from };
        give();
        if (answers.length === jobs.length) this.#finish(answers);
      });
      give();
      return worker;
    });
  }

  #finish(answers: readonly SweepAnswer[]): void {
    this.cancel();
    const tallies = this.#variants.map((_, variant) =>
      joinTallies(answers.filter(({ chunk }) => chunk.variant === variant)),
    );
    const widthUs = widthFor(tallies);
    this.#swept = tallies.map((tally, variant) => ({
      name: nameOf(this.#variants[variant]!),
      curve: curveOf(tally, widthUs),
      figures: figuresOf(tally),
    }));
  }
}

function variantsOf(scenario: Scenario, vary: string): Varied {
  const reason = runScenario(scenario, protocols, { maxEvents: 0 }).faults[0]?.reason;
  if (reason) return { fault: reason };
  const read = parseVary(vary);
  return 'fault' in read ? { fault: read.fault } : varied(scenario, read.axes, protocols.get(scenario.protocol.id)!);
}
