/** Two or three designs under one fate: an instrument for each, one cursor over all, and what clients were told in each. */
import { protocols } from '#catalog';
import { withSettings } from '#explore/vary';
import { phrase, type Phrase } from '#history/phrase';
import { contrastOf, type Contrast } from '#measure/contrast';
import { EXAMPLES } from '#player/compare-example';
import { designNames, isSameFate, translate, type Translated } from '#player/fates';
import { Instrument } from '#player/instrument.svelte';
import { readLink, writeLink } from '#player/link';
import { Playhead } from '#player/playhead.svelte';
import { viewOf } from '#player/view';
import type { Moment } from '#scene/events';
import { traceHash } from '#sim/hash';
import { runScenario } from '#sim/run';
import type { ProtocolChoice, Scenario } from '#sim/scenario';
import { parseScript } from '#sim/script/parse';
import { printScript } from '#sim/script/print';

export interface Column {
  readonly id: number;
  readonly instrument: Instrument;
}

/** More do not stand beside each other so that one can see them. */
const MOST = 3;
const LEAST = 2;

export class Compare {
  /** The one cursor. */
  readonly head: Playhead;
  /** Names stay the same while a page is open, whatever comes and goes. */
  #fresh = 0;
  #original: readonly Scenario[];
  #fate: Scenario = $state.raw() as unknown as Scenario;
  #columns: readonly Column[] = $state.raw([]);
  #notice: Phrase | undefined = $state.raw(undefined);
  readonly #contrast: Contrast;
  readonly #moments: readonly Moment[];

  constructor() {
    this.#original = scenariosOf(EXAMPLES.cart);
    this.head = new Playhead(this.#original[0]!.endsUs);
    this.#show(this.#original);
    this.#contrast = $derived(
      contrastOf(
        this.#columns.map(({ instrument: { evaluation } }) => ({
          trace: evaluation.trace,
          observation: evaluation.observation,
          describe: evaluation.protocol.describe,
        })),
      ),
    );
    this.#moments = $derived(momentsOfAll(this.#columns));
  }

  get columns() {
    return this.#columns;
  }
  /** Clients, latencies, operations, faults and seed, with the first column's design. */
  get fate() {
    return this.#fate;
  }
  get contrast() {
    return this.#contrast;
  }
  /** What came of the link that opened the page. */
  get notice() {
    return this.#notice;
  }
  dismiss = () => void (this.#notice = undefined);

  /** What tells the columns' designs apart, by column. */
  get names() {
    return designNames(this.#columns.map(({ instrument }) => instrument.kept.protocol));
  }

  /** Promises that some column breaks: the others say nothing about the difference. */
  get telling() {
    const broken = this.#columns.flatMap(({ instrument: { judgements = [] } }) =>
      judgements.filter(({ verdict }) => verdict.verdict === 'violated').map(({ id }) => id),
    );
    return broken.filter((id, at) => broken.indexOf(id) === at);
  }

  // What a transport and the keys need of an instrument, over all columns at once.
  /** The moments of all runs, in order of time. */
  get moments() {
    return this.#moments;
  }
  get isChanged() {
    return this.#columns.some(({ instrument }, at) => instrument.kept !== this.#original[at]);
  }
  step = (direction: 1 | -1) =>
    this.head.stepAmong(
      this.#moments.map(({ atUs }) => atUs),
      direction,
    );
  reset = () => this.#show(this.#original);

  /** What a column's design cannot do of the fate. */
  leftOut = ({ instrument: { kept } }: Column): Translated['left'] =>
    translate(this.#fate, kept.protocol, protocols.get(kept.protocol.id)!).left;

  /** Another design in a column: its settings where it knows them, else as they are by default. */
  choose(column: Column, protocol: string): void {
    const { settings } = column.instrument.kept.protocol;
    const known = protocols.get(protocol)!.settings;
    const kept = Object.fromEntries(Object.entries(settings).filter(([name]) => Object.hasOwn(known, name)));
    const choice = [kept, {}]
      .map((each): ProtocolChoice => ({ id: protocol, settings: each }))
      .find((each) => this.#runs(each));
    if (choice) column.instrument.edit(() => this.#under(choice));
  }

  /** Changes what all columns share. */
  change(make: (fate: Scenario) => Scenario): void {
    this.#fate = make(this.#fate);
    for (const { instrument } of this.#columns) instrument.edit((kept) => this.#under(kept.protocol));
  }

  /** Other chances, the same for all. */
  reseed = () => this.change((fate) => ({ ...fate, seed: (fate.seed + 1) >>> 0 }));

  get canAdd() {
    return this.#columns.length < MOST;
  }
  get canRemove() {
    return this.#columns.length > LEAST;
  }
  /** One more column, like the last. */
  add(): void {
    if (this.canAdd) this.#columns = [...this.#columns, this.#column(this.#columns.at(-1)!.instrument.kept)];
  }
  remove(id: number): void {
    if (this.canRemove) this.#columns = this.#columns.filter((column) => column.id !== id);
  }

  openExample(id: keyof typeof EXAMPLES): void {
    this.#show(scenariosOf(EXAMPLES[id]));
  }

  /** Opens a script: its own design beside the other values of the first setting that its protocol offers. */
  open(script: string): void {
    const { scenario } = parseScript(script);
    this.#original = besides(scenario);
    this.#show(this.#original);
  }

  /** Opens the runs that an address carries; what cannot be read is explained beside what stands. */
  async openLink(fragment: string): Promise<void> {
    const read = await readLink(fragment);
    if (!read.linked) return void (this.#notice = read.fault);
    const { runs, active, hash, atUs } = read.linked;
    const parsed = runs.map(({ script }) => parseScript(script));
    const sound = parsed.filter(({ errors }) => errors.length === 0).map(({ scenario }) => scenario);
    const found = sound.filter((scenario) => runsAlone(scenario, sound[0]!));
    if (found.length === 0) return void (this.#notice = phrase('link.script'));
    const shown = found.slice(0, MOST);
    this.#notice = noticeOf(shown, runs.length);
    this.#original = shown.length < LEAST ? besides(shown[0]!) : shown;
    this.#show(this.#original);
    this.head.seek(atUs);
    const seen = this.#columns[shown.indexOf(parsed[active]!.scenario)];
    if (!this.#notice && seen && traceHash(seen.instrument.evaluation.trace) !== hash)
      this.#notice = phrase('link.behaviour');
  }

  /** The fate as a script, under the first design. */
  get script() {
    return printScript({ ...this.#fate, protocol: this.#columns[0]!.instrument.kept.protocol });
  }

  /** Each column as a run with the whole fate: what its design cannot do is part of the link too. */
  link(): Promise<string> {
    const runs = this.#columns.map(({ instrument }, at) => ({
      name: String.fromCharCode(65 + at),
      script: printScript({ ...this.#fate, protocol: instrument.kept.protocol }),
    }));
    const { hash, behaviour, atUs } = viewOf(this.#columns[0]!.instrument);
    return writeLink({ runs, active: 0, hash, behaviour, atUs });
  }

  #runs = (choice: ProtocolChoice): boolean =>
    runScenario(this.#under(choice), protocols, { maxEvents: 0 }).faults.length === 0;

  #under = (choice: ProtocolChoice): Scenario => translate(this.#fate, choice, protocols.get(choice.id)!).scenario;

  #show(scenarios: readonly Scenario[]): void {
    this.#fate = scenarios[0]!;
    this.#columns = scenarios.map(({ protocol }) => this.#column(this.#under(protocol)));
    this.#original = this.#columns.map(({ instrument }) => instrument.kept);
    this.head.begin(this.#fate.endsUs, 0);
  }

  #column(scenario: Scenario): Column {
    this.#fresh += 1;
    return { id: this.#fresh, instrument: new Instrument(scenario, this.head) };
  }
}

const scenariosOf = (scripts: readonly string[]): readonly Scenario[] =>
  scripts.map((script) => parseScript(script).scenario);

/** Records of different runs have equal numbers: here each gets one of its own. */
function momentsOfAll(columns: readonly Column[]): readonly Moment[] {
  const all = columns.flatMap(({ instrument }, at) =>
    instrument.moments.map((moment) => ({ ...moment, record: moment.record * MOST + at })),
  );
  return all.sort((a, b) => a.atUs - b.atUs);
}

/** This scenario, and beside it the same with other values of the first setting that its protocol offers as a choice. */
function besides(scenario: Scenario): readonly Scenario[] {
  const { settings, controls } = protocols.get(scenario.protocol.id)!;
  const name = controls.find((each) => settings[each]?.kind === 'choice');
  const spec = name === undefined ? undefined : settings[name];
  if (name === undefined || spec?.kind !== 'choice') return [scenario, scenario];
  const own = scenario.protocol.settings[name] ?? spec.default;
  const others = spec.options.filter((option) => option !== own);
  return [own, ...others].slice(0, MOST).map((value) => withSettings(scenario, [[name, value]]));
}

/** A column must run by itself, under the fate of the first. */
function runsAlone(scenario: Scenario, first: Scenario): boolean {
  const protocol = protocols.get(scenario.protocol.id);
  if (!protocol) return false;
  const { scenario: own } = translate(first, scenario.protocol, protocol);
  return runScenario(own, protocols, { maxEvents: 0 }).faults.length === 0;
}

function noticeOf(shown: readonly Scenario[], linked: number): Phrase | undefined {
  if (!shown.every((scenario) => isSameFate(scenario, shown[0]!))) return phrase('compare.link.fates');
  return linked > shown.length ? phrase('compare.link.many', { shown: shown.length, linked }) : undefined;
}
