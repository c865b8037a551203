/** What the two canvases show of an instrument: frame, diagram, peers, the witness of the explained verdict. Derived, never kept. */
import type { OperationId } from '#history/operation';
import { phrase, type Phrase } from '#history/phrase';
import { ledgerAt, type Ledger } from '#measure/ledger';
import type { Instrument } from '#player/instrument.svelte';
import { bracketOf, diagramOf, type Bracket, type Diagram } from '#scene/diagram';
import { frameAt, type Frame } from '#scene/frame';
import { diagramPeersOf, peersOf, type Peer } from '#scene/peers';
import type { Scene } from '#scene/scene';
import { listOf, words } from '#scene/words';
import { kindOf } from '#sim/lookup';
import type { Trace } from '#sim/trace';

export type { Peer } from '#scene/peers';
export type { Frame } from '#scene/frame';

export interface Window {
  readonly fromUs: number;
  readonly toUs: number;
}

/** From this proportion of height to width on, replicas stand below each other; in a narrow picture sooner, or no card has room. */
const [TALL, NARROW_TALL] = [0.85, 0.56];
/** px. */
const NARROW = 430;

export const frameOf = (
  { evaluation, head }: Instrument,
  { width, height }: { width: number; height: number },
): Frame =>
  frameAt(evaluation.scene, head.atUs, height > width * (width < NARROW ? NARROW_TALL : TALL) ? 'tall' : 'wide');

export { peersOf };

const diagrams = new WeakMap<Scene, Map<number, Diagram>>();

/** The diagram of the whole run, as far as a prediction lets it be known; made once for each run and lock. */
export function diagramFor({ evaluation: { scene }, head }: Instrument): Diagram {
  const made = diagrams.get(scene) ?? new Map<number, Diagram>();
  diagrams.set(scene, made);
  const known = made.get(head.lockUs);
  if (known) return known;
  const fresh = diagramOf(scene, head.lockUs);
  made.set(head.lockUs, fresh);
  return fresh;
}

/** Peers in a stretch of time, as far as a prediction lets it be known; `at` is a share of that stretch. */
export function diagramPeers(instrument: Instrument, { fromUs, toUs }: Window): Peer[] {
  const endUs = Math.max(fromUs + 1, Math.min(toUs, instrument.head.knownUs));
  const share = (endUs - fromUs) / (toUs - fromUs);
  return diagramPeersOf(knownBy(diagramFor(instrument), instrument.head.knownUs), { fromUs, toUs: endUs }).map(
    (peer) => ({
      ...peer,
      at: { x: peer.at.x * share, y: peer.at.y },
    }),
  );
}

/** What is over by as far as a prediction lets the run be known: the name of anything else would tell how it ends. */
function knownBy(diagram: Diagram, knownUs: number): Diagram {
  if (knownUs === Infinity) return diagram;
  const isOver = ({ toUs }: { toUs: number }) => toUs <= knownUs;
  return { ...diagram, bars: diagram.bars.filter(isOver), arrows: diagram.arrows.filter(isOver) };
}

/** Beyond so many operations the counts would cost more than a frame has. */
const LEDGER_OPERATIONS = 2_000;

/** What has become of the writes up to the cursor; undefined where nothing was written, or too much to count at every frame. */
export function ledgerFor({ evaluation: { trace, scene }, head }: Instrument): Ledger | undefined {
  const { operations } = trace;
  if (operations.length > LEDGER_OPERATIONS || operations.every(({ micro }) => micro.every(({ f }) => f === 'read')))
    return undefined;
  return ledgerAt(trace, scene.marks, head.atUs);
}

/** Writes beyond so many are counted, not named. */
const NAMED = 12;

/** Writes by what they wrote, the latest where they are many. */
export function nameWrites({ evaluation: { trace, scene } }: Instrument, ids: readonly OperationId[]): Phrase {
  const wrote = ids.slice(-NAMED).map((id) => {
    const key = trace.operations.find((operation) => operation.id === id)?.micro.find(({ f }) => f !== 'read')?.key;
    return words('label.version', { label: (key !== undefined && scene.versions.of(key, id)?.label) || String(id) });
  });
  const others = ids.length - wrote.length;
  return listOf([...(others > 0 ? [words('card.hidden', { count: others })] : []), ...wrote]);
}

/** Ids of the operations that contradict each other under the explained guarantee. */
export function witnessOf({ explained, head }: Instrument): ReadonlySet<string> {
  const verdict = head.isVeiled ? undefined : explained?.verdict;
  return new Set(verdict?.verdict === 'violated' ? verdict.witness.ops.map((id) => `operation:${id}`) : []);
}

/** The bracket that joins them on the diagram, with the reason in a few words. */
export function bracketFor(instrument: Instrument): Bracket | undefined {
  const verdict = instrument.head.isVeiled ? undefined : instrument.explained?.verdict;
  if (verdict?.verdict !== 'violated') return undefined;
  return bracketOf(diagramFor(instrument), verdict, phrase(`${verdict.reason.id}.short`, verdict.reason.args));
}

/** Who takes the focus over when a message has been delivered: its receiver. */
export function heirOf({ evaluation: { trace } }: Instrument, frame: Frame, id: string): string | undefined {
  const to = frame.messages.find((message) => message.id === id)?.facts.to;
  if (to === undefined) return undefined;
  if (trace.nodes.indexOf(to) >= trace.replicas) return `client:${to}`;
  return frame.groups.find(({ members }) => members.some(({ name }) => name === to))?.id ?? `replica:${to}`;
}

/** What the log says of the answer that completes the contradiction: who answered, and where the missing message was; nothing of what else happened then. */
export function answerOf({ explained, evaluation, sentences }: Instrument): Phrase | undefined {
  const verdict = explained?.verdict;
  if (verdict?.verdict !== 'violated') return undefined;
  const { completes } = verdict.witness;
  const answer = evaluation.observation.evidence?.answers[completes];
  if (!answer) return undefined;
  const { trace } = evaluation;
  const node = trace.nodes.indexOf(answer.replica);
  return sentences.find(
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
