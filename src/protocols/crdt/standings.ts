/** What peers are known to have, who is behind, and the rounds in which what they lack is sent to them. */
import { countOf, covers, merge, type VersionVector } from '#mechanisms/version-vectors';
import { placeOf, vectorOf, type Memory, type Step } from './context';
import { inTurn, quiet, send, type Turn, type Wish } from './events';
import { confirmTo, effectsTo, helloTo, lackedBy, replyTo, stateTo } from './messages';
import { keepsLog } from './objects';

/** A peer's word of itself; an older life's comes too late, and a newer one's replaces what was known. */
export function learn(
  memory: Memory,
  { from, life, has }: { readonly from: string; readonly life: number; readonly has: VersionVector },
): Memory {
  const old = Object.hasOwn(memory.standings, from) ? memory.standings[from] : undefined;
  if (old && life < old.life) return memory;
  const standing = old?.life === life ? { life, has: merge(old.has, has) } : { life, has };
  return { ...memory, standings: { ...memory.standings, [from]: standing } };
}

/** Whether anything is ever sent twice: the bare network is not asked whether things arrived. */
export const insists = ({ birth: { settings } }: Memory): boolean =>
  settings.style === 'state' || settings.layer === 'causal';

/** Origins of this replica, in all its lives: with the causal layer each looks after its own updates. */
const ownOrigins = ({ birth, durable }: Memory): readonly string[] =>
  Object.keys(durable.known).filter((origin) => placeOf(origin) === birth.self);

/** What of a vector this replica must see to. */
function charge(memory: Memory, vector: VersionVector): VersionVector {
  if (memory.birth.settings.style === 'state') return vector;
  return Object.fromEntries(ownOrigins(memory).map((origin) => [origin, countOf(vector, origin)]));
}

/** Peers that are not known to have all that is safe here. */
const behind = (memory: Memory): readonly string[] =>
  memory.birth.peers.filter((peer) => {
    const standing = memory.standings[peer];
    return standing !== undefined && !covers(standing.has, charge(memory, vectorOf(memory.durable)));
  });

/** Starts the timer of the next round, if anybody is behind and it does not run. */
export function watch(memory: Memory): Turn {
  if (memory.ticking || !insists(memory) || behind(memory).length === 0) return quiet(memory);
  const { style, gossip, retransmit } = memory.birth.settings;
  const timer = style === 'state' ? { name: 'gossip', delayUs: gossip } : { name: 'retransmit', delayUs: retransmit };
  return { memory: { ...memory, ticking: true }, wishes: [{ type: 'setTimer', params: timer }] };
}

/** A round: those who are behind get the state, or again what they should have had since the last round. */
export function round(memory: Memory): Turn {
  const wishes = behind(memory).flatMap((peer): Wish[] => {
    const { has } = memory.standings[peer]!;
    if (memory.birth.settings.style === 'state') return [send(stateTo(memory, peer, has))];
    const again = lackedBy(memory.durable, has, { of: ownOrigins(memory), upTo: memory.due });
    return again.length > 0 ? [send(effectsTo(peer, again))] : [];
  });
  const next = { ...memory, ticking: false, due: vectorOf(memory.durable) };
  return inTurn(next, (now) => ({ memory: now, wishes }), watch);
}

/** A core is safe on the disk: what waited for that is done. */
export function settle(memory: Memory, revision: number): Turn {
  const done = memory.steps.filter((step) => step.revision <= revision);
  const durable = done.at(-1)?.core ?? memory.durable;
  const steps = memory.steps.filter((step) => step.revision > revision);
  return inTurn(
    { ...memory, durable, steps },
    (now) => ({ memory: now, wishes: done.flatMap((step) => afterwards(now, step)) }),
    watch,
  );
}

function afterwards(memory: Memory, { reply, ship, confirm, hand }: Step): Wish[] {
  const { birth, standings } = memory;
  const wishes: Wish[] = [];
  if (reply) wishes.push(send(replyTo(reply.client, reply.operation, 'ok')));
  if (ship && birth.settings.style === 'operation')
    for (const peer of birth.peers)
      if (!keepsLog(memory) || standings[peer]) wishes.push(send(effectsTo(peer, [ship])));
  if (confirm) for (const peer of confirm.to) wishes.push(send(confirmTo(memory, peer, confirm.operations)));
  if (hand && birth.settings.style === 'state')
    wishes.push(send(stateTo(memory, hand.to, standings[hand.to]?.has ?? {})));
  return wishes;
}

/** A peer is back: it is told where this one stands, and gets what it lacks, of whatever origin. */
export function welcome(memory: Memory, event: { from: string; life: number; has: VersionVector }): Turn {
  const told = learn(memory, event);
  const lacks = keepsLog(told) ? lackedBy(told.durable, event.has) : [];
  const wishes = [send(confirmTo(told, event.from, []))];
  if (lacks.length > 0) wishes.push(send(effectsTo(event.from, lacks)));
  return inTurn(told, (now) => ({ memory: now, wishes }), watch);
}

/** After a restart: every peer has said where it stands, and what it knows of this replica's own updates is here. */
export const isCaughtUp = (memory: Memory): boolean =>
  !insists(memory) ||
  memory.birth.peers.every((peer) => {
    const standing = memory.standings[peer];
    return standing !== undefined && covers(vectorOf(memory.core), ofOwn(memory, standing.has));
  });

const ofOwn = ({ birth }: Memory, has: VersionVector): VersionVector =>
  Object.fromEntries(Object.entries(has).filter(([origin]) => placeOf(origin) === birth.self));

/** Asks all peers, and again until they have answered. */
export function greet(memory: Memory): Turn {
  const { peers, settings } = memory.birth;
  const delayUs = settings.style === 'state' ? settings.gossip : settings.retransmit;
  return {
    memory,
    wishes: [
      ...peers.map((peer) => send(helloTo(memory, peer))),
      { type: 'setTimer', params: { name: 'hello', delayUs } },
    ],
  };
}
