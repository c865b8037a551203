/** The instrument behind a page: one scenario, the run that follows from it, and a cursor. The only state that a stage and a diagram share. */
import { createActor } from 'xstate';
import { momentsOf, type Moment } from '#scene/events';
import type { Fault } from '#sim/plan';
import type { Scenario } from '#sim/scenario';
import { evaluate, type Evaluation } from '#player/evaluate';
import { begin, change, redo, undo, type Past } from '#player/history';
import { playback, speedFor, SPEEDS, type PlaybackContext } from '#player/playback';
import { simulateLater } from '#player/simulation';

/** Runs with more events than this go to a worker. */
const PAGE_EVENTS = 2_000;

/** `scenario` must be one that runs: what cannot run never becomes an instrument's first scenario. */
export function createInstrument(scenario: Scenario) {
  const first = evaluate(scenario);
  if (!first.evaluation) throw new Error(`the first scenario does not run: ${JSON.stringify(first.faults)}`);
  let original = $state.raw(scenario);
  let past: Past<Scenario> = $state.raw(begin(scenario));
  let preview: Scenario | undefined = $state.raw(undefined);
  let evaluation: Evaluation = $state.raw(first.evaluation);
  let faults: readonly Fault[] = $state.raw([]);
  let isComputing = $state(false);
  let selection: string | undefined = $state(undefined);
  let guarantee: string | undefined = $state(undefined);
  const actor = createActor(playback, { input: { endUs: scenario.endsUs } }).start();
  let play: { context: PlaybackContext; isPlaying: boolean } = $state.raw({ context: actor.getSnapshot().context, isPlaying: false });
  actor.subscribe((snapshot) => (play = { context: snapshot.context, isPlaying: snapshot.matches('playing') }));
  const moments: readonly Moment[] = $derived(momentsOf(evaluation.trace));

  let isTyping = false;
  let cancel = () => {};
  /** Shows another scenario's run; a scenario that cannot run leaves the last run standing and says why. */
  function show(next: Scenario): void {
    cancel();
    const result = evaluate(next, { maxEvents: PAGE_EVENTS });
    faults = result.faults;
    if (!result.evaluation) return;
    accept(result.evaluation);
    isComputing = result.evaluation.trace.stoppedBy === 'limit';
    if (isComputing) cancel = simulateLater(next, (whole) => ((isComputing = false), accept(whole)));
  }
  function accept(next: Evaluation): void {
    evaluation = next;
    if (next.trace.endsUs !== play.context.endUs) actor.send({ type: 'load', endUs: next.trace.endsUs });
  }
  function commit(next: Past<Scenario>): void {
    past = next;
    preview = undefined;
    isTyping = false;
    show(next.now);
  }
  const limitUs = () => Math.min(play.context.endUs, play.context.lockUs);

  return {
    /** What is shown: while a gesture lasts, the scenario that letting go would make. */
    get scenario() {
      return preview ?? past.now;
    },
    /** The last scenario that was kept. */
    get kept() {
      return past.now;
    },
    get evaluation() {
      return evaluation;
    },
    get faults() {
      return faults;
    },
    get isComputing() {
      return isComputing;
    },
    get atUs() {
      return play.context.atUs;
    },
    get endUs() {
      return play.context.endUs;
    },
    get lockUs() {
      return play.context.lockUs;
    },
    get speed() {
      return play.context.speed;
    },
    get isPlaying() {
      return play.isPlaying;
    },
    get isLocked() {
      return play.context.lockUs < play.context.endUs;
    },
    get moments() {
      return moments;
    },
    get canUndo() {
      return past.before.length > 0;
    },
    get canRedo() {
      return past.after.length > 0;
    },
    get isChanged() {
      return past.now !== original;
    },
    get selection() {
      return selection;
    },
    /** The guarantee whose verdict is explained. */
    get guarantee() {
      return guarantee;
    },
    select: (id: string | undefined) => void (selection = id),
    explain: (id: string | undefined) => void (guarantee = id),
    /** Makes a new scenario of the kept one: one step that can be undone. */
    edit: (make: (scenario: Scenario) => Scenario) => commit(change(past, make(past.now))),
    /** A scenario that was typed: what follows keystroke on keystroke is one step back. */
    rewrite(next: Scenario) {
      commit(isTyping ? { ...past, now: next, after: [] } : change(past, next));
      isTyping = true;
    },
    /** The same, for as long as a gesture lasts: nothing is kept. */
    tryOut(make: (scenario: Scenario) => Scenario) {
      preview = make(past.now);
      show(preview);
    },
    /** Ends a gesture by keeping what it made, or by dropping it. */
    settle(keep: boolean) {
      if (preview && keep) commit(change(past, preview));
      else if (preview) commit(past);
    },
    undo: () => commit(undo(past)),
    redo: () => commit(redo(past)),
    /** Back to the scenario of the beginning; this too can be undone. */
    reset: () => commit(change(past, original)),
    /** Another experiment: its past begins here. */
    load(next: Scenario, atUs = 0) {
      original = next;
      [selection, guarantee] = [undefined, undefined];
      commit(begin(next));
      actor.send({ type: 'pause' });
      actor.send({ type: 'speed', speed: speedFor(next.endsUs) });
      actor.send({ type: 'seek', atUs });
    },
    toggle: () => actor.send({ type: 'toggle' }),
    play: () => actor.send({ type: 'play' }),
    pause: () => actor.send({ type: 'pause' }),
    tick: (elapsedMs: number) => actor.send({ type: 'tick', elapsedMs }),
    seek: (atUs: number) => actor.send({ type: 'seek', atUs }),
    first: () => actor.send({ type: 'first' }),
    last: () => actor.send({ type: 'last' }),
    lock: (lockUs: number) => actor.send({ type: 'lock', lockUs }),
    /** To the next event, or the one before. */
    step(direction: 1 | -1) {
      actor.send({ type: 'pause' });
      const { atUs } = play.context;
      const next = direction === 1 ? moments.find((moment) => moment.atUs > atUs)?.atUs : moments.findLast((moment) => moment.atUs < atUs)?.atUs;
      actor.send({ type: 'seek', atUs: next ?? (direction === 1 ? limitUs() : 0) });
    },
    /** One notch faster or slower. */
    changeSpeed(direction: 1 | -1) {
      const at = SPEEDS.indexOf(play.context.speed) + direction;
      actor.send({ type: 'speed', speed: SPEEDS[Math.max(0, Math.min(at, SPEEDS.length - 1))]! });
    },
  };
}

export type Instrument = ReturnType<typeof createInstrument>;
