/** What reads and writes share at their coordinator: whom to ask, who stands in for whom, and when to stop waiting. */
import { NO_EVENTS } from '#mechanisms/causal-contexts';
import { gathering, silentOf, withAsked, countOf } from '#mechanisms/quorums';
import { answerOf, ownersOf, walkOf, type Left, type Open } from './context';
import type { Asked, Timer } from './events';
import { givenUp, question } from './messages';
import { onVersions } from './reading';
import { copyOut } from './writing';
import { cancelTimer, learn, note, selfOf, send, setTimer, settingsOf, type Work } from './work';

const NO_KNOWLEDGE: Left = { knows: NO_EVENTS, taken: [] };

/** An operation as it begins: nobody has been asked yet. */
export function openFor(work: Work, asked: Asked): Open {
  const { operation, from, micro, key: idempotence, stampUs = work.nowUs, left = NO_KNOWLEDGE } = asked;
  const { key, arg } = micro[0]!;
  const owners = ownersOf(work.memory, key);
  const { r, w } = settingsOf(work);
  return {
    ...{ operation, client: from, key, owners, stampUs, left },
    f: asked.type === 'read' ? 'read' : 'write',
    value: asked.type === 'delete' ? null : arg,
    keyed: idempotence !== null,
    phase: 'versions',
    standIns: {},
    reads: gathering(Math.min(r, owners.length), []),
    acks: gathering(Math.min(w, owners.length), []),
    version: null,
    mended: {},
  };
}

export const openOf = ({ memory }: Work, operation: string): Open | undefined =>
  Object.hasOwn(memory.open, operation) ? memory.open[operation] : undefined;

export function keepOpen(work: Work, open: Open): Open {
  learn(work, { open: { ...work.memory.open, [open.operation]: open } });
  return open;
}

export function close(work: Work, { operation }: Open): void {
  const { [operation]: _, ...others } = work.memory.open;
  learn(work, { open: others });
  cancelTimer(work, { name: 'patience', key: operation });
}

export function waitFor(work: Work, { operation }: Open): void {
  const { patience } = settingsOf(work);
  setTimer(work, { name: 'patience', key: operation, delayUs: patience, data: { operation } });
}

/** For each of these owners the next replica on the walk that neither owns the key, stands in already nor is away. */
function standInsFor(work: Work, { key, owners, standIns }: Open, missing: readonly string[]): Open['standIns'] {
  const free = walkOf(work.memory, key).filter(
    (name) => !owners.includes(name) && !Object.hasOwn(standIns, name) && !work.memory.away.includes(name),
  );
  const wanting = missing.filter((owner) => !Object.values(standIns).includes(owner));
  return Object.fromEntries(wanting.flatMap((owner, at) => (free[at] === undefined ? [] : [[free[at], owner]])));
}

/** With a sloppy quorum those who are known to be away are replaced at once. */
export function withStandIns(work: Work, open: Open): Open {
  if (settingsOf(work).sloppy === 'off') return open;
  const missing = open.owners.filter((owner) => work.memory.away.includes(owner));
  return { ...open, standIns: { ...open.standIns, ...standInsFor(work, open, missing) } };
}

/** Asks owners and stand-ins what they have of the key; this replica itself answers at once. */
export function ask(work: Work, open: Open, whom: readonly string[]): void {
  keepOpen(work, { ...open, reads: withAsked(open.reads, whom) });
  const self = selfOf(work);
  for (const to of whom) if (to !== self) send(work, question(open, to));
  if (!whom.includes(self)) return;
  const { versions, taken } = answerOf(work.memory, open.key);
  const { operation } = open;
  onVersions(work, { type: 'versions', from: self, nowUs: work.nowUs, operation, entries: versions, taken });
}

/** Who has not answered in time is taken for away; with a sloppy quorum others stand in, once, and then it is given up. */
export function onPatience(work: Work, { operation }: Timer & { type: 'timer.patience' }): void {
  const open = openOf(work, operation);
  if (!open) return;
  const isRead = open.f === 'read' || open.phase === 'versions';
  const silent = silentOf(open.phase === 'writing-back' || !isRead ? open.acks : open.reads);
  const isSloppy = settingsOf(work).sloppy === 'on';
  if (isSloppy) takeForAway(work, silent);
  const fresh = isSloppy && open.phase !== 'writing-back' ? standInsFor(work, open, silent) : {};
  if (Object.keys(fresh).length > 0 && !(open.f === 'read' && open.phase === 'done')) {
    const wider = keepOpen(work, { ...open, standIns: { ...open.standIns, ...fresh } });
    waitFor(work, wider);
    return isRead ? ask(work, wider, Object.keys(fresh)) : copyOut(work, wider, Object.keys(fresh));
  }
  if (open.phase !== 'done') giveUp(work, open);
  close(work, open);
}

function giveUp(work: Work, open: Open): void {
  const gathered = open.phase === 'writing' || open.phase === 'writing-back' ? open.acks : open.reads;
  note(work, 'note.quorum.failed', { key: open.key, answered: countOf(gathered), needed: gathered.needed });
  send(work, givenUp(open));
}

function takeForAway(work: Work, silent: readonly string[]): void {
  const fresh = silent.filter((name) => name !== selfOf(work) && !work.memory.away.includes(name));
  if (fresh.length === 0) return;
  learn(work, { away: [...work.memory.away, ...fresh] });
  for (const peer of fresh) note(work, 'note.away', { peer, waitedUs: settingsOf(work).patience });
}

/** Whoever is heard from is not away. */
export function hear(work: Work, from: string): void {
  if (work.memory.away.includes(from)) learn(work, { away: work.memory.away.filter((name) => name !== from) });
}
