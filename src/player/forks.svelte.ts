/** What if: runs that part from one another, as named tabs over one instrument and one cursor. Each tab keeps its own past. */
import { firstDifference } from '#measure/difference';
import { runOf } from '#player/evaluate';
import { begin, type Past } from '#player/history';
import type { Instrument } from '#player/instrument.svelte';
import { story } from '#player/story.svelte';
import type { Sentence } from '#scene/narration';
import type { Scenario } from '#sim/scenario';

export interface Fork {
  /** Stays the same when the tab gets another name. */
  readonly id: number;
  readonly name: string;
  /** The tab from which it was forked, and where the cursor stood then (µs); none for the first. */
  readonly parent?: number;
  readonly fromUs?: number;
  readonly past: Past<Scenario>;
  readonly original: Scenario;
}

/** Where two runs part, and what each of them then does that the other does not. */
export interface Parting {
  readonly atUs: number;
  readonly here: Own | undefined;
  readonly there: Own | undefined;
}

/** A sentence that only one of two runs has, and its time (µs): often later than where the runs part. */
export type Own = Pick<Sentence, 'atUs' | 'phrase'>;

/** Tabs that still fit, and that a person can still tell apart. */
const MOST_FORKS = 6;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export class Forks {
  readonly #instrument: Instrument;
  #tabs: readonly Fork[] = $state.raw([]);
  #active = $state(0);
  #fresh = 1;
  #closed: { readonly tab: Fork; readonly at: number } | undefined = $state.raw(undefined);
  readonly #difference: Parting | undefined;

  constructor(instrument: Instrument) {
    this.#instrument = instrument;
    this.#tabs = [{ id: 0, name: 'A', ...this.#now() }];
    this.#difference = $derived.by(() => this.#compare());
  }

  /** In the order in which they were made; the active one's past is the instrument's. */
  get tabs() {
    return this.#tabs;
  }
  get active() {
    return this.#tabs.find(({ id }) => id === this.#active)!;
  }
  get canFork() {
    return this.#tabs.length < MOST_FORKS;
  }
  /** The tab that the active one is held against: the one it was forked from, else its nearest neighbour. */
  get other(): Fork | undefined {
    const { parent } = this.active;
    return this.#tabs.find(({ id }) => id === parent) ?? this.#tabs.find(({ id }) => id !== this.#active);
  }
  /** Where the active run and the other part; undefined where there is no other, or no difference. */
  get difference() {
    return this.#difference;
  }

  /** The scenario as it is now lives on in a new tab, which becomes the active one. */
  fork(): void {
    if (!this.canFork) return;
    this.#keep();
    const id = this.#fresh;
    this.#fresh += 1;
    const fork = { id, name: this.#freeName(), parent: this.#active, fromUs: this.#instrument.head.atUs };
    this.#tabs = [...this.#tabs, { ...fork, ...this.#now() }];
    this.#active = id;
  }

  show(id: number): void {
    const next = this.#tabs.find((tab) => tab.id === id);
    if (!next || id === this.#active) return;
    this.#keep();
    this.#active = id;
    this.#instrument.resume(next);
  }

  /** The last tab stays. */
  close(id: number): void {
    const left = this.#tabs.filter((tab) => tab.id !== id);
    if (left.length === 0 || left.length === this.#tabs.length) return;
    if (id === this.#active) this.show(this.other!.id);
    const at = this.#tabs.findIndex((tab) => tab.id === id);
    this.#closed = { tab: this.#tabs[at]!, at };
    this.#tabs = this.#tabs.filter((tab) => tab.id !== id);
  }

  /** The tab that was closed last, while it can be brought back. */
  get closed(): Fork | undefined {
    return this.canFork ? this.#closed?.tab : undefined;
  }

  /** Brings it back where it stood, with its past. */
  reopen(): void {
    if (!this.#closed || !this.canFork) return;
    const { tab, at } = this.#closed;
    this.#closed = undefined;
    this.#tabs = this.#tabs.toSpliced(at, 0, tab);
    this.show(tab.id);
  }

  rename(id: number, name: string): void {
    const short = name.trim().slice(0, 24);
    if (short !== '') this.#tabs = this.#tabs.map((tab) => (tab.id === id ? { ...tab, name: short } : tab));
  }

  /** One tab alone, with what the instrument shows: another experiment was opened. */
  restart(): void {
    this.#tabs = [{ id: this.#fresh, name: 'A', ...this.#now() }];
    this.#closed = undefined;
    this.#active = this.#fresh;
    this.#fresh += 1;
  }

  /** What a link keeps: each tab's name and scenario, as it stands. */
  get kept(): readonly { readonly name: string; readonly scenario: Scenario }[] {
    return this.#tabs.map(({ id, name, past }) => ({
      name,
      scenario: id === this.#active ? this.#instrument.kept : past.now,
    }));
  }

  /** The tabs of a link; the instrument shows the active one already. */
  bring(runs: readonly { readonly name: string; readonly scenario: Scenario }[], active: number): void {
    this.#tabs = runs.slice(0, MOST_FORKS).map(({ name, scenario }, index) => ({
      id: this.#fresh + index,
      name,
      past: begin(scenario),
      original: scenario,
      ...(index === 0 ? {} : { parent: this.#fresh }),
    }));
    this.#active = this.#tabs[active]!.id;
    this.#fresh += this.#tabs.length;
  }

  #now(): Pick<Fork, 'past' | 'original'> {
    return { past: this.#instrument.past, original: this.#instrument.original };
  }

  #keep(): void {
    this.#tabs = this.#tabs.map((tab) => (tab.id === this.#active ? { ...tab, ...this.#now() } : tab));
  }

  #freeName(): string {
    const isFree = (letter: string) => this.#tabs.every(({ name }) => name !== letter);
    return [...LETTERS].find(isFree) ?? String(this.#fresh);
  }

  #compare(): Parting | undefined {
    const { trace, protocol } = this.#instrument.evaluation;
    const other = this.other && runOf(this.other.past.now);
    const found = other && firstDifference(trace, other);
    if (!found) return undefined;
    const [here, there] = [this.#instrument.sentencesShown, story.teller?.narrationOf(other, protocol.describe) ?? []];
    return { atUs: found.atUs, here: firstOwn(here, there, found.atUs), there: firstOwn(there, here, found.atUs) };
  }
}

const textOf = ({ atUs, phrase }: Sentence): string => `${atUs} ${JSON.stringify(phrase)}`;

/** The first sentence from that time on that the other run does not have. */
function firstOwn(sentences: readonly Sentence[], others: readonly Sentence[], fromUs: number): Own | undefined {
  const later = (list: readonly Sentence[]) => list.filter(({ atUs }) => atUs >= fromUs);
  const known = later(others).map(textOf);
  return later(sentences).find((sentence) => !known.includes(textOf(sentence)));
}
