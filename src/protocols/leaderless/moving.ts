/** Hints on their way to whom they are for, and the ring: who joins, who leaves, and what changes hands by it. */
import { placeOf, walkFrom } from '#mechanisms/consistent-hashing';
import { hear } from './coordinating';
import { isMember, ownersOf, ringIn, type Change, type Memory } from './context';
import type { Handed, Handoff, Heard, News } from './events';
import { handoffTo, identitiesOf, newsTo } from './messages';
import { store } from './storing';
import { ruleOf } from './context';
import { cancelTimer, learn, note, selfOf, send, setTimer, settingsOf, type Work } from './work';

/** Offers all hints to whom they are for, and again after a while until they are confirmed. */
export function offerHints(work: Work): void {
  const { hints } = work.memory.stored;
  const owners = Object.keys(hints);
  for (const owner of owners) send(work, handoffTo(owner, hints[owner]!));
  if (owners.length > 0) setTimer(work, { name: 'handoff', delayUs: settingsOf(work).retry });
}

export function onHandoff(work: Work, { from, cells }: Handoff): void {
  hear(work, from);
  const identities = identitiesOf(ruleOf(work.memory), cells);
  const changes = Object.entries(cells).map(([key, cell]): Change => ({ do: 'keep', key, cell }));
  store(work, changes, { to: from, as: 'handed', about: 'handoff', identities });
}

export function onHanded(work: Work, { from, identities }: Handed): void {
  hear(work, from);
  const waiting = Object.keys(work.memory.stored.hints[from] ?? {}).filter((key) => Object.hasOwn(identities, key));
  if (waiting.length === 0) return;
  note(work, 'note.hint.handed', { owner: from, count: waiting.length });
  store(work, [{ do: 'release', owner: from, identities }]);
}

/** An operator's word: this replica takes its place on the ring, or gives it up. */
export function onMove(work: Work, isIn: boolean): void {
  const self = selfOf(work);
  if (isMember(work.memory) === isIn) return note(work, isIn ? 'note.joined.already' : 'note.left.already', {});
  const count = (work.memory.stored.members[self]?.count ?? 0) + 1;
  note(work, isIn ? 'note.joins' : 'note.leaves', {});
  store(work, [{ do: 'members', members: { [self]: { count, isIn } } }]);
  learn(work, { unheard: work.memory.birth.peers });
}

/** Says to all others what it knows of the ring, until each has confirmed it. */
export function tellAll(work: Work): void {
  learn(work, { unheard: work.memory.birth.peers });
  tellNews(work);
}

/** Says its own place to all who have not confirmed it. */
export function tellNews(work: Work): void {
  const { unheard, stored } = work.memory;
  for (const peer of unheard) send(work, newsTo(peer, stored.members));
  if (unheard.length > 0) setTimer(work, { name: 'news', delayUs: settingsOf(work).retry });
}

export function onNews(work: Work, { from, members }: News): void {
  hear(work, from);
  store(work, [{ do: 'members', members }], { to: from, as: 'heard', about: 'members' });
}

export function onHeard(work: Work, { from }: Heard): void {
  hear(work, from);
  learn(work, { unheard: work.memory.unheard.filter((peer) => peer !== from) });
  if (work.memory.unheard.length === 0) cancelTimer(work, { name: 'news' });
}

/** The view of the ring has changed: keys that have new owners are handed to them. */
export function resettle(work: Work, before: Memory): void {
  const rings = [ringIn(before), ringIn(work.memory)] as const;
  if (work.memory.unheard.length > 0) tellNews(work);
  if (rings[0].map(({ owner }) => owner).join() === rings[1].map(({ owner }) => owner).join()) return;
  const changes = Object.keys(work.memory.stored.cells).flatMap((key) => changesFor(work, before, key));
  if (changes.length > 0) store(work, changes);
}

/**
 * Who loses a key hands it to all its owners; where nobody loses it, the first of the owners hands it to the newcomers. The
 * last to leave the ring keeps what it has: there is nobody to hand it to.
 */
function changesFor(work: Work, before: Memory, key: string): readonly Change[] {
  const self = selfOf(work);
  const { n } = settingsOf(work);
  const old = walkFrom(ringIn(before), placeOf(key)).slice(0, n);
  const owners = ownersOf(work.memory, key);
  const cell = work.memory.stored.cells[key]!;
  if (owners.length === 0) return [];
  const handTo = (whom: readonly string[]) => whom.map((owner): Change => ({ do: 'hint', owner, key, cell }));
  if (!owners.includes(self)) return [...handTo(owners), { do: 'forget', key }];
  const newcomers = owners.filter((owner) => !old.includes(owner));
  const isLost = old.some((owner) => !owners.includes(owner));
  return old[0] === self && !isLost ? handTo(newcomers) : [];
}
