/** What a replica keeps: on disk its cells, hints and view of the ring; in memory what is visible of that and what it coordinates. */
import type { Value } from '#history/operation';
import type { CausalContext } from '#mechanisms/causal-contexts';
import { placeOf, ringOf, walkFrom, type Ring } from '#mechanisms/consistent-hashing';
import { hintsOf, type Hints } from '#mechanisms/hints';
import type { Told } from '#mechanisms/merkle';
import type { Gathering } from '#mechanisms/quorums';
import type { Birth } from '#sim/protocol';
import type { LeaderlessSettings } from './settings';
import { absorb, NOTHING, type Cell, type Version } from './versions';

/** Whether a replica is on the ring, by the latest word: a higher count is later. */
export type Members = Readonly<Record<string, { readonly count: number; readonly isIn: boolean }>>;

export interface Stored {
  readonly cells: Readonly<Record<string, Cell>>;
  readonly hints: Hints<Cell>;
  readonly members: Members;
}

/** One change of what is stored: it takes effect on the disk when it is written, and for readers once it is flushed. */
export type Change =
  | { readonly do: 'keep'; readonly key: string; readonly cell: Cell }
  | { readonly do: 'hint'; readonly owner: string; readonly key: string; readonly cell: Cell }
  /** The owner has confirmed these versions, told by their identities. */
  | { readonly do: 'release'; readonly owner: string; readonly identities: Readonly<Record<string, string>> }
  | { readonly do: 'collect'; readonly key: string; readonly identity: string }
  | { readonly do: 'forget'; readonly key: string }
  | { readonly do: 'members'; readonly members: Members };

/** What is on its way to the disk, and who is to hear once it is there. */
export interface Intake {
  readonly mark: number;
  readonly changes: readonly Change[];
  readonly confirm: Confirm | null;
}

export interface Confirm {
  readonly to: string;
  readonly as: 'confirm' | 'handed' | 'heard';
  /** The operation that waits for it. */
  readonly about: string;
  /** Of a handoff: the identity of what was handed over, by key. */
  readonly identities?: Readonly<Record<string, string>>;
}

export type Phase = 'versions' | 'writing' | 'reading' | 'writing-back' | 'done';

/** What a reply leaves with a client, and its next request of the same key brings along. */
export interface Left {
  readonly knows: CausalContext;
  /** Evidence: the writes that this knowledge rests on. */
  readonly taken: readonly string[];
}

/** What one replica says once it has a version on its disk. */
export interface Confirmation {
  /** It was dropped on arrival, in favour of something that was there. */
  readonly isDropped: boolean;
  /** The write in whose favour, where it was one. */
  readonly winner: string | null;
}

/** An operation that this replica coordinates. */
export interface Open {
  readonly operation: string;
  readonly client: string;
  readonly f: 'read' | 'write';
  readonly key: string;
  readonly value: Value;
  readonly keyed: boolean;
  /** The client's clock when it asked. */
  readonly stampUs: number;
  /** What the client has read of the key. */
  readonly left: Left;
  readonly phase: Phase;
  readonly owners: readonly string[];
  /** Whom it has asked in place of which owner. */
  readonly standIns: Readonly<Record<string, string>>;
  /** Answers to the question for versions. */
  readonly reads: Gathering<Cell>;
  /** Confirmations of the write or of the write-back. */
  readonly acks: Gathering<Confirmation>;
  /** What is being written. */
  readonly version: Version | null;
  /** Identity of the versions that each replica was last sent as a repair. */
  readonly mended: Readonly<Record<string, string>>;
}

/** A comparison with another replica that is under way. */
export interface Comparing {
  readonly with: string;
  readonly round: number;
  readonly nodes: readonly (Told & { readonly state: 'same' | 'differs' | 'unknown' })[];
}

export interface Memory {
  readonly birth: Birth<LeaderlessSettings>;
  /** What reads see. */
  readonly stored: Stored;
  readonly storing: readonly Intake[];
  /** The last mark that was given to an intake. */
  readonly marks: number;
  /** How many versions of each key it has made in this life: one more is the count of the next dot. */
  readonly dots: Readonly<Record<string, number>>;
  readonly open: Readonly<Record<string, Open>>;
  /** Writes that it acknowledged although they had been dropped somewhere on arrival. */
  readonly lost: readonly { readonly version: Version; readonly winner: string | null }[];
  /** Replicas that have left questions unanswered, and have not been heard since. */
  readonly away: readonly string[];
  /** Who has not yet confirmed what this replica says of its own place in or outside the ring. */
  readonly unheard: readonly string[];
  readonly comparing: Readonly<Record<string, Comparing>>;
  /** Comparisons that it has begun. */
  readonly rounds: number;
  /** How many of its own comparisons in a row, with no change between them, found nothing. */
  readonly calm: number;
}

export interface Context {
  readonly disk: Stored;
  readonly memory: Memory;
}

const rings = new WeakMap<Members, Ring>();

export const membersOf = (members: Members): readonly string[] =>
  Object.entries(members).flatMap(([name, { isIn }]) => (isIn ? [name] : []));

/** The ring of a view, worked out once. */
export function ringIn({ birth, stored: { members } }: Memory): Ring {
  const known = rings.get(members);
  if (known) return known;
  const fresh = ringOf(membersOf(members), birth.settings.vnodes);
  rings.set(members, fresh);
  return fresh;
}

export const isMember = ({ birth, stored }: Memory): boolean => stored.members[birth.self]?.isIn ?? false;

/** All on the ring, those first who own the key. */
export const walkOf = (memory: Memory, key: string): readonly string[] => walkFrom(ringIn(memory), placeOf(key));

export const ownersOf = (memory: Memory, key: string): readonly string[] =>
  walkOf(memory, key).slice(0, memory.birth.settings.n);

export const ruleOf = ({ birth }: Memory): LeaderlessSettings['versions'] => birth.settings.versions;

export const cellOf = ({ cells }: Stored, key: string): Cell => (Object.hasOwn(cells, key) ? cells[key]! : NOTHING);

/** What this replica answers for a key: its own cell, and what it keeps of that key for others. */
export function answerOf(memory: Memory, key: string): Cell {
  const { stored } = memory;
  return hintsOf(stored.hints, key).reduce((all, hint) => absorb(ruleOf(memory), all, hint).cell, cellOf(stored, key));
}
