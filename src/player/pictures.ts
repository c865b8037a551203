/** What the stage shows of an instrument: frame, peers, the witness of the explained verdict. Derived, never kept. */
import type { Phrase } from '#history/phrase';
import type { Instrument } from '#player/instrument.svelte';
import { frameAt, type Frame } from '#scene/frame';
import { peersOf } from '#scene/peers';
import { membersOf } from '#scene/replica-name';
import { kindOf } from '#sim/lookup';
import type { Trace } from '#sim/trace';

export type { Peer } from '#scene/peers';
export type { Frame } from '#scene/frame';

/** From this proportion of height to width on, replicas stand below each other; in a narrow picture sooner, or no card has room. */
const [TALL, NARROW_TALL] = [0.85, 0.56];
/** px. */
const NARROW = 430;

export const frameOf = (
  { evaluation, head }: Instrument,
  { width, height }: { width: number; height: number },
): Frame =>
  frameAt(evaluation.scene, head.atUs, height > width * (width < NARROW ? NARROW_TALL : TALL) ? 'tall' : 'wide');

export { membersOf, peersOf };

/** Ids of the operations that contradict each other under the explained guarantee. */
export function witnessOf({ explained, head }: Instrument): ReadonlySet<string> {
  const verdict = head.isVeiled ? undefined : explained?.verdict;
  return new Set(verdict?.verdict === 'violated' ? verdict.witness.ops.map((id) => `operation:${id}`) : []);
}

/** Who takes the focus over when a message has been delivered: its receiver. */
export function heirOf({ evaluation: { trace } }: Instrument, frame: Frame, id: string): string | undefined {
  const to = frame.messages.find((message) => message.id === id)?.facts.to;
  if (to === undefined) return undefined;
  if (trace.nodes.indexOf(to) >= trace.replicas) return `client:${to}`;
  return frame.groups.find(({ members }) => members.some(({ name }) => name === to))?.id ?? `replica:${to}`;
}

/** What the log says of the answer that completes the contradiction: who answered, and where the missing message was; nothing of what else happened then. */
export function answerOf({ explained, evaluation, sentencesShown }: Instrument): Phrase | undefined {
  const verdict = explained?.verdict;
  if (verdict?.verdict !== 'violated') return undefined;
  const { completes } = verdict.witness;
  const answer = evaluation.observation.evidence?.answers[completes];
  if (!answer) return undefined;
  const { trace } = evaluation;
  const node = trace.nodes.indexOf(answer.replica);
  return sentencesShown.find(
    ({ atUs, record }) =>
      atUs === answer.at && trace.records.node[record] === node && isAbout(trace, record, String(completes)),
  )?.phrase;
}

/** A record of an answer to this operation, or a machine's own word on why it is given. */
function isAbout(trace: Trace, record: number, operation: string): boolean {
  const message = trace.messages[trace.records.message[record]!];
  if (message) return message.kind === 'reply' && message.about === operation;
  const isNote = kindOf(trace, record) === 'note';
  return isNote && trace.notes[trace.records.detail[record]!]?.args['operation'] === operation;
}

/** Moves to the event at which a replica chose the answer that completes the contradiction. */
export function showMoment(instrument: Instrument): void {
  const verdict = instrument.explained?.verdict;
  if (verdict?.verdict !== 'violated') return;
  const { completes } = verdict.witness;
  const answer = instrument.evaluation.observation.evidence?.answers[completes];
  const operation = instrument.evaluation.trace.operations.find(({ id }) => id === completes);
  instrument.head.pause();
  instrument.head.seek(answer?.at ?? operation?.callUs ?? 0);
  instrument.select(answer ? `replica:${answer.replica}` : `operation:${completes}`);
}

/** The first instant at which the most messages are under way, µs: the picture of a run that stands still. */
export function busiestUs({ evaluation: { trace } }: Instrument): number {
  const times = trace.messages.map(({ sentAtUs }) => sentAtUs);
  const busy = (atUs: number) =>
    trace.messages.filter(({ sentAtUs, endedAtUs }) => sentAtUs <= atUs && atUs < endedAtUs).length;
  const { atUs } = times.reduce((most, atUs) => (busy(atUs) > most.count ? { atUs, count: busy(atUs) } : most), {
    atUs: 0,
    count: 0,
  });
  const next = Math.min(trace.endsUs, ...trace.messages.map(({ endedAtUs }) => endedAtUs).filter((end) => end > atUs));
  return Math.round((atUs + next) / 2);
}
