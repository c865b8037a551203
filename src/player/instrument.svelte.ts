/** The instrument behind a page: one scenario, the run that follows from it, and a cursor. The only state that a stage and a diagram share. */
import { momentsOf, type Moment } from '#scene/events';
import type { Sentence } from '#scene/narration';
import type { Fault } from '#sim/plan';
import type { Scenario } from '#sim/scenario';
import { evaluate, judge, PAGE_EVENTS, type Evaluation, type Judgement } from '#player/evaluate';
import { begin, change, redo, undo, type Past } from '#player/history';
import { hasInside } from '#player/inspected';
import { judges } from '#player/judges.svelte';
import { Playhead } from '#player/playhead.svelte';
import { remediesFor, type Remedy } from '#player/remedies';
import { simulateLater } from '#player/simulation';
import { story } from '#player/story.svelte';

/** How far (ms) words may be behind the picture while a gesture lasts. */
const WORDS_MS = 250;

type Make = (scenario: Scenario) => Scenario;

const narrate = ({ trace, protocol }: Evaluation): readonly Sentence[] =>
  story.teller?.narrationOf(trace, protocol.describe) ?? [];

/** What plays and steps: an instrument, or several under one cursor. */
export type Played = Pick<Instrument, 'head' | 'moments' | 'isChanged' | 'step' | 'reset'>;

export class Instrument {
  readonly head: Playhead;
  #original: Scenario;
  #past: Past<Scenario>;
  #preview: Scenario | undefined = $state.raw(undefined);
  #evaluation: Evaluation;
  /** The run that words follow. */
  #worded: Evaluation;
  #words: ReturnType<typeof setTimeout> | undefined;
  /** What a worker's checkers said of the run. */
  #told: readonly Judgement[] | undefined = $state.raw(undefined);
  readonly #judgements: readonly Judgement[] | undefined;
  #faults: readonly Fault[] = $state.raw([]);
  #isComputing = $state(false);
  #checked: { readonly done: number; readonly all: number } | undefined = $state.raw(undefined);
  #selection: string | undefined = $state(undefined);
  #guarantee: string | undefined = $state(undefined);
  #beside: string | undefined = $state(undefined);
  #inspected: string | undefined = $state(undefined);
  readonly #moments: readonly Moment[];
  readonly #sentences: readonly Sentence[];
  readonly #remedies: readonly Remedy[];
  readonly #about: readonly number[];
  #isTyping = false;
  #cancel = () => {};

  /**
   * `scenario` must be one that runs: what cannot run never becomes an instrument's first scenario. `head` is a cursor that
   * other instruments share.
   */
  constructor(scenario: Scenario, head = new Playhead(scenario.endsUs)) {
    const first = evaluate(scenario, { maxEvents: PAGE_EVENTS });
    if (!first.evaluation) throw new Error(`the first scenario does not run: ${JSON.stringify(first.faults)}`);
    this.head = head;
    this.#original = $state.raw(scenario);
    this.#past = $state.raw(begin(scenario));
    this.#evaluation = $state.raw(first.evaluation);
    this.#worded = $state.raw(first.evaluation);
    this.#judgements = $derived(this.#told ?? (judges.areHere ? judge(this.#evaluation.observation) : undefined));
    this.#moments = $derived(momentsOf(this.#evaluation.trace));
    this.#remedies = $derived(this.#remediesNow());
    this.#about = $derived(this.#selection ? this.#aboutNow(this.#selection) : []);
    this.#sentences = $derived(narrate(this.#worded));
  }

  /** What is shown: while a gesture lasts, the scenario that letting go would make. */
  get scenario() {
    return this.#preview ?? this.#past.now;
  }
  /** All that undo and redo know, and what reset goes back to: for whoever keeps several experiments. */
  get past() {
    return this.#past;
  }
  get original() {
    return this.#original;
  }
  /** The last scenario that was kept. */
  get kept() {
    return this.#past.now;
  }
  get evaluation() {
    return this.#evaluation;
  }
  /** What the run keeps and breaks, strongest guarantee first; undefined while the checkers are on their way. */
  get judgements() {
    return this.#judgements;
  }
  get faults() {
    return this.#faults;
  }
  /** True while a worker still computes the whole of a long run. */
  get isComputing() {
    return this.#isComputing;
  }
  /** How many of the checkers a worker has been through. */
  get checked() {
    return this.#checked;
  }
  get moments() {
    return this.#moments;
  }
  /** The run in sentences, as far as a prediction lets it be known; none before what tells them has arrived. */
  get sentences() {
    return this.#sentences.filter(({ atUs }) => atUs <= this.head.knownUs);
  }
  /** The same of the run that is shown, also where a gesture lasts and words are behind it. */
  get sentencesShown() {
    return this.isWorded ? this.sentences : narrate(this.#evaluation).filter(({ atUs }) => atUs <= this.head.knownUs);
  }
  /** False while a gesture lasts and words are behind its picture: nobody reads them at every frame. */
  get isWorded() {
    return this.#worded === this.#evaluation;
  }
  /** Index of the last sentence that the cursor has reached; -1 before the first. */
  get sentenceNow() {
    return this.#sentences.findLastIndex(({ atUs }) => atUs <= this.head.atUs);
  }
  /** Places of the sentences that speak of what is selected. */
  get sentencesAbout() {
    return this.#about;
  }
  get canUndo() {
    return this.#past.before.length > 0;
  }
  get canRedo() {
    return this.#past.after.length > 0;
  }
  get isChanged() {
    return this.#past.now !== this.#original;
  }
  get selection() {
    return this.#selection;
  }
  /** The guarantee whose verdict is explained. */
  get guarantee() {
    return this.#guarantee;
  }
  /** The node at which the chosen sentence happens: lit beside what is selected. */
  get beside() {
    return this.#beside;
  }
  /** The thing that is looked into. */
  get inspected() {
    return this.#inspected;
  }
  get explained(): Judgement | undefined {
    return this.#judgements?.find(({ id }) => id === this.#guarantee);
  }

  /** Single changes of a setting that would have kept the explained promise; none while a gesture lasts. */
  get remedies() {
    return this.#remedies;
  }

  #aboutNow = (id: string) => story.teller?.sentencesAbout(this.#worded.trace, this.#sentences, id) ?? [];

  #remediesNow(): readonly Remedy[] {
    const { explained } = this;
    if (this.#preview || this.head.isVeiled || explained?.verdict.verdict !== 'violated') return [];
    return remediesFor(this.#past.now, this.#evaluation.protocol, explained.id);
  }

  /** What is looked into follows what is selected. */
  select = (id: string | undefined) => {
    this.#selection = id;
    this.#beside = undefined;
    if (this.#inspected !== undefined && id !== undefined && hasInside(id)) this.#inspected = id;
  };
  /** Moves to a sentence's event and lights what it speaks of. */
  follow = ({ atUs, record }: Sentence) => {
    if (!story.teller) return;
    const { thing, at } = story.teller.thingsOf(this.#evaluation.trace, record);
    this.head.pause();
    this.head.seek(atUs);
    this.select(thing);
    this.#beside = at === thing ? undefined : at;
  };
  explain = (id: string | undefined) => void (this.#guarantee = id);
  inspect = (id: string | undefined) => void (this.#inspected = id);
  step = (direction: 1 | -1) =>
    this.head.stepAmong(
      this.#moments.map(({ atUs }) => atUs),
      direction,
    );

  /** Makes a new scenario of the kept one: one step that can be undone. */
  edit = (make: Make) => this.#commit(change(this.#past, make(this.#past.now)));
  undo = () => this.#commit(undo(this.#past));
  redo = () => this.#commit(redo(this.#past));
  /** Back to the scenario of the beginning; this too can be undone. */
  reset = () => this.#commit(change(this.#past, this.#original));

  /** A scenario that was typed: what follows keystroke on keystroke is one step back. */
  rewrite(next: Scenario): void {
    this.#commit(this.#isTyping ? { ...this.#past, now: next, after: [] } : change(this.#past, next));
    this.#isTyping = true;
  }

  /** Shows what an edit would make, for as long as a gesture lasts: nothing is kept. */
  tryOut(make: Make): void {
    this.#preview = make(this.#past.now);
    this.#show(this.#preview);
  }

  /** Ends a gesture by keeping what it made, or by dropping it. */
  settle(keep: boolean): void {
    if (this.#preview && keep) this.#commit(change(this.#past, this.#preview));
    else if (this.#preview) this.#commit(this.#past);
  }

  /**
   * Another experiment: its past begins here, unless undo shall lead back to what was made before (`after`). `mine` is
   * what the learner had made of it before.
   */
  load(
    next: Scenario,
    { atUs = 0, mine, after = false }: { atUs?: number; mine?: Scenario | undefined; after?: boolean } = {},
  ): void {
    this.#original = next;
    this.#selection = undefined;
    this.#guarantee = undefined;
    this.#inspected = undefined;
    const start = after ? change(this.#past, next) : begin(next);
    this.#commit(mine && mine !== next ? change(start, mine) : start);
    this.head.begin(next.endsUs, atUs);
  }

  /** Another experiment with its whole past, under the same cursor. */
  resume({ past, original }: { past: Past<Scenario>; original: Scenario }): void {
    this.#original = original;
    this.#commit(past);
  }

  #commit(next: Past<Scenario>): void {
    this.#past = next;
    this.#preview = undefined;
    this.#isTyping = false;
    this.#show(next.now);
  }

  /** Shows another scenario's run; one that cannot run leaves the last run standing and says why. */
  #show(next: Scenario): void {
    this.#cancel();
    this.#checked = undefined;
    const { evaluation, faults } = { evaluation: undefined, ...evaluate(next, { maxEvents: PAGE_EVENTS }) };
    this.#faults = faults;
    if (!evaluation) return;
    this.#accept(evaluation);
    this.#isComputing = evaluation.trace.stoppedBy === 'limit';
    if (this.#isComputing)
      this.#cancel = simulateLater(next, {
        progress: (checked) => void (this.#checked = checked),
        done: (whole, judgements) => {
          this.#isComputing = false;
          this.#checked = undefined;
          this.#accept(whole, judgements);
        },
      });
  }

  #accept(evaluation: Evaluation, judgements?: readonly Judgement[]): void {
    this.#evaluation = evaluation;
    this.#told = judgements;
    this.head.fit(evaluation.trace.endsUs);
    if (this.#preview) this.#words ??= setTimeout(this.#follow, WORDS_MS);
    else this.#follow();
  }

  /** Words come up to the picture. */
  #follow = () => {
    clearTimeout(this.#words);
    this.#words = undefined;
    this.#worded = this.#evaluation;
  };
}
