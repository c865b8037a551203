/** Messages as arrows between lanes. Its head is what a learner drags. */
import type { Interval, MessageTrace } from '#sim/trace';
import { holdsOf } from './flights';
import { factsOf, type MessageFacts } from './labels';
import type { Scene } from './scene';

export interface Arrow {
  /** `message:<name>`. */
  readonly id: string;
  readonly facts: MessageFacts;
  /** Lanes. */
  readonly from: number;
  readonly to: number;
  readonly fromUs: number;
  /** When it arrives; for a lost one when it would have; for one still under way at the end of the run when it would. */
  readonly toUs: number;
  readonly outcome: MessageTrace['outcome'];
  /** Share of the arrow that is drawn: less than 1 where it was lost on the way, or stands before a cut when the run ends. */
  readonly reach: number;
  /** It stands before a cut when the run ends: it has not arrived, and when it would nobody knows. */
  readonly stuck: boolean;
  /** When cuts held it. */
  readonly holds: readonly Interval[];
  readonly edited: boolean;
}

export function arrowsOf(scene: Scene, laneOf: ReadonlyMap<number, number>): Arrow[] {
  return scene.trace.messages.map((message, number) => {
    const facts = factsOf(scene, number);
    const toUs = headUs(message);
    const holds = holdsOf(message);
    const stuck =
      message.outcome === 'flying' && holds.length > 0 && holds.at(-1)!.fromUs === message.legs.at(-1)!.toUs;
    const stopsUs = stuck ? holds.at(-1)!.fromUs : message.outcome === 'lost' ? message.endedAtUs : toUs;
    return {
      id: facts.id,
      facts,
      from: laneOf.get(message.from)!,
      to: laneOf.get(message.to)!,
      fromUs: message.sentAtUs,
      toUs,
      outcome: message.outcome,
      reach: stopsUs === toUs ? 1 : (stopsUs - message.sentAtUs) / Math.max(1, toUs - message.sentAtUs),
      stuck,
      holds,
      edited: message.edited,
    };
  });
}

function headUs({ outcome, endedAtUs, sentAtUs, latencyUs, legs }: MessageTrace): number {
  if (outcome === 'delivered') return endedAtUs;
  const last = legs.at(-1);
  const leftUs = last ? (1 - last.to) * latencyUs : latencyUs;
  return Math.max(sentAtUs + 1, (last?.toUs ?? sentAtUs) + leftUs);
}
