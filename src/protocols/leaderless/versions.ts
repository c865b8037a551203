/** Versions of a key, and the rules by which one takes the place of another. */
import type { Value } from '#history/operation';
import { FIRST_STAMP, isLater, isSameStamp, type Stamp } from '#mechanisms/last-write';
import { merge, NO_EVENTS, type CausalContext } from '#mechanisms/causal-contexts';
import { FIRST_DOT, knownTo, siblingsOf, supersedes, type Dotted } from '#mechanisms/dotted-versions';
import type { LeaderlessSettings } from './settings';

export type Rule = LeaderlessSettings['versions'];

export interface Version extends Dotted {
  /** The write that made it; null for what stood at the start. */
  readonly operation: string | null;
  readonly key: string;
  /** Null marks a delete: a tombstone. */
  readonly value: Value;
  readonly stamp: Stamp;
  /** When its coordinator took it in, on that one's clock: a tombstone's grace counts from there. */
  readonly bornUs: number;
  /** The request carried an idempotence key: a second version of the same write is known as such. */
  readonly keyed: boolean;
  /** Evidence for the checkers, which no rule looks at: writes of the key that its coordinator had taken in by then. */
  readonly after: readonly string[];
}

/** What a replica keeps of one key. */
export interface Cell {
  /** One, or siblings; none once a tombstone has been collected. */
  readonly versions: readonly Version[];
  /** Evidence: the writes whose effect this state includes, in the order in which they were taken in. */
  readonly taken: readonly string[];
  /** The write that made the tombstone which has been collected last. */
  readonly collected: string | null;
}

/** A version that a rule has dropped, and for which other one. */
export interface Dropped {
  readonly loser: Version;
  readonly winner: Version;
}

export const NOTHING: Cell = { versions: [], taken: [], collected: null };

export const firstVersion = (key: string, value: Value): Version => ({
  ...{ operation: null, key, value, bornUs: 0, keyed: false, after: [] },
  ...{ stamp: FIRST_STAMP, dot: FIRST_DOT, context: NO_EVENTS },
});

const isSame = (rule: Rule, a: Version, b: Version): boolean =>
  rule === 'vectors' ? a.dot.node === b.dot.node && a.dot.count === b.dot.count : isSameStamp(a.stamp, b.stamp);

/** What stays of these versions: the one with the highest stamp, or all that no other one knows. */
function keepersOf(rule: Rule, versions: readonly Version[]): readonly Version[] {
  if (rule === 'vectors') return onePerWrite(siblingsOf(versions));
  const [first, ...others] = versions;
  return first ? [others.reduce((best, each) => (isLater(each.stamp, best.stamp) ? each : best), first)] : [];
}

/** A request that came twice has made two versions: where they are known to be one write, one of them stays and knows the other. */
function onePerWrite(siblings: readonly Version[]): readonly Version[] {
  const kept: Version[] = [];
  for (const version of siblings) {
    const at = version.keyed ? kept.findIndex(({ operation }) => operation === version.operation) : -1;
    if (at < 0) kept.push(version);
    else kept[at] = { ...kept[at]!, context: merge(kept[at]!.context, knownTo(version)) };
  }
  return kept;
}

/** Sets of lists that are asked for again and again: a list never changes. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

function setOf(list: readonly string[]): ReadonlySet<string> {
  const known = sets.get(list);
  if (known) return known;
  const fresh = new Set(list);
  sets.set(list, fresh);
  return fresh;
}

/** `a` with what only `b` has behind it; `a` itself where there is nothing such. */
export function union(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const known = setOf(a);
  const missing = b.filter((each) => !known.has(each));
  return missing.length === 0 ? a : [...a, ...missing];
}

/** A cell after others' versions have come: a version that loses on arrival has had no effect here and is not taken in. */
export function absorb(
  rule: Rule,
  mine: Cell,
  theirs: Pick<Cell, 'versions' | 'taken'>,
): { cell: Cell; dropped: Dropped[] } {
  const fresh = theirs.versions.filter((version) => !mine.versions.some((own) => isSame(rule, own, version)));
  if (fresh.length === 0)
    return {
      cell: isEqual(rule, mine, theirs) ? { ...mine, taken: union(mine.taken, theirs.taken) } : mine,
      dropped: [],
    };
  const versions = keepersOf(rule, [...mine.versions, ...fresh]);
  const isKept = (version: Version) => versions.some((each) => isSame(rule, each, version));
  const accepted = fresh.filter(isKept);
  const isBack = accepted.some((version) => comesBack(mine, version));
  const kept = isBack ? mine.taken.filter((each) => each !== mine.collected) : mine.taken;
  const taken = accepted.length > 0 ? union(union(kept, theirs.taken), restOf(accepted)) : mine.taken;
  const losers = [...mine.versions, ...fresh].filter((version) => !isKept(version));
  return {
    cell: { ...mine, versions, taken },
    dropped: losers.map((loser) => ({ loser, winner: winnerOver(rule, loser, versions) })),
  };
}

/** The writes on which these versions rest, and which made them. */
export const restOf = (versions: readonly Version[]): readonly string[] =>
  versions.reduce<readonly string[]>(
    (all, { after, operation }) => union(union(all, after), operation === null ? [] : [operation]),
    [],
  );

/** What was deleted here is back: nothing is left of the delete. */
export const comesBack = ({ versions, taken, collected }: Cell, { operation, value }: Version): boolean =>
  collected !== null && versions.length === 0 && value !== null && (operation === null || taken.includes(operation));

/** Both have the same versions: then what the other's state includes, this one's does too. */
const isEqual = (rule: Rule, mine: Cell, theirs: Pick<Cell, 'versions'>): boolean =>
  mine.versions.every((own) => theirs.versions.some((version) => isSame(rule, own, version)));

const winnerOver = (rule: Rule, loser: Version, versions: readonly Version[]): Version =>
  (rule === 'vectors'
    ? versions.find((each) => supersedes(each, loser) || each.operation === loser.operation)
    : undefined) ?? versions[0]!;

/** All that a reader of these versions knows: what it writes next takes their place. */
export const contextOf = (versions: readonly Version[]): CausalContext =>
  versions.reduce((known, version) => merge(known, knownTo(version)), NO_EVENTS);

/** A text that differs where the versions do. */
export const identityOf = (rule: Rule, versions: readonly Version[]): string =>
  versions
    .map(({ dot, stamp }) => (rule === 'vectors' ? `${dot.node} ${dot.count}` : `${stamp.at} ${stamp.writer}`))
    .join(', ');

/** What a read of these versions returns: a value, nothing, or the values of all siblings in one order. */
export function valueOf(versions: readonly Version[]): Value {
  const [only, ...others] = versions;
  if (!only) return null;
  return others.length === 0 ? only.value : versions.map(({ value }) => value);
}
