/** The lab behind its page: a script and the instrument that runs it, each changing the other; the whole in the page's link. */
import { protocols } from '#catalog';
import { Forks } from '#player/forks.svelte';
import { Instrument } from '#player/instrument.svelte';
import { readLink, writeLink } from '#player/link';
import { WELCOME, welcome } from '#player/welcome';
import { phrase, type Phrase } from '#history/phrase';
import { traceHash } from '#sim/hash';
import type { Fault } from '#sim/plan';
import { runScenario } from '#sim/run';
import { parseScript, type Parsed, type ScriptError } from '#sim/script/parse';
import { printScript } from '#sim/script/print';

export class Lab {
  readonly instrument = new Instrument(welcome());
  readonly forks = new Forks(this.instrument);
  #text = $state(WELCOME);
  #errors: readonly ScriptError[] = $state.raw([]);
  #notice: Phrase | undefined = $state.raw(undefined);

  get text() {
    return this.#text;
  }
  get errors() {
    return this.#errors;
  }
  /** What came of the link that opened the page. */
  get notice() {
    return this.#notice;
  }

  dismiss = () => void (this.#notice = undefined);

  /** The learner typed: one undoable edit, whose text stays as it was typed. */
  write = (next: string) => {
    this.#text = next;
    this.#take(next, ({ scenario }) => this.instrument.rewrite(scenario));
  };

  /** Another script altogether: its past begins here. */
  open(script: string): void {
    this.#text = script;
    this.#take(script, ({ scenario }) => {
      this.instrument.load(scenario);
      this.forks.restart();
    });
  }

  /** A gesture changed the scenario: the script follows. */
  follow(): void {
    const { errors, scenario } = parseScript(this.#text);
    const text = printScript(this.instrument.scenario);
    if (errors.length > 0 || printScript(scenario) !== text) [this.#text, this.#errors] = [text, []];
  }

  /** Opens a run that an address carries; one that cannot be read is explained beside the default. */
  async openLink(fragment: string): Promise<void> {
    const read = await readLink(fragment);
    if (!read.linked) {
      this.#notice = read.fault;
      return this.open(WELCOME);
    }
    const { script, hash } = read.linked;
    this.open(script);
    const isSame = traceHash(this.instrument.evaluation.trace) === hash;
    this.#notice = this.#errors.length > 0 ? phrase('link.script') : isSame ? undefined : phrase('link.behaviour');
  }

  link(): Promise<string> {
    const { kept, evaluation } = this.instrument;
    return writeLink({
      script: printScript(kept),
      hash: traceHash(evaluation.trace),
      behaviour: evaluation.protocol.behaviour,
    });
  }

  /** Reads a script; shows it where it runs, else says what is wrong and leaves the last run standing. */
  #take(next: string, show: (parsed: Parsed) => void): void {
    const parsed = parseScript(next);
    const run = () => faultErrors(runScenario(parsed.scenario, protocols, { maxEvents: 0 }).faults, parsed);
    this.#errors = parsed.errors.length > 0 ? parsed.errors : run();
    if (this.#errors.length === 0) show(parsed);
  }
}

/** Faults of the whole as errors at the line of the item that they name. */
const faultErrors = (faults: readonly Fault[], { lines }: Parsed): ScriptError[] =>
  faults.map(({ item, reason }) => ({
    line: (item !== undefined && lines.get(item)) || 1,
    column: 1,
    length: 1_000,
    reason,
  }));
