/** A lesson's page behind its markup: the session, what a link or the browser's store brought into it, and what is kept of it. */
import { untrack } from 'svelte';
import { phrase, type Phrase } from '#history/phrase';
import type { Lesson } from '#lesson/lesson';
import { judges } from '#player/judges.svelte';
import { LessonSession } from '#player/lesson-session.svelte';
import { DRAGGED, keep, recall } from '#player/storage';
import { printScript } from '#sim/script/print';

const RESUMED = 'progress.resumed';

const bringShelf = () => import('#player/lesson-shelf');
type Shelf = Awaited<ReturnType<typeof bringShelf>>;
type Store = InstanceType<Shelf['ProgressStore']>;

export class LessonPage {
  readonly session: LessonSession;
  /** Once the lesson has been taken up. */
  #kept: { readonly store: Store; readonly shelf: Shelf } | undefined = $state.raw(undefined);
  readonly #slug: string;
  readonly #base: string;
  #notice: Phrase | undefined = $state.raw(undefined);
  #isGuest = $state(false);
  /** Whether an arrow was ever dragged in this browser. */
  #hasDragged = $state(true);
  /** What was kept last, without its time. */
  #last: string | undefined;

  /** `base` is the site's base path, under which the browser keeps progress. */
  constructor(lesson: Lesson, { slug, base }: { slug: string; base: string }) {
    this.session = new LessonSession(lesson);
    this.#slug = slug;
    this.#base = base;
  }

  /** What the learner should know about where they stand. */
  get notice() {
    return this.#notice ?? this.#kept?.store.fault;
  }
  /** True where a link brought the lesson's state and the learner has progress of their own: that one stays as it is. */
  get isGuest() {
    return this.#isGuest;
  }

  /** Whether the page says how an arrow is dragged: where that is taught, and nobody here has done it yet. */
  get hintsAtDrag() {
    return this.session.teaches === 'drag' && !this.#hasDragged;
  }
  dragged = () => {
    this.#hasDragged = true;
    keep(this.#base, DRAGGED, 'yes');
  };

  dismiss = () => {
    this.#notice = undefined;
    this.#kept?.store.dismiss();
  };

  /** Takes up where a link stands (`fragment`), else where the browser remembers the learner; what is asked meanwhile comes after. */
  open(fragment: string | undefined): Promise<void> {
    const opened = this.#open(fragment);
    void this.session.hold(opened);
    return opened;
  }

  async #open(fragment: string | undefined): Promise<void> {
    this.#hasDragged = recall(this.#base, DRAGGED) !== undefined;
    const [shelf] = await Promise.all([bringShelf(), judges.arrive()]); // Later steps may speak of verdicts.
    const store = new shelf.ProgressStore(this.#base);
    store.open();
    const own = store.records[this.#slug];
    if (fragment !== undefined) {
      const fault = await shelf.openLessonLink(this.session, fragment);
      this.#isGuest = own !== undefined;
      this.#notice = fault ?? (this.#isGuest ? phrase('progress.guest') : undefined);
    } else if (own) {
      shelf.resumeRecord(this.session, own);
      if (this.session.at > 0) this.#notice = phrase(RESUMED, { step: this.session.at + 1 });
    }
    this.#kept = { store, shelf };
  }

  startOver = () => {
    this.#notice = undefined;
    this.session.resume(undefined);
  };

  /** To be called in an effect: keeps every step; what the page opened with is nothing new. */
  keep(nowMs: number): void {
    if (!this.#kept || this.#isGuest) return;
    const { store, shelf } = this.#kept;
    const { savedAt, ...record } = shelf.recordOf(this.session, nowMs);
    const text = JSON.stringify(record);
    if (this.#last !== undefined && this.#last !== text) {
      store.save(this.#slug, { ...record, savedAt });
      if (untrack(() => this.#notice)?.id === RESUMED) this.#notice = undefined; // Whoever goes on has read it.
    }
    this.#last = text;
  }

  link = async (): Promise<string> => (await bringShelf()).lessonLink(this.session);
  script = (): string => printScript(this.session.mine);
}
