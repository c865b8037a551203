/** The run as a space–time diagram: lanes over virtual time, operations as bars, messages as arrows, faults as bands. */
import type { Phrase } from '#history/phrase';
import type { Violated } from '#history/verdict';
import { arrowsOf, type Arrow } from './arrows';
import { bandsOf, type Band } from './bands';
import { barsOf, type Bar } from './bars';
import { lanesOf, type Lane } from './lanes';
import type { Scene } from './scene';

export type { Arrow } from './arrows';
export type { Band } from './bands';
export type { Bar } from './bars';
export type { Lane } from './lanes';

export interface Diagram {
  /** From the top. */
  readonly lanes: readonly Lane[];
  readonly bars: readonly Bar[];
  /** In the order in which they were sent. */
  readonly arrows: readonly Arrow[];
  readonly bands: readonly Band[];
  readonly endsUs: number;
  /** What happens later is not to be told yet (µs). */
  readonly knownUs: number;
}

/** @param knownUs no operation tells what it was answered after this time (µs): a prediction is about that */
export function diagramOf(scene: Scene, knownUs = Infinity): Diagram {
  const lanes = lanesOf(scene);
  const laneOf = new Map(lanes.map(({ node }, lane) => [node, lane]));
  return {
    lanes,
    bars: barsOf(scene, laneOf, knownUs),
    arrows: arrowsOf(scene, laneOf),
    bands: bandsOf(scene, laneOf),
    endsUs: scene.trace.endsUs,
    knownUs,
  };
}

/** A moment that stands out, and what to call it. */
export interface TimeMark {
  readonly atUs: number;
  readonly name: Phrase;
}

/** Joins the operations that contradict each other. */
export interface Bracket {
  readonly from: BracketEnd;
  readonly to: BracketEnd;
  readonly phrase: Phrase;
  /** Ids of the witness's operations, as in the diagram. */
  readonly operations: readonly string[];
}

export interface BracketEnd {
  readonly lane: number;
  readonly atUs: number;
}

/**
 * From the end of the operation that came before to the instant at which a replica chose the answer that completes the
 * contradiction. Undefined where the witness has no operation in the diagram.
 */
export function bracketOf(
  { bars }: Diagram,
  { witness }: Pick<Violated, 'witness'>,
  phrase: Phrase,
): Bracket | undefined {
  const ids = witness.ops.map((id) => `operation:${id}`);
  const shown = bars.filter(({ id }) => ids.includes(id));
  const completes = shown.find(({ id }) => id === `operation:${witness.completes}`) ?? shown.at(-1);
  if (!completes) return undefined;
  const others = shown.filter((bar) => bar !== completes);
  const earlier = others.filter(({ toUs }) => toUs < completes.fromUs);
  const before = latest(earlier.length > 0 ? earlier : others) ?? completes;
  return {
    from: { lane: before.lane, atUs: before === completes ? completes.fromUs : Math.min(before.toUs, completes.toUs) },
    to: { lane: completes.lane, atUs: completes.answeredUs },
    phrase,
    operations: shown.map(({ id }) => id),
  };
}

const latest = (bars: readonly Bar[]): Bar | undefined =>
  bars.reduce<Bar | undefined>((best, bar) => (best && best.toUs >= bar.toUs ? best : bar), undefined);
