/** A lesson as data that a machine can check: its experiment, its steps, and predicates over runs from which every answer key is computed. */
import type { Run } from '#lesson/run';

export const ROLES = ['data-engineer', 'sre', 'dba', 'executive'] as const;
export type Role = (typeof ROLES)[number];

/** What a learner may do in a step besides playing and looking. */
export interface Permissions {
  /** Names of the protocol's settings that are shown as controls. */
  readonly settings: readonly string[];
  readonly tools: readonly Tool[];
}

/**
 * What a step may let a learner do: cut links; crash, drag a message's arrival; say an operator's words; disturb links, disks and clocks;
 * lose or double a message; add, move and remove operations; add and remove replicas and clients.
 */
export const TOOLS = ['cut', 'crash', 'drag', 'command', 'disturb', 'lose', 'operations', 'nodes'] as const;
export type Tool = (typeof TOOLS)[number];

export interface Source {
  /** As a reader would look it up: author, title, year, place. */
  readonly text: string;
  readonly url?: string;
}

interface StepBase {
  /** The heading of its section in `en.md`. */
  readonly id: string;
  /** The experiment from this step on, as a script; left out: that of the step before. */
  readonly script?: string;
  readonly may?: Permissions;
  /** Many runs of the step's experiment, drawn as a curve beside its words. */
  readonly sweep?: SweepFigure;
  /** Where the cursor stands when the step opens, in the script's time (`44ms`); left out: at the start, in a prediction at its lock. */
  readonly opensAt?: string;
}

export interface SweepFigure {
  /** Settings with their values in all combinations: `r=1..2 w=1..2`. */
  readonly vary: string;
  /** Runs of each combination. */
  readonly runs: number;
}

/** Look and play; nothing is asked. `shows` names a guarantee whose verdict the step opens. */
export interface PlayStep extends StepBase {
  readonly kind: 'play' | 'explain';
  readonly shows?: string;
  /** A tool that the learner meets here for the first time: the page says how it is used, until it has been. */
  readonly teaches?: 'drag';
}

/** Questions about earlier lessons, answered at once; no run. */
export interface RecallStep extends StepBase {
  readonly kind: 'recall';
  readonly questions: readonly Question[];
}

export interface Question {
  readonly id: string;
  /** Exactly one is right. */
  readonly choices: readonly { readonly id: string; readonly right: boolean }[];
}

/** The run stays locked beyond `locksAt` until the learner predicts or skips. */
export interface PredictStep extends StepBase {
  readonly kind: 'predict';
  readonly locksAt: string;
  /** When the run has given the answer away, and the explanation may show; left out: as soon as the lock is gone. */
  readonly revealsAt?: string;
  /** Exactly one holds of the step's run. */
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly id: string;
  readonly holds: (run: Run) => boolean;
  /** A run in which this choice would have been right: offered to those who chose it. */
  readonly wouldHold?: string;
  /** Where no such run exists: the moment of the step's own run that refutes this choice. */
  readonly lookAt?: string;
}

/** The learner changes the experiment until the goal holds. */
export interface GoalStep extends StepBase {
  readonly kind: 'goal';
  /** False of the run at the start, true of the solution's. */
  readonly reached: (run: Run) => boolean;
  /** A script that reaches the goal: shown to those who ask for it. */
  readonly solution: string;
  /** Other ways that count, so that a test can say that they do. */
  readonly alsoReachedBy?: readonly string[];
  /** Ways that get there and want different words, said before the common ones (`### way id`). The first that holds is said. */
  readonly ways?: readonly Attempt[];
  /** Ways that nearly get there, each with an answer of its own (`### miss id`). The first that holds is said. */
  readonly misses?: readonly Attempt[];
}

/** What a learner made of a goal's experiment, where the lesson has words for it. */
export interface Attempt {
  readonly id: string;
  readonly holds: (run: Run) => boolean;
  /** A script to which it applies. */
  readonly example: string;
}

export interface TakeawayStep extends StepBase {
  readonly kind: 'takeaway';
  readonly sources: readonly Source[];
}

export type LessonStep = PlayStep | RecallStep | PredictStep | GoalStep | TakeawayStep;

/** A general statement of the prose ("never", "always"), marked there as `[never](claim:id)`, and run over many seeds. */
export interface Claim {
  readonly id: string;
  readonly script: string;
  readonly seeds: number;
  /** A second experiment, run with the same seed, where the claim compares two. */
  readonly against?: string;
  readonly holds: (run: Run, against: Run) => boolean;
}

/** Text, a plain number, or a time that is said with its unit. */
export type FactValue = string | number | { readonly us: number };

/** Computed from the run that stands beside the prose, as a learner has changed it, or from an experiment of its own. */
export type Fact = ((run: Run) => FactValue) | { readonly script: string; readonly value: (run: Run) => FactValue };

export interface Lesson {
  readonly minutes: number;
  readonly roles: { readonly core: readonly Role[]; readonly useful: readonly Role[] };
  readonly steps: readonly LessonStep[];
  readonly claims: readonly Claim[];
  /** Figures that the prose shows as `{name}`. */
  readonly facts: Readonly<Record<string, Fact>>;
}
