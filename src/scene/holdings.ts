/** How far replicas without a log have come: which writes that others have taken in they have not. */
import type { OperationId } from '#history/operation';
import type { Description, HoldsMark, RingMark } from '#sim/marks';
import type { Scene } from './scene';

export interface Missing {
  /** Whether it says at all what it has taken in. */
  readonly tells: boolean;
  readonly writes: number;
  /** One of them has been acknowledged: a read here may miss it. */
  readonly stale: boolean;
}

interface Taken {
  readonly key: string;
  /** What those who have taken it in show of its key. */
  readonly texts: Set<string>;
}

const held = new WeakMap<Description, ReadonlySet<OperationId>>();

/** The writes that these marks say have been taken in; undefined where they do not tell. */
function heldBy(marks: Description): ReadonlySet<OperationId> | undefined {
  const known = held.get(marks);
  const mark = known ? undefined : marks.find((each): each is HoldsMark => each.mark === 'holds');
  if (!mark) return known;
  const fresh = new Set(mark.operations);
  held.set(marks, fresh);
  return fresh;
}

/** By replica: writes of keys that it keeps, which others have taken in and which would change what it shows. */
export function missingBy(scene: Scene, marks: readonly Description[], atUs: number): Missing[] {
  const taken = new Map<OperationId, Taken>();
  for (const own of marks) for (const id of heldBy(own) ?? []) take(scene, taken, own, id);
  const rings = marks.flatMap((own) => ringIn(own) ?? []);
  return marks.map((own, node) => {
    const holds = heldBy(own);
    if (!holds || holds.size === taken.size) return { tells: holds !== undefined, writes: 0, stale: false };
    const missing = [...taken].filter(
      ([id, { key, texts }]) =>
        !holds.has(id) && keeps(rings, own, { name: scene.trace.nodes[node]!, key }) && !texts.has(textOf(own, key)),
    );
    return { tells: true, writes: missing.length, stale: missing.some(([id]) => isAcknowledged(scene, id, atUs)) };
  });
}

function take({ trace, operation }: Scene, taken: Map<OperationId, Taken>, marks: Description, id: OperationId): void {
  const known = taken.get(id);
  if (known) return void known.texts.add(textOf(marks, known.key));
  const key = trace.operations[operation(id) ?? -1]?.micro.find(({ f }) => f !== 'read')?.key;
  if (key !== undefined) taken.set(id, { key, texts: new Set([textOf(marks, key)]) });
}

function isAcknowledged({ trace, operation }: Scene, id: OperationId, atUs: number): boolean {
  const asked = trace.operations[operation(id) ?? -1];
  return asked !== undefined && asked.status === 'ok' && asked.returnUs <= atUs;
}

const ringIn = (marks: Description): RingMark | undefined =>
  marks.find((mark): mark is RingMark => mark.mark === 'ring');

/** On a ring a key has owners, by its own view or by that of whoever knows the key; elsewhere every replica keeps every key. */
function keeps(rings: readonly RingMark[], own: Description, { name, key }: { name: string; key: string }): boolean {
  if (rings.length === 0) return true;
  const views = [ringIn(own) ?? [], rings].flat();
  for (const { keys } of views) {
    const known = keys.find((each) => each.key === key);
    if (known) return known.owners.includes(name);
  }
  return false;
}

const texts = new WeakMap<Description, Map<string, string>>();

/** What these marks show of a key, to be compared. */
function textOf(marks: Description, key: string): string {
  const byKey = texts.get(marks) ?? new Map<string, string>();
  texts.set(marks, byKey);
  const known = byKey.get(key);
  if (known !== undefined) return known;
  const text = JSON.stringify(
    marks.flatMap((mark) => (mark.mark === 'value' && mark.key === key ? [JSON.stringify(mark.value)] : [])).sort(),
  );
  byKey.set(key, text);
  return text;
}
