/** The presenter's console behind its markup: the session that is presented, the stops, what the room is told, and who listens. */
import { untrack } from 'svelte';
import * as v from 'valibot';
import type { Prose } from '#lesson/prose';
import type { Lesson } from '#lesson/lesson';
import { stopsOf, type Stop } from '#lesson/stops';
import { LessonSession } from '#player/lesson-session.svelte';
import { keep, recall } from '#player/storage';
import { playOn, standAt } from '#player/talk/course';
import { act, actionBetween, type Desk, type DeskAction } from '#player/talk/desk';
import { openLine, type Line } from '#player/talk/line';
import { BEAT_MS, beatOf, readConsole, readRoom, tell, wholeOf, type Leader } from '#player/talk/messages';
import { mirror, shownOf } from '#player/talk/mirror';
import { freshTalk, talkHash, talkSchema } from '#player/talk/talk';

/** After so long without a word a window counts as gone, ms. */
const GONE_MS = 3_500;

export interface Listener {
  readonly room: number;
  readonly hash: string;
  readonly wakeful: boolean;
  readonly heardMs: number;
}

const stored = v.object({ talk: talkSchema, own: talkSchema.entries.shown, holds: v.boolean() });

export class Presenter {
  readonly session: LessonSession;
  readonly stops: readonly Stop[];
  readonly #place: { readonly base: string; readonly slug: string };
  #desk: Desk = $state.raw() as unknown as Desk;
  #at = $state(0);
  #listeners: readonly Listener[] = $state.raw([]);
  /** A later console of the same talk has taken over. */
  #isSuperseded = $state(false);
  #isOpen = $state(false);
  #leader: Leader;
  #line: Line | undefined;

  /** `base` is the site's base path, which storage and channel carry in their names. */
  constructor(lesson: Lesson, prose: Prose, place: { readonly base: string; readonly slug: string }) {
    this.session = new LessonSession(lesson);
    this.stops = stopsOf(lesson, prose);
    this.#place = place;
    const own = shownOf(this.session, this.stops[0]!.id);
    this.#desk = { talk: freshTalk(own), own, holds: false };
    this.#leader = { console: 0, number: 0, talk: this.#desk.talk };
  }

  /** What the room sees. */
  get talk() {
    return this.#desk.talk;
  }
  get holds() {
    return this.#desk.holds;
  }
  /** Windows of the room that listen now. */
  get listeners() {
    return this.#listeners;
  }
  get isSuperseded() {
    return this.#isSuperseded;
  }
  /** Index of the present stop. */
  get at() {
    return this.#at;
  }
  get stop(): Stop {
    return this.stops[this.#at]!;
  }
  get following(): Stop | undefined {
    return this.stops[this.#at + 1];
  }
  get hash() {
    return talkHash(this.#desk.talk);
  }

  /** Takes up where this browser was in the talk, and begins to tell the room. `nowMs` makes this the latest console. */
  open(nowMs: number): () => void {
    this.#takeUp();
    this.#leader = { console: nowMs, number: 0, talk: this.#desk.talk };
    const { base, slug } = this.#place;
    this.#line = openLine({ base, talk: slug, hears: (data) => this.#hear(data) });
    this.#line.say(wholeOf(this.#leader));
    this.#isOpen = true;
    const beat = setInterval(() => this.#beat(), BEAT_MS);
    return () => {
      clearInterval(beat);
      this.#line?.close();
    };
  }

  /** Presents from here again, where another console had taken over. */
  takeOver(nowMs: number): void {
    this.#isSuperseded = false;
    this.#leader = { console: nowMs, number: 0, talk: this.#desk.talk };
    this.#line?.say(wholeOf(this.#leader));
  }

  /** To be called in an effect: tells the room what has changed in the session. */
  watch(): void {
    const shown = shownOf(this.session, this.stop.id);
    if (!this.#isOpen) return;
    untrack(() => {
      const action = actionBetween(this.#desk.own, shown);
      if (action) this.do(action);
    });
  }

  do(action: DeskAction): void {
    const { desk, told } = act(this.#desk, action);
    this.#desk = desk;
    if (!this.#isSuperseded)
      for (const each of told) {
        const { leader, message } = tell(this.#leader, each);
        this.#leader = leader;
        this.#line?.say(message);
      }
    if (action.do !== 'cursor' && action.do !== 'draw') this.#keep();
  }

  next = (): void => {
    const { following } = this;
    if (!following) return;
    this.#at += 1;
    playOn(this.session, following);
  };
  previous = (): void => {
    if (this.#at > 0) this.go(this.#at - 1);
  };
  /** Stands at a stop at once. */
  go(index: number): void {
    this.#at = index;
    standAt(this.session, this.stop);
  }
  /** Goes to the first stop of a step. */
  goToStep = (step: number): void => this.go(this.stops.findIndex((stop) => stop.step === step));

  /** Begins the talk anew: no votes, nothing held. */
  startOver = (): void => {
    this.go(0);
    const own = shownOf(this.session, this.stop.id);
    const { people, look } = this.talk;
    this.#desk = { talk: { ...freshTalk(own), people, look }, own, holds: false };
    this.#leader = { ...this.#leader, number: this.#leader.number + 1, talk: this.#desk.talk };
    this.#line?.say(wholeOf(this.#leader));
    this.#keep();
  };

  /** What was tried is dropped: the presenter is again where the room is. */
  discard = (): void => {
    const { shown } = this.talk;
    this.#at = Math.max(
      0,
      this.stops.findIndex(({ id }) => id === shown.stop),
    );
    mirror(this.session, shown);
    this.do({ do: 'release' });
  };

  #hear(data: unknown): void {
    const room = readRoom(data);
    if (room?.say === 'ask') this.#line?.say(wholeOf(this.#leader));
    if (room?.say === 'here') {
      const { room: id, hash, wakeful } = room;
      const others = this.#listeners.filter((each) => each.room !== id);
      this.#listeners = [...others, { room: id, hash, wakeful, heardMs: Date.now() }];
    }
    const other = readConsole(data);
    if (other && other.console > this.#leader.console) this.#isSuperseded = true;
  }

  #beat(): void {
    const { length } = this.#listeners;
    const present = this.#listeners.filter(({ heardMs }) => Date.now() - heardMs < GONE_MS);
    if (present.length !== length) this.#listeners = present;
    if (!this.#isSuperseded) this.#line?.say(beatOf(this.#leader));
  }

  get #name() {
    return `talk:${this.#place.slug}`;
  }

  #keep(): void {
    keep(this.#place.base, this.#name, JSON.stringify(this.#desk));
  }

  /** What another version of the site kept, or a damaged store, is no loss that anybody must be told of: the talk begins anew. */
  #takeUp(): void {
    const found = v.safeParse(stored, parse(recall(this.#place.base, this.#name)));
    const at = found.success ? this.stops.findIndex(({ id }) => id === found.output.own.stop) : -1;
    if (!found.success || at < 0) return;
    this.#at = at;
    mirror(this.session, found.output.own);
    const own = shownOf(this.session, this.stop.id);
    const { talk, holds } = found.output;
    this.#desk = { talk: holds ? talk : { ...talk, shown: own, ink: [] }, own, holds };
  }
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
