/** Consistent hashing: the places that replicas have on the ring, and which of them own each key. */
import type { Description, RingMark } from '#sim/marks';

export interface RingArc {
  /** Shares of the ring, clockwise from the top: from the token before up to its own. */
  readonly from: number;
  readonly to: number;
  readonly owner: string;
}

export interface RingKey {
  readonly key: string;
  readonly at: number;
  /** The first is where the key falls; the others follow clockwise. */
  readonly owners: readonly string[];
}

export interface FrameRing {
  /** The replica whose view of the ring this is. */
  readonly by: string;
  /** Ascending. A token owns what lies before it, back to the next token. */
  readonly arcs: readonly RingArc[];
  readonly keys: readonly RingKey[];
  /** Replicas that see another ring: a change of members has not reached all. */
  readonly dissent: readonly string[];
}

/** The ring as most of those who are up see it; of equally many the first. Undefined where there is none. */
export function ringOf(
  names: readonly string[],
  marks: readonly Description[],
  isDown: readonly boolean[],
): FrameRing | undefined {
  const views = marks.flatMap((own, node) => {
    const mark = isDown[node] ? undefined : own.find((each): each is RingMark => each.mark === 'ring');
    return mark ? [{ by: names[node]!, mark, text: JSON.stringify(mark.tokens) }] : [];
  });
  const votes = (text: string) => views.filter((view) => view.text === text).length;
  const chosen = views.reduce<(typeof views)[number] | undefined>(
    (best, view) => (best && votes(best.text) >= votes(view.text) ? best : view),
    undefined,
  );
  if (!chosen) return undefined;
  const { by, mark, text } = chosen;
  return {
    by,
    arcs: arcsOf(mark),
    keys: keysOf(views.filter((view) => view.text === text).map((view) => view.mark)),
    dissent: views.filter((view) => view.text !== text).map((view) => view.by),
  };
}

/** Whoever sees the same ring adds the keys that it knows. */
function keysOf(marks: readonly RingMark[]): RingKey[] {
  const byName = new Map<string, RingKey>();
  for (const each of marks.flatMap(({ keys }) => keys)) if (!byName.has(each.key)) byName.set(each.key, each);
  return [...byName.values()].sort((a, b) => a.at - b.at);
}

function arcsOf({ tokens }: RingMark): RingArc[] {
  const sorted = [...tokens].sort((a, b) => a.at - b.at);
  return sorted.map(({ at, owner }, index) => {
    const before = sorted.at(index - 1)!.at;
    return { from: before < at ? before : before - 1, to: at, owner };
  });
}

/** Keys of which a replica is an owner, by its own view of the ring. */
export const ownedBy = (marks: Description, name: string): string[] =>
  marks.flatMap((mark) =>
    mark.mark === 'ring' ? mark.keys.filter(({ owners }) => owners.includes(name)).map(({ key }) => key) : [],
  );
