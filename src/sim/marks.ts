/** The shared marks in which every protocol describes itself to the screen, so that no protocol needs view code of its own. */
import type { OperationId, Value } from '#history/operation';

export type Mark =
  | BadgeMark
  /** What a read of this key would answer, and which write put it there (null: the initial value). */
  | { readonly mark: 'value'; readonly key: string; readonly value: Value; readonly writer: OperationId | null }
  | LogMark;

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
