/** Writes that a rule dropped: who wrote them, what was kept instead, and by which rule. */
import type { OperationId } from '#history/operation';
import type { Phrase } from '#history/phrase';
import type { Description, LostMark } from '#sim/marks';
import type { Scene } from './scene';
import type { Version } from './versions';
import { words } from './words';

export interface FrameLost {
  readonly operation: OperationId;
  /** The client that wrote it. */
  readonly author: string;
  readonly version: Version;
  readonly winner: Version | undefined;
  readonly rule: Phrase;
}

/** Oldest first, as the replica tells them. */
export function lostOf(scene: Scene, marks: Description): FrameLost[] {
  return marks.flatMap((mark) => (mark.mark === 'lost' ? mark.entries.flatMap((entry) => lostAt(scene, entry)) : []));
}

function lostAt(scene: Scene, { key, writer, value, rule, winner }: LostMark['entries'][number]): FrameLost | [] {
  const version = scene.versions.shown({ mark: 'value', key, value, writer });
  if (!version) return [];
  return {
    operation: writer,
    author: authorOf(scene, writer),
    version,
    winner: winner === null ? undefined : scene.versions.of(key, winner),
    rule: words(rule),
  };
}

/** The client behind an operation's id; '' where the run has no such operation. */
export function authorOf({ trace, operation }: Scene, id: OperationId): string {
  const number = operation(id);
  return number === undefined ? '' : trace.nodes[trace.operations[number]!.client]!;
}
