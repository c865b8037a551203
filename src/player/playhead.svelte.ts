/** The cursor that stage and diagram share: a thin rune class over the playback machine. */
import { createActor } from 'xstate';
import { knownUs, playback, speedFor, SPEEDS, type PlaybackContext, type PlaybackEvent } from '#player/playback';

/** Real time. */
const RUN_UP_MS = 1_500;

export class Playhead {
  readonly #actor;
  #shown: { readonly context: PlaybackContext; readonly isPlaying: boolean };

  constructor(endUs: number) {
    this.#actor = createActor(playback, { input: { endUs } }).start();
    this.#shown = $state.raw({ context: this.#actor.getSnapshot().context, isPlaying: false });
    this.#actor.subscribe((snapshot) => {
      this.#shown = { context: snapshot.context, isPlaying: snapshot.matches('playing') };
    });
  }

  get atUs() {
    return this.#shown.context.atUs;
  }
  get endUs() {
    return this.#shown.context.endUs;
  }
  get lockUs() {
    return this.#shown.context.lockUs;
  }
  /** Virtual seconds in a second of real time. */
  get speed() {
    return this.#shown.context.speed;
  }
  get isPlaying() {
    return this.#shown.isPlaying;
  }
  get isLocked() {
    return this.lockUs < this.endUs;
  }
  /** How far the run may be shown, µs. */
  get knownUs() {
    return knownUs(this.#shown.context);
  }
  /** True while something of the run is not to be shown: a prediction is awaited, or its answer. */
  get isVeiled() {
    return this.knownUs < this.endUs;
  }

  toggle = () => this.#send({ type: 'toggle' });
  play = () => this.#send({ type: 'play' });
  /** Plays from a little before the cursor, so that what leads up to here is seen again. */
  playWithRunUp = () => {
    this.seek(this.atUs - RUN_UP_MS * 1_000 * this.speed);
    this.play();
  };
  /** Plays up to this time (µs) and pauses there. */
  playTo = (untilUs: number) => this.#send({ type: 'play', untilUs });
  pause = () => this.#send({ type: 'pause' });
  first = () => this.#send({ type: 'first' });
  last = () => this.#send({ type: 'last' });
  tick = (elapsedMs: number) => this.#send({ type: 'tick', elapsedMs });
  seek = (atUs: number) => this.#send({ type: 'seek', atUs });
  /** `veilUs`: from there on the run is shown as far as the cursor is. */
  lock = (lockUs: number, veilUs = Infinity) => this.#send({ type: 'lock', lockUs, veilUs });

  /** Another run of this length: the cursor stays where it is, if that still exists. */
  fit(endUs: number): void {
    if (endUs !== this.endUs) this.#send({ type: 'load', endUs });
  }

  /** Another experiment: paused, at its own speed. */
  begin(endUs: number, atUs: number): void {
    this.fit(endUs);
    this.pause();
    this.#send({ type: 'speed', speed: speedFor(endUs) });
    this.seek(atUs);
  }

  /** To the next of these times, or the one before; beyond the last to the end. Times ascend. */
  stepAmong(timesUs: readonly number[], direction: 1 | -1): void {
    this.pause();
    const next =
      direction === 1 ? timesUs.find((time) => time > this.atUs) : timesUs.findLast((time) => time < this.atUs);
    this.seek(next ?? (direction === 1 ? this.endUs : 0));
  }

  /** One notch faster or slower. */
  changeSpeed = (direction: 1 | -1) => {
    const at = SPEEDS.indexOf(this.speed) + direction;
    this.#send({ type: 'speed', speed: SPEEDS[Math.max(0, Math.min(at, SPEEDS.length - 1))]! });
  };

  #send(event: PlaybackEvent): void {
    this.#actor.send(event);
  }
}
