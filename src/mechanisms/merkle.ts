/** Merkle trees over a range of keys: two replicas find what differs between them by comparing few digests instead of all data. */
import { digest } from '#sim/draws';

/** Something that is compared: its place (0 up to 1) picks the leaf, its text says what it is. */
export interface Leafed {
  readonly at: number;
  readonly text: string;
}

/** Digests by path: '' is the root, then a digit 0 or 1 a level; leaves have paths of length `depth`. */
export interface MerkleTree {
  readonly depth: number;
  readonly digests: Readonly<Record<string, string>>;
}

/** A node of somebody's tree as it is told to another. */
export interface Told {
  readonly path: string;
  readonly digest: string;
}

const hex = (text: string): string => digest(text, 0).low.toString(16).padStart(8, '0');

/** The leaf in whose range a place lies: halves of halves. */
export function leafAt(at: number, depth: number): string {
  const index = Math.min(2 ** depth - 1, Math.floor(at * 2 ** depth));
  return depth === 0 ? '' : index.toString(2).padStart(depth, '0');
}

/** The tree over these items; their order does not matter. */
export function merkleTree(items: readonly Leafed[], depth: number): MerkleTree {
  const leaves = new Map<string, string[]>();
  for (const { at, text } of items) {
    const leaf = leafAt(at, depth);
    leaves.set(leaf, [...(leaves.get(leaf) ?? []), text]);
  }
  const digests: Record<string, string> = {};
  const fill = (path: string): string => {
    const own =
      path.length === depth ? (leaves.get(path) ?? []).sort().join('\n') : `${fill(`${path}0`)} ${fill(`${path}1`)}`;
    return (digests[path] = hex(own));
  };
  fill('');
  return { depth, digests };
}

export const tell = ({ digests }: MerkleTree, paths: readonly string[]): readonly Told[] =>
  paths.map((path) => ({ path, digest: digests[path]! }));

/** Paths of those nodes whose digest is another in this tree. */
export const differing = ({ digests }: MerkleTree, told: readonly Told[]): readonly string[] =>
  told.filter(({ path, digest: theirs }) => digests[path] !== theirs).map(({ path }) => path);

export const childrenOf = (paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => [`${path}0`, `${path}1`]);
