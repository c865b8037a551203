/** What a replica shows of each key: its value, or siblings that nobody has decided between, each with its vector. */
import type { Description, ValueMark } from '#sim/marks';
import type { Scene } from './scene';
import { barsOf, relationOf, vectorIn, type FrameVector, type Relation } from './vectors';
import type { Version } from './versions';

/** What a key shows; more than one version is a conflict. */
export interface Chip {
  readonly key: string;
  readonly versions: readonly Version[];
  /** One a version, where the design has vectors; else empty. */
  readonly vectors: readonly FrameVector[];
  /** How siblings stand to each other, by their vectors: concurrent, unless the design keeps what it need not. */
  readonly relation: Relation | undefined;
}

export function chipsOf(scene: Scene, marks: Description): Chip[] {
  const byKey = new Map<string, ValueMark[]>();
  for (const mark of marks) {
    if (mark.mark !== 'value') continue;
    const known = byKey.get(mark.key);
    if (known) known.push(mark);
    else byKey.set(mark.key, [mark]);
  }
  return [...byKey].map(([key, values]) => chipOf(scene, { key, values, marks }));
}

function chipOf(
  { versions, trace }: Scene,
  { key, values, marks }: { key: string; values: readonly ValueMark[]; marks: Description },
): Chip {
  const shown = values.flatMap((mark) => {
    const version = versions.shown(mark);
    return version ? [{ version, vector: vectorIn(marks, key, mark.writer) }] : [];
  });
  const vectors = shown.flatMap(({ vector }) => (vector ? [vector] : []));
  const whole = vectors.length === shown.length;
  const names = trace.scenario.replicas.map(({ name }) => name);
  return {
    key,
    versions: shown.map(({ version }) => version),
    vectors: whole ? barsOf(vectors, names) : [],
    relation: whole && vectors.length === 2 ? relationOf(vectors[0]!, vectors[1]!) : undefined,
  };
}
