/** What can happen to a replica: requests of clients, what other replicas say, its disk, its timers, an operator. */
import type { Value } from '#history/operation';
import type { Told } from '#mechanisms/merkle';
import type { From } from '#sim/protocol';
import type { Confirmation, Left, Members } from './context';
import type { Cell, Version } from './versions';

export type Asked = From<{
  readonly type: 'read' | 'write' | 'delete';
  readonly operation: string;
  readonly micro: readonly { readonly key: string; readonly arg: Value }[];
  readonly key: number | null;
  /** By the client's clock. */
  readonly stampUs?: number;
  readonly left?: Left;
}>;

/** A cell as it travels; `entries` are its versions. */
export interface Carried {
  readonly entries: readonly Version[];
  readonly taken: readonly string[];
}

export type Fetch = From<{ readonly type: 'fetch' | 'version'; readonly operation: string; readonly key: string }>;
export type Versions = From<Carried & { readonly type: 'versions'; readonly operation: string }>;
export type Copy = From<Carried & { readonly type: 'copy'; readonly operation: string; readonly hint: string | null }>;
export type Mend = From<Carried & { readonly type: 'mend'; readonly operation: string; readonly isAwaited: boolean }>;
export type Confirmed = From<Confirmation & { readonly type: 'confirm'; readonly operation: string }>;
export type Handoff = From<{
  readonly type: 'handoff';
  readonly entries: readonly Version[];
  readonly cells: Readonly<Record<string, Cell>>;
}>;
export type Handed = From<{ readonly type: 'handed'; readonly identities: Readonly<Record<string, string>> }>;
export type Tree = From<{
  readonly type: 'tree';
  readonly by: string;
  readonly round: number;
  readonly nodes: readonly Told[];
}>;
export type Sync = From<{
  readonly type: 'sync';
  readonly by: string;
  readonly round: number;
  readonly leaves: readonly string[];
  readonly entries: readonly Version[];
  readonly cells: Readonly<Record<string, Cell>>;
  readonly isAnswer: boolean;
}>;
export type News = From<{ readonly type: 'news'; readonly members: Members }>;
export type Heard = From<{ readonly type: 'heard' }>;

export type Stored = { readonly type: 'written' | 'flushed'; readonly mark: number };
export type Timer =
  | { readonly type: 'timer.patience'; readonly operation: string }
  | { readonly type: 'timer.handoff' | 'timer.news' | 'timer.compare' }
  | { readonly type: 'timer.collect'; readonly key: string };
export type Command = { readonly type: 'command.join' | 'command.leave' | 'command.repair' };

export type Event = { readonly nowUs: number } & (
  | Asked
  | Fetch
  | Versions
  | Copy
  | Mend
  | Confirmed
  | Handoff
  | Handed
  | Tree
  | Sync
  | News
  | Heard
  | Stored
  | Timer
  | Command
);
