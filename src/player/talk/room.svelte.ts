/** The room's window behind its markup: a copy of the talk, kept by what the console tells, and a session that shows it. It can ask, never drive. */
import type { Lesson } from '#lesson/lesson';
import { LessonSession } from '#player/lesson-session.svelte';
import { openLine } from '#player/talk/line';
import { BEAT_MS, follow, nobody, readConsole, type Follower } from '#player/talk/messages';
import { mirror } from '#player/talk/mirror';
import { talkHash, type Shown, type Talk } from '#player/talk/talk';
import { keepAwake } from '#player/wake-lock';

/** After so long without a word from the console, the room is told that it waits, ms. */
const SILENT_MS = 5_000;

export class Room {
  readonly session: LessonSession;
  #follower: Follower = $state.raw(nobody);
  #isWaiting = $state(true);

  constructor(lesson: Lesson) {
    this.session = new LessonSession(lesson);
  }

  /** Undefined until a console has told it. */
  get talk(): Talk | undefined {
    return this.#follower.talk;
  }
  /** True while no console speaks. */
  get isWaiting() {
    return this.#isWaiting;
  }
  get hash(): string | undefined {
    return this.talk && talkHash(this.talk);
  }

  /** Begins to listen; returns what ends it. `nowMs` tells windows of one room apart. */
  open({ base, slug, nowMs }: { base: string; slug: string; nowMs: number }): () => void {
    const lock = keepAwake();
    const room = nowMs;
    let heardMs = 0;
    let shown: Shown | undefined;
    const line = openLine({
      base,
      talk: slug,
      hears: (data) => {
        const message = readConsole(data);
        if (!message) return;
        heardMs = Date.now();
        const { follower, asks } = follow(this.#follower, message);
        this.#follower = follower;
        this.#isWaiting = follower.talk === undefined;
        if (asks) line.say({ say: 'ask', room });
        if (follower.talk && follower.talk.shown !== shown) mirror(this.session, (shown = follower.talk.shown));
      },
    });
    const beat = () => {
      this.#isWaiting = Date.now() - heardMs > SILENT_MS;
      if (!this.talk || this.#isWaiting) line.say({ say: 'ask', room });
      if (this.talk) line.say({ say: 'here', room, hash: talkHash(this.talk), wakeful: lock.holds });
    };
    beat();
    const timer = setInterval(beat, BEAT_MS);
    return () => {
      clearInterval(timer);
      line.close();
      lock.release();
    };
  }
}
