/** What reads were told, and which acknowledged writes they missed: by what the replica that answered showed and held. */
import type { OperationId, Value } from '#history/operation';
import { lastAtOrBefore } from '#sim/lookup';
import type { Description } from '#sim/marks';
import type { MachineState } from '#sim/machine/stepper';
import type { MessageTrace, OperationTrace } from '#sim/trace';
import type { Scene } from './scene';
import { writersOf, type Version } from './versions';
import { valueText } from './words';

/** What these marks show of a key: several versions while nobody has decided between them. */
export const shownVersions = ({ versions }: Pick<Scene, 'versions'>, marks: Description, key: string): Version[] =>
  marks.flatMap((mark) => (mark.mark === 'value' && mark.key === key ? (versions.shown(mark) ?? []) : []));

/** The same, siblings as one. */
const shownVersion = (scene: Pick<Scene, 'versions'>, marks: Description, key: string): Version | undefined =>
  scene.versions.together(shownVersions(scene, marks, key));

function senderState({ trace }: Scene, { from, cause }: MessageTrace): MachineState | undefined {
  const { record, states } = trace.timelines[from]!;
  return states[lastAtOrBefore(record, cause)];
}

/**
 * The version that an answer hands over: the one whose writers it names; else what its sender showed, unless it says
 * another value, gathered from others.
 */
export function toldBy(scene: Scene, message: MessageTrace, key: string): Version | undefined {
  const writers = message.body['writers'] as readonly (OperationId | null)[] | undefined;
  if (writers) return scene.versions.together(writers.flatMap((writer) => scene.versions.of(key, writer) ?? []));
  const state = senderState(scene, message);
  const shown = state && shownVersion(scene, scene.marks(state), key);
  const said = message.body['value'] as Value | undefined;
  return said === undefined || shown?.value === valueText(said) ? shown : scene.versions.valued(key, said);
}

/** The version that a read was told; undefined for writes and for what has no answer. */
export function answeredTo(scene: Scene, { micro, reply, status }: OperationTrace): Version | undefined {
  const message = scene.trace.messages[reply];
  const { f, key } = micro[0]!;
  return message && status === 'ok' && f === 'read' ? toldBy(scene, message, key) : undefined;
}

/** Acknowledged writes of its key that were over before a read began, and that are not in what it was told. */
export function staleBy(scene: Scene, operation: OperationTrace): number {
  const { trace } = scene;
  const message = trace.messages[operation.reply];
  const { f, key } = operation.micro[0]!;
  if (!message || operation.status !== 'ok' || f !== 'read') return 0;
  const over = trace.operations.filter(
    ({ status, returnUs, micro }) =>
      status === 'ok' && returnUs < operation.callUs && micro.some((each) => each.f !== 'read' && each.key === key),
  );
  if (over.length === 0) return 0;
  const state = senderState(scene, message);
  const log = state && scene.marks(state).find((mark) => mark.mark === 'log');
  const stated = message.body['holds'] as readonly string[] | undefined;
  if (stated) return over.filter(({ id }) => !stated.includes(id)).length;
  if (!log) return missedBy(scene, over, answeredTo(scene, operation));
  const held = new Set(log.entries.slice(0, log.applied).map((entry) => entry.operation));
  return over.filter(({ id }) => !held.has(id)).length;
}

/** Without a log: a write is missed if it began after all that the answer is made of, or adds to it and is not in it. */
function missedBy(scene: Scene, over: readonly OperationTrace[], told: Version | undefined): number {
  const writers = new Set<OperationId>(told ? writersOf(told) : []);
  if (told && writers.size === 0 && told !== scene.versions.of(told.key, null)) return 0; // Nobody knows what it is made of.
  const parts = [...writers].map((id) => scene.trace.operations[scene.operation(id) ?? -1]);
  const endedUs = Math.max(-1, ...parts.map((part) => part?.returnUs ?? -1));
  const replaces = ({ micro }: OperationTrace) => micro.every((each) => each.f === 'write' || each.f === 'delete');
  return over.filter((write) => !writers.has(write.id) && (write.callUs > endedUs || !replaces(write))).length;
}
