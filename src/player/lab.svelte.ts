/** The lab behind its page: a script and the instrument that runs it, each changing the other; the whole in the page's link. */
import { protocols } from '#catalog';
import type { Phrase } from '#history/phrase';
import { Instrument } from '#player/instrument.svelte';
import { readLink, writeLink } from '#player/link';
import { WELCOME, welcome } from '#player/welcome';
import { phrase } from '#history/phrase';
import { traceHash } from '#sim/hash';
import type { Fault } from '#sim/plan';
import { runScenario } from '#sim/run';
import { parseScript, type Parsed, type ScriptError } from '#sim/script/parse';
import { printScript } from '#sim/script/print';

export function createLab() {
  const instrument = new Instrument(welcome());
  let text = $state(WELCOME);
  let errors: readonly ScriptError[] = $state.raw([]);
  /** What came of the link that opened the page. */
  let notice: Phrase | undefined = $state.raw(undefined);

  /** Reads a script; shows it where it runs, else says what is wrong and leaves the last run standing. */
  function take(next: string, show: (parsed: Parsed) => void): void {
    const parsed = parseScript(next);
    const found = parsed.errors.length > 0 ? parsed.errors : faultErrors(runScenario(parsed.scenario, protocols, { maxEvents: 0 }).faults, parsed);
    errors = found;
    if (found.length === 0) show(parsed);
  }

  return {
    instrument,
    get text() {
      return text;
    },
    get errors() {
      return errors;
    },
    get notice() {
      return notice;
    },
    dismiss: () => void (notice = undefined),
    /** The learner typed: one undoable edit, whose text stays as it was typed. */
    write(next: string) {
      text = next;
      take(next, ({ scenario }) => instrument.rewrite(scenario));
    },
    /** Another script altogether: its past begins here. */
    open(script: string) {
      text = script;
      take(script, ({ scenario }) => instrument.load(scenario));
    },
    /** A gesture changed the scenario: the script follows. */
    follow() {
      const parsed = parseScript(text);
      if (parsed.errors.length > 0 || printScript(parsed.scenario) !== printScript(instrument.scenario)) [text, errors] = [printScript(instrument.scenario), []];
    },
    async openLink(fragment: string) {
      const read = await readLink(fragment);
      if (!read.linked) {
        notice = read.fault;
        return this.open(WELCOME);
      }
      notice = undefined;
      const { script, hash } = read.linked;
      this.open(script);
      if (errors.length > 0) notice = phrase('link.script');
      else if (traceHash(instrument.evaluation.trace) !== hash) notice = phrase('link.behaviour');
    },
    link: () => writeLink({ script: printScript(instrument.kept), hash: traceHash(instrument.evaluation.trace), behaviour: instrument.evaluation.protocol.behaviour }),
  };
}

/** Faults of the whole as errors at the line of the item that they name. */
const faultErrors = (faults: readonly Fault[], { lines }: Parsed): ScriptError[] =>
  faults.map(({ item, reason }) => ({ line: (item !== undefined && lines.get(item)) || 1, column: 1, length: 1_000, reason }));

