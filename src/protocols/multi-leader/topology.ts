/** Who sends to whom: everybody to everybody, each to the next, or all by way of the first. */
import type { Birth } from '#sim/protocol';
import type { MultiLeaderSettings } from './settings';

type Place = Pick<Birth<MultiLeaderSettings>, 'self' | 'replicas' | 'peers' | 'settings'>;

/** Replicas that this one sends writes to, its own and those of others. */
export function targetsOf({ self, replicas, peers, settings: { topology } }: Place): readonly string[] {
  switch (topology) {
    case 'all-to-all':
      return peers;
    case 'ring': {
      const next = replicas[(replicas.indexOf(self) + 1) % replicas.length]!;
      return next === self ? [] : [next];
    }
    case 'star':
      return self === replicas[0] ? peers : [replicas[0]!];
  }
}

/** Replicas that send to this one. */
const sourcesOf = (place: Place): readonly string[] =>
  place.peers.filter((peer) =>
    targetsOf({ ...place, self: peer, peers: place.replicas.filter((name) => name !== peer) }).includes(place.self),
  );

/** All that it talks to, in the script's order. */
export function neighboursOf(place: Place): readonly string[] {
  const all = new Set([...targetsOf(place), ...sourcesOf(place)]);
  return place.peers.filter((peer) => all.has(peer));
}
