/** The lab behind its page: a script and the instrument that runs it, each changing the other; the whole in the page's link. */
import { protocols } from '#catalog';
import { Forks } from '#player/forks.svelte';
import { Instrument } from '#player/instrument.svelte';
import type { ShownRun } from '#player/sweeping.svelte';
import { showRun } from '#player/shown-run';
import { readLink, writeLink } from '#player/link';
import { viewOf } from '#player/view';
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
  /** What was typed, did not run, and gave way to a gesture. */
  #aside: string | undefined = $state.raw(undefined);

  get text() {
    return this.#text;
  }
  get errors() {
    return this.#errors;
  }
  get isChanged() {
    return this.instrument.isChanged;
  }
  /** What came of the link that opened the page. */
  get notice() {
    return this.#notice;
  }

  get aside() {
    return this.#aside;
  }

  /** What was typed comes back as it was. */
  bringBack = () => {
    if (this.#aside !== undefined) this.write(this.#aside);
    this.#aside = undefined;
  };
  leaveAside = () => void (this.#aside = undefined);

  dismiss = () => void (this.#notice = undefined);

  /** The learner typed: one undoable edit, whose text stays as it was typed. */
  write = (next: string) => {
    this.#text = next;
    this.#take(next, ({ scenario }) => this.instrument.rewrite(scenario));
  };

  /** Another script altogether: undo leads back to what was made before; other tabs are gone. */
  open(script: string): void {
    this.#text = script;
    this.#take(script, ({ scenario }) => {
      this.instrument.load(scenario, { after: this.instrument.isChanged });
      this.forks.restart();
    });
  }

  /** Shows one of many runs in a tab of its own, if one is left; the reader's own run stays as it is. */
  visit(shown: ShownRun): void {
    this.forks.fork();
    showRun(this.instrument, shown);
  }

  /** A gesture changed the scenario: the script follows. */
  follow(): void {
    const { errors, scenario } = parseScript(this.#text);
    const text = printScript(this.instrument.scenario);
    if (errors.length > 0) this.#aside = this.#text;
    if (errors.length > 0 || printScript(scenario) !== text) [this.#text, this.#errors] = [text, []];
  }

  /** Opens the runs that an address carries; what cannot be read is explained beside the default. */
  async openLink(fragment: string): Promise<void> {
    const read = await readLink(fragment);
    if (!read.linked) {
      this.#notice = read.fault;
      return this.open(WELCOME);
    }
    const { runs, active, hash, atUs, selection, guarantee } = read.linked;
    const shown = runs[active]!;
    this.open(shown.script);
    this.#notice = undefined;
    if (this.#errors.length > 0) return void (this.#notice = phrase('link.script'));
    const readable = runs.map(({ name, script }) => ({ name, parsed: parseScript(script) }));
    const kept = readable.filter(({ parsed }) => runErrors(parsed).length === 0);
    if (kept.length < runs.length) this.#notice = phrase('link.tab');
    this.forks.bring(
      kept.map(({ name, parsed }) => ({ name, scenario: parsed.scenario })),
      kept.indexOf(readable[active]!),
    );
    this.#text = shown.script;
    this.instrument.head.seek(atUs);
    this.instrument.select(selection);
    this.instrument.explain(guarantee);
    if (traceHash(this.instrument.evaluation.trace) !== hash) this.#notice = phrase('link.behaviour');
  }

  link(): Promise<string> {
    const { tabs, active, kept } = this.forks;
    const runs = kept.map(({ name, scenario }) => ({ name, script: printScript(scenario) }));
    return writeLink({ runs, active: tabs.indexOf(active), ...viewOf(this.instrument) });
  }

  /** Reads a script; shows it where it runs, else says what is wrong and leaves the last run standing. */
  #take(next: string, show: (parsed: Parsed) => void): void {
    const parsed = parseScript(next);
    this.#errors = runErrors(parsed);
    if (this.#errors.length === 0) show(parsed);
  }
}

/** What keeps a script from running; nothing is run for it. */
function runErrors(parsed: Parsed): readonly ScriptError[] {
  if (parsed.errors.length > 0) return parsed.errors;
  return faultErrors(runScenario(parsed.scenario, protocols, { maxEvents: 0 }).faults, parsed);
}

/** Faults of the whole as errors at the line of the item that they name. */
const faultErrors = (faults: readonly Fault[], { lines }: Parsed): ScriptError[] =>
  faults.map(({ item, reason }) => ({
    line: (item !== undefined && lines.get(item)) || 1,
    column: 1,
    length: 1_000,
    reason,
  }));
