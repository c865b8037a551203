/** Elections by votes that are kept on disk: who may be voted for, and how many votes are enough (Raft, sections 5.2 and 5.4.1). */

/** More than half of all replicas: those that are down or cut off count in the total. */
export const majorityOf = (replicas: number): number => Math.floor(replicas / 2) + 1;

/** A vote: for whom in which epoch. Each replica has one in an epoch. */
export interface Ballot {
  readonly epoch: number;
  readonly candidate: string;
}

/** How new a log is: the epoch of its last entry, then its length. */
export interface Position {
  readonly epoch: number;
  readonly length: number;
}

const isOlder = (a: Position, b: Position): boolean =>
  a.epoch < b.epoch || (a.epoch === b.epoch && a.length < b.length);

/** Why a vote is refused: the epoch is not new, the vote of that epoch is another's, the primary is well, or the log is older than the voter's. */
export type Refusal = 'epoch' | 'voted' | 'hears' | 'log';

export interface Voter {
  /** The highest epoch that it follows or has voted in. */
  readonly promised: number;
  readonly ballot: Ballot | null;
  /** It has heard from the primary just now, or is the primary and hears a majority. */
  readonly hears: boolean;
  readonly position: Position;
}

/** Null where the vote is granted. A candidate that asks again gets the same answer again. */
export function refusalOf(
  wanted: Ballot & { readonly position: Position },
  { promised, ballot, hears, position }: Voter,
): Refusal | null {
  const again = ballot?.epoch === wanted.epoch && ballot.candidate === wanted.candidate;
  if (again && promised === wanted.epoch) return null;
  if (ballot?.epoch === wanted.epoch) return 'voted';
  if (wanted.epoch <= promised) return 'epoch';
  if (hears) return 'hears';
  return isOlder(wanted.position, position) ? 'log' : null;
}
