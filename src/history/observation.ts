/** What a checker judges: the history that clients saw, and where it is known, evidence of what the servers held. */
import type { History, OperationId, Value } from '#history/operation';
import type { Phrase } from '#history/phrase';

export interface Observation {
  readonly history: History;
  readonly evidence?: Evidence;
}

export interface Evidence {
  /** True once nothing can change any more: no faults, no operation, no replication or recovery pending; else why not yet. */
  readonly settled: true | Phrase;
  /** Each replica at the end. */
  readonly final: readonly FinalReplica[];
  /** The replica whose log decides (the primary of the highest epoch), where the design has one. */
  readonly authority?: string;
  /** For each answered operation: who chose the answer, when (same unit as the history), and which writes it held then. */
  readonly answers: Readonly<Record<OperationId, Answer>>;
}

export interface FinalReplica {
  readonly replica: string;
  readonly up: boolean;
  /** Ids of the writes that it has applied, in its order. */
  readonly holds: readonly OperationId[];
  /** The value that it would answer, by key. */
  readonly shows: Readonly<Record<string, Value>>;
  /** Held, but dropped by a rule in favour of a write that did not know of it. */
  readonly dropped?: readonly { readonly id: OperationId; readonly winner: OperationId | null }[];
  /** Keys that are kept by others and not by this one, where not every replica keeps every key. */
  readonly foreign?: readonly string[];
}

export interface Answer {
  readonly replica: string;
  readonly at: number;
  readonly holds: readonly OperationId[];
}
