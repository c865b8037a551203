/** A class's clock: how long it may take, what is left of it, and how long the present step has lasted. It runs on over a reload. */
import { keep, recall } from '#player/storage';

const NAME = 'class-time';
const MINUTE_MS = 60_000;

export class ClassTime {
  readonly #base: string;
  #minutes = $state(45);
  /** When it was started, and what had passed before a pause, ms. */
  #startedMs: number | undefined = $state(undefined);
  #passedMs = $state(0);
  #nowMs = $state(0);
  #step = '';
  #stepSinceMs = $state(0);

  /** `base` is the site's base path, under which the browser keeps it. */
  constructor(base: string) {
    this.#base = base;
  }

  get nowMs() {
    return this.#nowMs;
  }
  get minutes() {
    return this.#minutes;
  }
  get isRunning() {
    return this.#startedMs !== undefined;
  }
  /** Below zero once the class is over. */
  get leftMs() {
    const running = this.#startedMs === undefined ? 0 : this.#nowMs - this.#startedMs;
    return this.#minutes * MINUTE_MS - this.#passedMs - running;
  }
  get stepMs() {
    return Math.max(0, this.#nowMs - this.#stepSinceMs);
  }

  /** Begins to tick; returns what ends it. */
  open(): () => void {
    this.#read();
    this.#nowMs = this.#stepSinceMs = Date.now();
    const timer = setInterval(() => (this.#nowMs = Date.now()), 1_000);
    return () => clearInterval(timer);
  }

  toggle = (): void => {
    this.#nowMs = Date.now();
    if (this.#startedMs === undefined) this.#startedMs = this.#nowMs;
    else {
      this.#passedMs += this.#nowMs - this.#startedMs;
      this.#startedMs = undefined;
    }
    this.#keep();
  };

  /** Another length of the class; it begins anew. */
  plan(minutes: number): void {
    if (!(minutes >= 1 && minutes <= 600)) return;
    this.#minutes = minutes;
    this.#passedMs = 0;
    if (this.#startedMs !== undefined) this.#startedMs = this.#nowMs;
    this.#keep();
  }

  /** Another step is on the wall. */
  enter(step: string): void {
    if (step === this.#step) return;
    this.#step = step;
    this.#stepSinceMs = Date.now();
  }

  #keep(): void {
    keep(this.#base, NAME, [this.#minutes, this.#passedMs, this.#startedMs ?? ''].join(' '));
  }

  /** A class of yesterday is over: its clock is not taken up. */
  #read(): void {
    const [minutes, passedMs, startedMs] = (recall(this.#base, NAME) ?? '').split(' ').map(Number);
    if (!minutes || !Number.isFinite(passedMs)) return;
    this.#minutes = minutes;
    if (!startedMs || Date.now() - startedMs > 4 * 60 * MINUTE_MS) return;
    [this.#passedMs, this.#startedMs] = [passedMs!, startedMs];
  }
}
