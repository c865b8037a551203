/** A Merkle tree that two replicas compare: which branches are the same, which differ, which nobody has looked at yet. */
import type { Description, TreeMark } from '#sim/marks';
import type { Point } from './unit';

export interface TreeNode extends Point {
  /** The way from the root: '' the root, then a digit 0 or 1 a level. `x` and `y` are shares of the drawing, 0 to 1. */
  readonly path: string;
  readonly digest: string;
  readonly state: 'same' | 'differs' | 'unknown';
}

export interface FrameTree {
  readonly with: string;
  readonly depth: number;
  /** From the root down, each level from left to right; a level that nobody has come to is left out. */
  readonly nodes: readonly TreeNode[];
  /** How far down it has been compared: the length of the longest path that has been found to be the same or not. */
  readonly level: number;
  readonly same: number;
  readonly differs: number;
}

export const treesOf = (marks: Description): FrameTree[] =>
  marks.flatMap((mark) => (mark.mark === 'tree' ? [treeOf(mark)] : []));

function treeOf({ with: peer, depth, nodes }: TreeMark): FrameTree {
  const placed = nodes
    .map(({ path, digest, state }): TreeNode => ({
      path,
      digest,
      state,
      x: acrossOf(path),
      y: path.length / Math.max(1, depth),
    }))
    .sort((a, b) => a.path.length - b.path.length || a.x - b.x);
  const compared = placed.filter(({ state }) => state !== 'unknown');
  return {
    with: peer,
    depth,
    nodes: placed,
    level: Math.max(0, ...compared.map(({ path }) => path.length)),
    same: compared.filter(({ state }) => state === 'same').length,
    differs: compared.filter(({ state }) => state === 'differs').length,
  };
}

/** Each digit halves the stretch below its parent. */
function acrossOf(path: string): number {
  let [left, width] = [0, 1];
  for (const digit of path) {
    width /= 2;
    if (digit === '1') left += width;
  }
  return left + width / 2;
}
