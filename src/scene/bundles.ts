/** Links between groups of replicas: all that join the same two groups are drawn as one, and those inside a group not at all. */
import type { FrameLink } from './frame';
import type { Scene } from './scene';
import type { Shape } from './unit';

/** By link: the link that stands for it, its own number where it stands for itself, -1 where it is not drawn. */
export type Bundles = readonly number[];

const known = new WeakMap<Scene, Partial<Record<Shape, Bundles>>>();

/** Undefined where no replicas are grouped. */
export function bundlesOf(scene: Scene, shape: Shape): Bundles | undefined {
  if (scene.stage(shape).layout.groups.length === 0) return undefined;
  const made = known.get(scene) ?? {};
  known.set(scene, made);
  return (made[shape] ??= bundle(scene, shape));
}

function bundle({ links, stage }: Scene, shape: Shape): Bundles {
  const { groups } = stage(shape).layout;
  const groupOf = new Map(groups.flatMap(({ members }, index) => members.map((member) => [member, index] as const)));
  const endOf = (node: number): number => groupOf.get(node) ?? groups.length + node;
  const first = new Map<string, number>();
  return links.map(({ from, to }, number) => {
    const [a, b] = [endOf(from), endOf(to)].sort((x, y) => x - y) as [number, number];
    if (a === b) return -1;
    const stands = first.get(`${a} ${b}`) ?? number;
    first.set(`${a} ${b}`, stands);
    return stands;
  });
}

/** What is drawn of the links: traffic is summed, and what holds for one holds for the bundle. */
export function bundled(links: readonly FrameLink[], bundles: Bundles | undefined): readonly FrameLink[] {
  if (!bundles) return links;
  const sums = new Map<number, FrameLink>();
  links.forEach((link, number) => {
    const stands = bundles[number]!;
    if (stands < 0) return;
    const sum = sums.get(stands);
    sums.set(stands, sum ? together(sum, link) : link);
  });
  return [...sums.values()];
}

const together = (sum: FrameLink, link: FrameLink): FrameLink => ({
  ...sum,
  used: sum.used || link.used,
  cut: sum.cut || link.cut,
  slow: sum.slow || link.slow,
  flying: sum.flying + link.flying,
  held: sum.held + link.held,
});
