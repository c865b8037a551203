/** Consistent hashing: nodes and keys have places on a ring of length 1, and a key belongs to the nodes that follow it. */
import { draw } from '#sim/draws';

export interface Token {
  /** Place on the ring, 0 up to but not including 1. */
  readonly at: number;
  readonly owner: string;
}

/** Ascending by place. */
export type Ring = readonly Token[];

/** Where a key lies: a hash, the same on every ring. */
export const placeOf = (key: string): number => draw(0, key, 'key');

/** Each node has `vnodes` places (virtual nodes), so that shares even out and a newcomer takes a little from many. */
export function ringOf(nodes: readonly string[], vnodes: number): Ring {
  const tokens = nodes.flatMap((owner) =>
    Array.from({ length: vnodes }, (_, each): Token => ({ at: draw(0, `${owner} ${each}`, 'token'), owner })),
  );
  return tokens.sort((a, b) => a.at - b.at || (a.owner < b.owner ? -1 : 1));
}

/** All nodes in the order in which a walk from `at` meets them first: a key's owners stand in front, then those who step in. */
export function walkFrom(ring: Ring, at: number): readonly string[] {
  const first = ring.findIndex((token) => token.at >= at);
  const from = first < 0 ? 0 : first;
  return [...new Set([...ring.slice(from), ...ring.slice(0, from)].map(({ owner }) => owner))];
}
