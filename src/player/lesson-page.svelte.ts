/** A lesson's page behind its markup: the session, what a link or the browser's store brought into it, and what is kept of it. */
import { untrack } from 'svelte';
import { phrase, type Phrase } from '#history/phrase';
import type { Lesson } from '#lesson/lesson';
import { lessonLink, openLessonLink } from '#player/lesson-link';
import { recordOf, resumeRecord } from '#player/lesson-record';
import { LessonSession } from '#player/lesson-session.svelte';
import { DRAGGED, ProgressStore } from '#player/progress.svelte';
import { keep, recall } from '#player/storage';
import { printScript } from '#sim/script/print';

const RESUMED = 'progress.resumed';

export class LessonPage {
  readonly session: LessonSession;
  readonly #store: ProgressStore;
  readonly #slug: string;
  readonly #base: string;
  #notice: Phrase | undefined = $state.raw(undefined);
  #isGuest = $state(false);
  #isOpen = $state(false);
  /** Whether an arrow was ever dragged in this browser. */
  #hasDragged = $state(true);
  /** What was kept last, without its time. */
  #kept: string | undefined;

  /** `base` is the site's base path, under which the browser keeps progress. */
  constructor(lesson: Lesson, { slug, base }: { slug: string; base: string }) {
    this.session = new LessonSession(lesson);
    this.#slug = slug;
    this.#base = base;
    this.#store = new ProgressStore(base);
  }

  /** What the learner should know about where they stand. */
  get notice() {
    return this.#notice ?? this.#store.fault;
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
    this.#store.dismiss();
  };

  /** Takes up where a link stands (`fragment`), else where the browser remembers the learner. */
  async open(fragment: string | undefined): Promise<void> {
    this.#store.open();
    this.#hasDragged = recall(this.#base, DRAGGED) !== undefined;
    const own = this.#store.records[this.#slug];
    if (fragment !== undefined) {
      const fault = await openLessonLink(this.session, fragment);
      this.#isGuest = own !== undefined;
      this.#notice = fault ?? (this.#isGuest ? phrase('progress.guest') : undefined);
    } else if (own) {
      resumeRecord(this.session, own);
      if (this.session.at > 0) this.#notice = phrase(RESUMED, { step: this.session.at + 1 });
    }
    this.#isOpen = true;
  }

  startOver = () => {
    this.#notice = undefined;
    this.session.resume(undefined);
  };

  /** To be called in an effect: keeps every step; what the page opened with is nothing new. */
  keep(nowMs: number): void {
    if (!this.#isOpen || this.#isGuest) return;
    const { savedAt, ...record } = recordOf(this.session, nowMs);
    const text = JSON.stringify(record);
    if (this.#kept !== undefined && this.#kept !== text) {
      this.#store.save(this.#slug, { ...record, savedAt });
      if (untrack(() => this.#notice)?.id === RESUMED) this.#notice = undefined; // Whoever goes on has read it.
    }
    this.#kept = text;
  }

  link = (): Promise<string> => lessonLink(this.session);
  script = (): string => printScript(this.session.mine);
}
