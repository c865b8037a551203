/** A register whose last writer wins: of two concurrent writes the one with the larger stamp stays, and the other is gone. */
import { countOf, merge, knowing, type VersionVector } from '#mechanisms/version-vectors';
import type { OperationId, Value } from '#history/operation';
import { printValue } from '#sim/script/values';
import { compareText, type DataType, type Dot } from './type';

export interface Written {
  readonly value: Value;
  readonly writer: OperationId | null;
  /** By the writer's clock, but never behind what it had seen: so a write that knows another one is always later. */
  readonly timeUs: number;
  readonly dot: Dot;
  /** What the writer had seen. Only tells losers from those that were replaced knowingly; it decides nothing. */
  readonly past: VersionVector;
}

export interface LastWriter {
  readonly winner: Written;
  readonly seen: VersionVector;
}

/** The first value: earlier than every write. */
const START: Dot = { origin: '', seq: 1 };

/** Equal times are decided by the origin's name: any rule will do, as long as it is the same everywhere. */
export const isLater = (a: Pick<Written, 'timeUs' | 'dot'>, b: Pick<Written, 'timeUs' | 'dot'>): boolean =>
  (a.timeUs - b.timeUs || compareText(a.dot.origin, b.dot.origin) || a.dot.seq - b.dot.seq) > 0;

const later = (a: Written, b: Written): Written => (isLater(b, a) ? b : a);

const isSame = (a: Dot, b: Dot): boolean => a.origin === b.origin && a.seq === b.seq;

/** What the winner knows, itself included; the first value is no event. */
const countsOf = ({ past, dot }: Written): VersionVector =>
  Object.fromEntries(Object.entries(knowing(past, dot)).filter(([origin]) => origin !== START.origin));

export const register: DataType<LastWriter, Written> = {
  first: (value) => ({
    winner: { value, writer: null, timeUs: -1, dot: START, past: {} },
    seen: { [START.origin]: START.seq },
  }),
  prepare: ({ winner, seen }, { arg }, { dot, operation, nowUs }) => ({
    value: arg,
    writer: operation,
    timeUs: Math.max(nowUs, winner.timeUs + 1),
    dot,
    past: seen,
  }),
  apply: ({ winner, seen }, written) => ({
    winner: later(winner, written),
    seen: merge(seen, knowing(written.past, written.dot)),
  }),
  merge: (a, b) => ({ winner: later(a.winner, b.winner), seen: merge(a.seen, b.seen) }),
  read: ({ winner }) => winner.value,
  conflicts(before, came, { winner }) {
    const other = 'winner' in came ? came.winner : came;
    const loser = isSame(winner.dot, other.dot) ? before.winner : other;
    const isReplaced = loser.writer === null || countOf(winner.past, loser.dot.origin) >= loser.dot.seq;
    if (isReplaced || isSame(winner.dot, loser.dot)) return [];
    // The later one may be known already, and its own past too: then this is old news.
    if (isSame(before.winner.dot, winner.dot) && countOf(before.seen, loser.dot.origin) >= loser.dot.seq) return [];
    return [
      {
        ...{ rule: 'lww', winner: printValue(winner.value), winnerBy: String(winner.writer ?? '') },
        ...{ loser: printValue(loser.value), loserBy: String(loser.writer) },
        lost: { value: loser.value, writer: loser.writer! },
      },
    ];
  },
  parts: () => 1,
  marks: (key, { winner }) => [
    { mark: 'value', key, value: winner.value, writer: winner.writer },
    ...(winner.writer === null
      ? []
      : [{ mark: 'vector', key, writer: winner.writer, counts: countsOf(winner) } as const]),
  ],
};
