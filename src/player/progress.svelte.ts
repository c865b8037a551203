/** The learner's progress in this browser: read when a page opens, written with every step, exported, imported and merged as a file. */
import { phrase, type Phrase } from '#history/phrase';
import { mergeRecords, printRecords, readRecords, type LessonRecord, type Records } from '#lesson/records';
import { DRAGGED, forget, keep, recall } from '#player/storage';

const NAME = 'progress';
/** Where a store that cannot be read is put aside: nothing of it is thrown away. */
const DAMAGED = 'progress-damaged';

export class ProgressStore {
  readonly #base: string;
  #records: Records = $state.raw({});
  #fault: Phrase | undefined = $state.raw(undefined);

  /** `base` is the site's base path. */
  constructor(base: string) {
    this.#base = base;
  }

  get records() {
    return this.#records;
  }
  /** What is wrong with the store, if anything is. */
  get fault() {
    return this.#fault;
  }
  dismiss = () => void (this.#fault = undefined);

  /** The text of a store that could not be read. */
  get damaged(): string | undefined {
    return recall(this.#base, DAMAGED);
  }

  /** Reads the browser's store; what cannot be read is put aside and said. */
  open(): void {
    const text = recall(this.#base, NAME);
    const read = text === undefined ? { records: {} } : readRecords(text);
    if (!read.records && keep(this.#base, DAMAGED, text!)) forget(this.#base, NAME);
    this.#records = read.records ?? {};
    this.#fault = read.records ? undefined : phrase('progress.damaged');
  }

  /** Keeps one lesson's record; what another window wrote meanwhile about other lessons stays. */
  save(slug: string, record: LessonRecord): void {
    const stored = readRecords(recall(this.#base, NAME) ?? '').records ?? this.#records;
    this.#write(mergeRecords(stored, { [slug]: record }));
  }

  /** The whole as a file's text. */
  get exported(): string {
    return printRecords(this.#records);
  }

  /** Merges a file into the store; gives what is wrong with it, and then changes nothing. */
  import(text: string): Phrase | undefined {
    const read = readRecords(text);
    if (!read.records) return read.fault;
    this.#write(mergeRecords(this.#records, read.records));
    return undefined;
  }

  /** Starts afresh: for whoever leaves a shared machine. */
  clear(): void {
    forget(this.#base, NAME);
    forget(this.#base, DAMAGED);
    forget(this.#base, DRAGGED);
    this.#records = {};
    this.#fault = undefined;
  }

  #write(next: Records): void {
    this.#records = next;
    if (!keep(this.#base, NAME, printRecords(next))) this.#fault = phrase('progress.unkept');
  }
}
