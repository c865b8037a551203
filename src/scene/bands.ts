/** Cuts as hatched bands beside the lanes that they part. */
import type { Phrase } from '#history/phrase';
import type { Scene } from './scene';
import { listOf, words } from './words';

export interface Band {
  /** `cut:<step>`, as on the stage. */
  readonly id: string;
  readonly name: Phrase;
  readonly fromUs: number;
  /** The end of the run where it was not healed. */
  readonly toUs: number;
  readonly healed: boolean;
  /** The lanes of the side that it sets apart: the smaller one, or of equal ones the lower. */
  readonly lanes: readonly number[];
}

export function bandsOf(scene: Scene, laneOf: ReadonlyMap<number, number>): Band[] {
  const { cuts, endsUs } = scene.trace;
  return cuts.map(({ fromUs, toUs, pairs, step }) => ({
    id: `cut:${step}`,
    name: nameOf(scene, step),
    fromUs,
    toUs: Math.min(toUs, endsUs),
    healed: toUs < Infinity,
    lanes: apart(scene, pairs, laneOf),
  }));
}

/** The sides as the script says them. */
function nameOf({ trace: { scenario, steps } }: Scene, step: number): Phrase {
  const { action } = scenario.steps[steps[step]!.index]!;
  if (action.do !== 'cut') throw new Error(`step ${step} made a cut, yet it is a ${action.do}`);
  const side = (names: readonly string[]) => listOf(names.map((name) => words('label.version', { label: name })));
  return words('diagram.cut', { left: side(action.left), right: side(action.right) });
}

function apart({ trace }: Scene, pairs: readonly number[], laneOf: ReadonlyMap<number, number>): number[] {
  const nodes = trace.nodes.length;
  const lefts = new Set<number>();
  const rights = new Set<number>();
  for (const pair of pairs) {
    const [from, to] = [Math.floor(pair / nodes), pair % nodes];
    if (lefts.has(to) || rights.has(from)) continue; // The way back.
    lefts.add(from);
    rights.add(to);
  }
  const lanesOf = (side: ReadonlySet<number>) =>
    [...side].filter((node) => node < trace.replicas).map((node) => laneOf.get(node)!);
  const [left, right] = [lanesOf(lefts), lanesOf(rights)];
  const chosen =
    left.length === right.length
      ? Math.max(...left) > Math.max(...right)
        ? left
        : right
      : left.length < right.length
        ? left
        : right;
  return chosen.sort((a, b) => a - b);
}
