/** Version vectors side by side: which counts are higher where, and whether one dominates or both are concurrent. */
import type { OperationId } from '#history/operation';
import type { Description, VectorMark } from '#sim/marks';

type Counts = VectorMark['counts'];

/** How the first of two vectors stands to the second. */
export type Relation = 'equal' | 'before' | 'after' | 'concurrent';

export interface VectorBar {
  readonly name: string;
  readonly count: number;
  /** No other vector that it is held against knows more of this replica. */
  readonly ahead: boolean;
}

export interface FrameVector {
  /** One a replica, in the script's order. */
  readonly bars: readonly VectorBar[];
  /** The highest count of all vectors held against each other: the height of a full bar. */
  readonly most: number;
}

/** A vector dominates another if it is at least as high everywhere; if neither does, the versions are concurrent. */
export function relationOf(a: Counts, b: Counts): Relation {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const behind = names.some((name) => (a[name] ?? 0) < (b[name] ?? 0));
  const ahead = names.some((name) => (a[name] ?? 0) > (b[name] ?? 0));
  if (behind && ahead) return 'concurrent';
  return behind ? 'before' : ahead ? 'after' : 'equal';
}

/** The vector that goes with a value; undefined where the design has none. */
export const vectorIn = (marks: Description, key: string, writer: OperationId | null): VectorMark | undefined =>
  marks.find((mark): mark is VectorMark => mark.mark === 'vector' && mark.key === key && mark.writer === writer);

/** Bars for vectors that stand beside each other. `replicas`: all names, in the script's order; others follow. */
export function barsOf(vectors: readonly Counts[], replicas: readonly string[]): FrameVector[] {
  const used = new Set(vectors.flatMap((counts) => Object.keys(counts)));
  const names = [...replicas, ...[...used].filter((name) => !replicas.includes(name)).sort()];
  const highest = new Map(names.map((name) => [name, Math.max(0, ...vectors.map((counts) => counts[name] ?? 0))]));
  const most = Math.max(1, ...highest.values());
  return vectors.map((counts) => ({
    most,
    bars: names.map((name) => {
      const count = counts[name] ?? 0;
      return { name, count, ahead: count > 0 && count === highest.get(name) };
    }),
  }));
}
