/** What a checker says: holds, violated with a witness and its cause, or unknown. Never a silent guess. */
import type { OperationId } from '#history/operation';
import type { Observation } from '#history/observation';
import type { Phrase } from '#history/phrase';

export type Verdict = Holds | Violated | Unknown;

export interface Holds {
  readonly verdict: 'holds';
  /** The number of chances that the promise had to fail; zero reads "nothing tested it". */
  readonly tested: number;
  /** How far off the worst answer was, where the checker measures that. */
  readonly measured?: Staleness;
}

/** What a read missed: acknowledged newer writes, and how long the first of them had been done when the read began. */
export interface Staleness {
  readonly versions: number;
  /** In the history's unit. */
  readonly time: number;
}

export interface Violated {
  readonly verdict: 'violated';
  readonly tested: number;
  readonly witness: Witness;
  readonly reason: Phrase;
  readonly measured?: Staleness;
  readonly progress?: Progress;
}

/** How far an order of the operations reaches, taking them as their answers came. */
export interface Progress {
  /** As many of them, in the order of their answers, still have an order that explains them. */
  readonly prefix: readonly OperationId[];
  /** With this one none is left. */
  readonly stuck: OperationId;
}

export interface Unknown {
  readonly verdict: 'unknown';
  /** The bound that was hit, the evidence that is missing, or "not yet". */
  readonly reason: Phrase;
}

/**
 * Operations that contradict each other whatever the rest did: operations outside keep kind and argument but lose
 * result, time and order, and may take effect at any time or never. 1-minimal: no operation can be taken out.
 */
export interface Witness {
  readonly ops: readonly OperationId[];
  /** The operation whose answer completes the contradiction. */
  readonly completes: OperationId;
  /** False where the budget ended before every operation was tried. */
  readonly minimal: boolean;
}

export interface CheckOptions {
  /** Search steps before the verdict is `unknown`. */
  readonly budget?: number;
  /** The most that a read may miss; what is not stated is not bounded. Of bounded staleness only. */
  readonly staleness?: Partial<Staleness>;
}

/** A model of consistency as a discovered part: one folder `src/checkers/<id>/`, whose index exports one of these. */
export interface Checker {
  /** The folder's name. */
  readonly id: string;
  /** Its place on the ladder: 0 is the strongest. */
  readonly rank: number;
  /** Specs it can judge, or 'any'. For others it answers `unknown`. */
  readonly specs: 'any' | readonly string[];
  check(observation: Observation, options?: CheckOptions): Verdict;
}
