/** A scenario: everything that decides a run, as plain data. It is what the learner edits and what a link carries. */
import type { Latency } from '#sim/latency';
import type { Value } from '#history/operation';

export interface Scenario {
  readonly title: string;
  readonly seed: number;
  readonly endsUs: number;
  readonly protocol: ProtocolChoice;
  readonly replicas: readonly ReplicaSpec[];
  readonly clients: readonly ClientSpec[];
  /** First value by key. */
  readonly initially: Readonly<Record<string, Value>>;
  readonly links: readonly LinkSpec[];
  readonly nodes: readonly NodeSpec[];
  readonly steps: readonly Step[];
  readonly edits: readonly Edit[];
  /** Comment and blank lines by the single line that they stand before (`seed`, `ends`, …, and `end` for the last ones). */
  readonly remarks: Readonly<Record<string, readonly string[]>>;
}

/** Comment (`# …`) and blank lines that stand before this item in the script. */
export interface Remarked {
  readonly remarks?: readonly string[];
}

export interface ProtocolChoice {
  readonly id: string;
  /** Only what was stated: the rest takes the protocol's defaults. Text as written; the protocol's schema reads it. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface ReplicaSpec {
  readonly name: string;
  /** Where it stands; its own name when not stated. */
  readonly place?: string;
}

export interface ClientSpec {
  readonly name: string;
  /** A replica's name or a place. */
  readonly at: string;
}

/** What can be said of a link; what is left out keeps its former value. */
export interface LinkTraits {
  readonly latency?: Latency;
  readonly lossPercent?: number;
  readonly duplicatePercent?: number;
  /** Share of messages that may overtake those before them; the others keep order on a connection. */
  readonly reorderPercent?: number;
  readonly bandwidthBitsPerS?: number;
  /** A connection holds messages at a cut until it heals; datagrams vanish there. */
  readonly transport?: 'connection' | 'datagram';
}

/** Ends are replicas or clients; `default` is every link between replicas that is not declared, `local` a client's way to its place. */
export interface LinkSpec extends LinkTraits, Remarked {
  readonly ends: { readonly from: string; readonly to: string; readonly oneWay: boolean } | 'default' | 'local';
}

export interface NodeTraits {
  /** Handing a record to the operating system. */
  readonly writeUs?: number;
  /** Flushing to disk. */
  readonly flushUs?: number;
  /** How far this node's clock is ahead of true time. */
  readonly skewUs?: number;
  /** Microseconds that the clock gains in a second of true time. */
  readonly driftPpm?: number;
}

export interface NodeSpec extends NodeTraits, Remarked {
  readonly node: string;
}

export interface MicroOperation {
  readonly f: string;
  readonly key: string;
  /** Left out: a write takes the next value that its key has not had. */
  readonly arg?: Value;
}

export type CrashKind = 'process' | 'machine' | 'disk';

/** Names of nodes, or `@place` for all that stand there. */
export type Side = readonly string[];

export type Action =
  | {
      readonly do: 'operation';
      readonly client: string;
      readonly number: number;
      readonly micro: readonly MicroOperation[];
    }
  | {
      /** The same operation again and again, from the step's time on. */
      readonly do: 'workload';
      readonly client: string;
      readonly number: number;
      readonly micro: readonly MicroOperation[];
      readonly everyUs: number;
      readonly untilUs: number;
    }
  | {
      readonly do: 'cut';
      readonly left: Side;
      readonly right: Side;
      readonly oneWay: boolean;
      readonly positionPercent: number;
    }
  | { readonly do: 'heal'; readonly left: Side; readonly right: Side }
  | { readonly do: 'crash'; readonly node: string; readonly kind: CrashKind }
  | { readonly do: 'restart' | 'pause' | 'resume'; readonly node: string }
  | { readonly do: 'link'; readonly link: LinkSpec }
  | { readonly do: 'node'; readonly node: NodeSpec }
  /** What an operator tells a replica: a word that the protocol knows, with its arguments. */
  | { readonly do: 'command'; readonly node: string; readonly command: string; readonly args: readonly string[] };

export interface Step extends Remarked {
  readonly atUs: number;
  readonly action: Action;
}

/** A change to one message, found by its stable name; it stays in the scenario when that message does not occur. */
export interface Edit extends Remarked {
  readonly message: string;
  readonly change:
    { readonly do: 'delay'; readonly byUs: number } | { readonly do: 'drop' } | { readonly do: 'duplicate' };
}

/** What one run may hold. The first numbers that make a page slow, not the last that work. */
export const LIMITS = {
  replicas: 81,
  clients: 256,
  statements: 5_000,
  operations: 100_000,
  endsUs: 30 * 864e8,
  events: 500_000,
  scriptCharacters: 200_000,
  nameCharacters: 32,
} as const;
