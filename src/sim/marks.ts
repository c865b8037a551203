/** The shared marks in which every protocol describes itself to the screen, so that no protocol needs view code of its own. */
import type { OperationId, Value } from '#history/operation';

export type Mark =
  | BadgeMark
  | ValueMark
  | LogMark
  | HoldsMark
  | ListMark
  | TableMark
  | VectorMark
  | SetMark
  | TreeMark
  | RingMark
  | LostMark;

/**
 * What a read of this key would answer, and which write put it there (null: the initial value). Several marks of one key
 * are siblings: a conflict that nobody has decided yet.
 */
export interface ValueMark {
  readonly mark: 'value';
  readonly key: string;
  readonly value: Value;
  readonly writer: OperationId | null;
  /** Writes that the value is made of, where no single one put it there: a counter's sum, a set, a merged cart. */
  readonly from?: readonly OperationId[];
}

/** The writes whose effect a replica has taken in, in any order: evidence where no log says so. */
export interface HoldsMark {
  readonly mark: 'holds';
  readonly operations: readonly OperationId[];
}

/** What a set, a map or a text consists of. */
export interface ListMark {
  readonly mark: 'list';
  readonly key: string;
  /** False where the order says nothing: a set. */
  readonly ordered: boolean;
  readonly items: readonly ListItemMark[];
}

export interface ListItemMark {
  readonly value: Value;
  readonly writer: OperationId | null;
  /** Removed, and still remembered: a tombstone. */
  readonly gone?: boolean;
}

/** Parts that make up a whole: a counter's share of each replica, rights to spend, hints kept for others. */
export interface TableMark {
  readonly mark: 'table';
  /** Word id of the title; `args` fill its words. */
  readonly id: string;
  readonly args?: Readonly<Record<string, string | number>>;
  /** Word ids of the columns behind the first, which names the row. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly (string | number)[] }[];
}

/** A version vector: how many events of each replica a version knows. Drawn as bars, one a replica. */
export interface VectorMark {
  readonly mark: 'vector';
  readonly key: string;
  readonly writer: OperationId | null;
  readonly counts: Readonly<Record<string, number>>;
  /** Single events that it knows after a gap, by replica, rising: one before them is not known. */
  readonly beyond?: Readonly<Record<string, readonly number[]>>;
}

/** Replicas that an operation has asked, and how many must answer: a quorum that lights up. */
export interface SetMark {
  readonly mark: 'set';
  /** Word id: what is being gathered. */
  readonly id: 'quorum.read' | 'quorum.write' | 'quorum.repair';
  readonly operation: OperationId;
  readonly needed: number;
  readonly members: readonly {
    readonly name: string;
    /** `standIn`: answers in place of another, with a hint. */
    readonly state: 'asked' | 'answered' | 'standIn';
  }[];
}

/** A Merkle tree that is being compared with another replica's. */
export interface TreeMark {
  readonly mark: 'tree';
  readonly with: string;
  /** Levels below the root. */
  readonly depth: number;
  /** `path` is the way from the root: '' the root, then a digit 0 or 1 a level. */
  readonly nodes: readonly {
    readonly path: string;
    readonly digest: string;
    readonly state: 'same' | 'differs' | 'unknown';
  }[];
}

/** Consistent hashing: places on a ring of length 1, and who owns which key. */
export interface RingMark {
  readonly mark: 'ring';
  readonly tokens: readonly { readonly at: number; readonly owner: string }[];
  readonly keys: readonly { readonly key: string; readonly at: number; readonly owners: readonly string[] }[];
}

/** Acknowledged writes that a rule dropped in favour of another, as far as this replica knows. */
export interface LostMark {
  readonly mark: 'lost';
  readonly entries: readonly {
    readonly key: string;
    readonly value: Value;
    readonly writer: OperationId;
    /** Word id of the rule that decided. */
    readonly rule: string;
    readonly winner: OperationId | null;
  }[];
}

/** A role or mode; `id` is a word id, `args` fill its words. The first badge is the role. */
export interface BadgeMark {
  readonly mark: 'badge';
  readonly id: string;
  readonly tone?: 'role' | 'plain' | 'warn';
  readonly args?: Readonly<Record<string, string | number>>;
}

/** A replication log with how far each gate has let it through; counts are numbers of entries. */
export interface LogMark {
  readonly mark: 'log';
  /** May be longer than `received`: only the first `received` entries belong to this moment. */
  readonly entries: readonly LogEntryMark[];
  readonly received: number;
  readonly written: number;
  readonly flushed: number;
  readonly applied: number;
  /** Entries of its own that another log contradicts, put aside until someone decides: they stood from entry `from` on. */
  readonly divergent?: readonly { readonly from: number; readonly entries: readonly LogEntryMark[] }[];
}

export interface LogEntryMark {
  readonly operation: OperationId;
  readonly key: string;
  readonly value: Value;
}

export type Description = readonly Mark[];
