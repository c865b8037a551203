/** What a screen reader finds on the pictures: one peer for each thing drawn, named by its state, with its neighbours. */
import type { Phrase } from '#history/phrase';
import type { Arrow, Band, Bar, Diagram } from './diagram';
import type { Frame, FrameLink, FrameMessage } from './frame';
import { groupName, replicaName } from './replica-name';
import { words } from './words';
import type { Point } from './unit';

export type Direction = 'up' | 'down' | 'left' | 'right';

export interface Peer {
  readonly id: string;
  readonly kind: 'replica' | 'group' | 'client' | 'message' | 'link' | 'operation' | 'cut';
  readonly name: Phrase;
  /** In unit space of its picture. */
  readonly at: Point;
  readonly neighbours: Readonly<Partial<Record<Direction, string>>>;
}

/** Beyond so many messages they are told by their links, which count them. */
const SINGLE_MESSAGES = 40;
const SHOWN = 60;

type Bare = Omit<Peer, 'neighbours'>;

/** Replicas, or groups of them, first; then clients, messages, links. */
export function peersOf({ replicas, groups, clients, messages, links }: Frame): Peer[] {
  return joined([
    ...(groups.length > 0
      ? groups.map((group): Bare => ({
          id: group.id,
          kind: 'group',
          name: groupName(group),
          at: { x: group.box.x, y: group.box.y },
        }))
      : replicas.map((replica): Bare => ({
          id: replica.id,
          kind: 'replica',
          name: replicaName(replica),
          at: { x: replica.box.x, y: replica.box.y },
        }))),
    ...clients.map(({ id, name, at, operation }): Bare => {
      const doing = operation
        ? words('peer.operation', { label: operation.label, outcome: operation.outcome })
        : words('peer.idle');
      return { id, kind: 'client', name: words('peer.client', { name, doing }), at };
    }),
    ...(messages.length > SINGLE_MESSAGES
      ? []
      : messages.map((message): Bare => ({
          id: message.facts.id,
          kind: 'message',
          name: messageName(message),
          at: { x: message.x, y: message.y },
        }))),
    ...links.map((link): Bare => ({ id: link.id, kind: 'link', name: linkName(link), at: middleOf(link) })),
  ]);
}

function messageName({ facts: { label, kind, from, to, twin }, state, progress }: FrameMessage): Phrase {
  const standing =
    state === 'travelling' ? words('peer.travelling', { percent: Math.round(progress * 100) }) : words(`peer.${state}`);
  return words(twin ? 'peer.message.twin' : 'peer.message', {
    label,
    kind: words(`kind.${kind}`),
    from,
    to,
    state: standing,
  });
}

function linkName({ from, to, cut, slow, flying, held }: FrameLink): Phrase {
  const state = cut ? words('peer.link.cut', { held }) : words(slow ? 'peer.link.slow' : 'peer.link.open', { flying });
  return words('peer.link', { from, to, state });
}

const middleOf = ({ curve: { from, control, to } }: FrameLink): Point => ({
  x: (from.x + 2 * control.x + to.x) / 4,
  y: (from.y + 2 * control.y + to.y) / 4,
});

/** Operations, then messages and cuts that lie in this stretch of time; `at` is in unit space of the window. */
export function diagramPeersOf(
  { bars, arrows, bands, lanes }: Diagram,
  { fromUs, toUs }: { fromUs: number; toUs: number },
): Peer[] {
  const inSight = (thing: { fromUs: number; toUs: number }) => thing.fromUs <= toUs && thing.toUs >= fromUs;
  const at = (lane: number, atUs: number): Point => ({
    x: Math.min(1, Math.max(0, (atUs - fromUs) / (toUs - fromUs))),
    y: lanes[lane]!.at,
  });
  const operations = bars.filter(inSight).map((bar): Bare => ({
    id: bar.id,
    kind: 'operation',
    name: barName(bar),
    at: at(bar.lane, (bar.fromUs + bar.toUs) / 2),
  }));
  const messages = arrows
    .filter(inSight)
    .map((arrow): Bare => ({ id: arrow.id, kind: 'message', name: arrowName(arrow), at: at(arrow.to, arrow.toUs) }));
  const cuts = bands
    .filter(inSight)
    .map((band): Bare => ({ id: band.id, kind: 'cut', name: bandName(band), at: at(band.lanes[0] ?? 0, band.fromUs) }));
  return joined([
    ...operations.slice(0, SHOWN),
    ...(operations.length + messages.length > SHOWN ? [] : messages),
    ...cuts.slice(0, SHOWN),
  ]);
}

function barName({ client, label, state, fromUs, toUs }: Bar): Phrase {
  const outcome = state === 'open' ? words('peer.bar.open') : words(`peer.bar.${state}`, { atUs: toUs });
  return words('peer.bar', { client, label, callUs: fromUs, outcome });
}

function arrowName({ facts: { label, kind, from, to }, fromUs, toUs, outcome }: Arrow): Phrase {
  const state = outcome === 'delivered' ? words('peer.delivered', { atUs: toUs }) : words(`peer.${outcome}`);
  return words('peer.arrow', { label, kind: words(`kind.${kind}`), from, to, sentUs: fromUs, state });
}

const bandName = ({ name, fromUs, toUs, healed }: Band): Phrase =>
  healed ? words('peer.cut', { name, fromUs, toUs }) : words('peer.cut.open', { name, fromUs });

/** Each peer's neighbour in a direction is the nearest one that lies more in that direction than aside. */
function joined(peers: readonly Bare[]): Peer[] {
  return peers.map((peer) => {
    const best: Partial<Record<Direction, { id: string; far: number }>> = {};
    for (const other of peers) {
      const [across, down] = [other.at.x - peer.at.x, other.at.y - peer.at.y];
      if (other.id === peer.id || (across === 0 && down === 0)) continue;
      const level = Math.abs(across) >= Math.abs(down);
      const direction: Direction = level ? (across > 0 ? 'right' : 'left') : down > 0 ? 'down' : 'up';
      const far = across * across + down * down;
      if (far < (best[direction]?.far ?? Infinity)) best[direction] = { id: other.id, far };
    }
    return {
      ...peer,
      neighbours: Object.fromEntries(Object.entries(best).map(([direction, { id }]) => [direction, id])),
    };
  });
}
