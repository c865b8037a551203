/** Version vectors side by side: which counts are higher where, and whether one dominates or both are concurrent. */
import type { OperationId } from '#history/operation';
import type { Description, VectorMark } from '#sim/marks';
import { words, type Phrase } from './words';

type Known = Pick<VectorMark, 'counts' | 'beyond'>;

/** How the first of two vectors stands to the second. */
export type Relation = 'equal' | 'before' | 'after' | 'concurrent';

/** What a vector says of one replica. */
interface Count {
  /** All its events up to this one. */
  readonly count: number;
  /** Single ones after a gap, rising. */
  readonly beyond: readonly number[];
}

export interface VectorBar extends Count {
  readonly name: string;
  /** No other vector that it is held against knows more of this replica. */
  readonly ahead: boolean;
}

export interface FrameVector {
  /** One a replica, in the script's order. */
  readonly bars: readonly VectorBar[];
  /** The highest event of all vectors held against each other: the height of a full bar. */
  readonly most: number;
  /** The same in words, of each replica of which anything is known. */
  readonly known: readonly Phrase[];
}

const countIn = ({ counts, beyond = {} }: Known, name: string): Count => ({
  count: counts[name] ?? 0,
  beyond: beyond[name] ?? [],
});

const namesIn = ({ counts, beyond = {} }: Known): readonly string[] => [...Object.keys(counts), ...Object.keys(beyond)];

/** Whether the first knows all that the second does. An event that follows the count is never among those beyond it. */
const covers = (a: Count, b: Count): boolean =>
  a.count >= b.count && b.beyond.every((event) => event <= a.count || a.beyond.includes(event));

const highestOf = ({ count, beyond }: Count): number => beyond.at(-1) ?? count;

/** A vector dominates another if it lacks nothing that the other knows; if neither does, the versions are concurrent. */
export function relationOf(a: Known, b: Known): Relation {
  const names = [...namesIn(a), ...namesIn(b)];
  const behind = names.some((name) => !covers(countIn(a, name), countIn(b, name)));
  const ahead = names.some((name) => !covers(countIn(b, name), countIn(a, name)));
  if (behind && ahead) return 'concurrent';
  return behind ? 'before' : ahead ? 'after' : 'equal';
}

/** The vector that goes with a value; undefined where the design has none. */
export const vectorIn = (marks: Description, key: string, writer: OperationId | null): VectorMark | undefined =>
  marks.find((mark): mark is VectorMark => mark.mark === 'vector' && mark.key === key && mark.writer === writer);

/** Bars for vectors that stand beside each other. `replicas`: all names, in the script's order; others follow. */
export function barsOf(vectors: readonly Known[], replicas: readonly string[]): FrameVector[] {
  const used = new Set(vectors.flatMap(namesIn));
  const names = [...replicas, ...[...used].filter((name) => !replicas.includes(name)).sort()];
  const most = Math.max(1, ...vectors.flatMap((vector) => names.map((name) => highestOf(countIn(vector, name)))));
  return vectors.map((vector) => {
    const bars = names.map((name) => barOf(vector, name, vectors));
    return { most, bars, known: bars.filter((bar) => highestOf(bar) > 0).map(wordsOf) };
  });
}

function barOf(vector: Known, name: string, beside: readonly Known[]): VectorBar {
  const own = countIn(vector, name);
  const knowsMore = (other: Count) => covers(other, own) && !covers(own, other);
  const ahead = highestOf(own) > 0 && !beside.some((other) => knowsMore(countIn(other, name)));
  return { name, ...own, ahead };
}

/** `Virginia 1 and no. 3`: her first and third event. */
function wordsOf({ name, count, beyond }: VectorBar): Phrase {
  const [first, ...rest] = beyond;
  const begun = count > 0 ? words('peer.count', { name, count }) : words('peer.count.only', { name, count: first! });
  const more = count > 0 ? beyond : rest;
  return more.reduce((known, next) => words('peer.count.more', { known, count: next }), begun);
}
