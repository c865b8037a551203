/** Reads: the coordinator asks all owners, answers from the first R, and repairs those that had something older. */
import { isReached, silentOf, withAnswer, withAsked, type Gathering } from '#mechanisms/quorums';
import { ask, close, hear, keepOpen, openFor, openOf, waitFor, withStandIns } from './coordinating';
import { answerOf, cellOf, ruleOf, type Open } from './context';
import type { Asked, Fetch, Versions } from './events';
import { mendTo, readAnswer, versionsTo } from './messages';
import { store } from './storing';
import { absorb, contextOf, identityOf, NOTHING, restOf, union, valueOf, type Cell } from './versions';
import { note, selfOf, send, settingsOf, type Work } from './work';
import { beginWriting } from './writing';

export function onRead(work: Work, asked: Asked): void {
  if (openOf(work, asked.operation)) return;
  const open: Open = { ...withStandIns(work, openFor(work, asked)), phase: 'reading' };
  waitFor(work, open);
  ask(work, open, [...open.owners, ...Object.keys(open.standIns)]);
}

/** Another coordinator asks: this replica says what it has, at once. */
export function onFetch(work: Work, { type, from, operation, key }: Fetch): void {
  hear(work, from);
  const about = type === 'fetch' ? operation : `version-${operation}`;
  send(work, versionsTo(from, about, operation, answerOf(work.memory, key)));
}

export function onVersions(work: Work, { from, operation, entries, taken }: Versions): void {
  hear(work, from);
  const before = openOf(work, operation);
  if (!before) return;
  const answer: Cell = { versions: entries, taken, collected: null };
  const open = keepOpen(work, { ...before, reads: withAnswer(before.reads, from, answer) });
  if (open.phase === 'versions' && isReached(open.reads)) return beginWriting(work, open);
  if (open.phase === 'reading' && isReached(open.reads)) decide(work, open);
  else if (open.f === 'read' && open.phase === 'done') mendOthers(work, open);
  closeIfComplete(work, operation);
}

function closeIfComplete(work: Work, operation: string): void {
  const open = openOf(work, operation);
  if (open?.f === 'read' && open.phase === 'done' && silentOf(open.reads).length === 0) close(work, open);
}

/** What all answers so far make together. */
const newestOf = (work: Work, { answers }: Gathering<Cell>): Cell =>
  Object.values(answers).reduce((all, each) => absorb(ruleOf(work.memory), all, each).cell, NOTHING);

/** R have answered: the client is told, or first the newest is written back to W (Attiya, Bar-Noy and Dolev 1995). */
function decide(work: Work, open: Open): void {
  const newest = newestOf(work, open.reads);
  const behind = open.owners.filter((owner) => isBehind(work, open.reads.answers[owner], newest));
  const isKept = open.owners.length - behind.length >= open.acks.needed;
  if (settingsOf(work).writeBack === 'off' || isKept || newest.versions.length === 0) return answerRead(work, open);
  const holders = open.owners.filter((owner) => !behind.includes(owner));
  const acks = holders.reduce(
    (gathered, holder) => withAnswer(gathered, holder, { isDropped: false, winner: null }),
    withAsked(open.acks, open.owners),
  );
  const writingBack = keepOpen(work, { ...open, phase: 'writing-back', acks });
  waitFor(work, writingBack);
  for (const owner of behind) mend(work, { open: writingBack, owner, newest, isAwaited: true });
}

const isBehind = (work: Work, answer: Cell | undefined, newest: Cell): boolean =>
  answer === undefined ||
  identityOf(ruleOf(work.memory), answer.versions) !== identityOf(ruleOf(work.memory), newest.versions);

/** The client gets the newest of what the quorum had. */
export function answerRead(work: Work, open: Open): void {
  const newest = newestOf(work, open.reads);
  const { versions, taken } = newest;
  const holds = Object.values(work.memory.stored.cells).reduce((all, cell) => union(all, cell.taken), taken);
  const left = ruleOf(work.memory) === 'vectors' ? { knows: contextOf(versions), taken: restOf(versions) } : null;
  const answeredBy = Object.keys(open.reads.answers);
  send(work, readAnswer(open, { value: valueOf(versions), versions, answeredBy, holds, left }));
  mendOthers(work, keepOpen(work, { ...open, phase: 'done' }));
  closeIfComplete(work, open.operation);
}

/** Read repair: owners that answered with something older get the newest, each once. */
function mendOthers(work: Work, open: Open): void {
  if (settingsOf(work).readRepair === 'off') return;
  const newest = newestOf(work, open.reads);
  for (const owner of open.owners) {
    const answer = open.reads.answers[owner];
    if (answer && isBehind(work, answer, newest)) mend(work, { open, owner, newest, isAwaited: false });
  }
}

function mend(
  work: Work,
  { open, owner, newest, isAwaited }: { open: Open; owner: string; newest: Cell; isAwaited: boolean },
): void {
  const self = selfOf(work);
  const identity = identityOf(ruleOf(work.memory), newest.versions);
  const now = openOf(work, open.operation)!;
  if (now.mended[owner] === identity) return;
  keepOpen(work, { ...now, mended: { ...now.mended, [owner]: identity } });
  const hasIt = owner === self && !isBehind(work, cellOf(work.memory.stored, open.key), newest);
  if (hasIt && !isAwaited) return;
  note(work, isAwaited ? 'note.write-back' : 'note.read-repair', { key: open.key, replica: owner });
  if (owner !== self) return send(work, mendTo(owner, open.operation, newest, isAwaited));
  const confirm = isAwaited ? ({ to: owner, as: 'confirm', about: open.operation } as const) : null;
  store(work, [{ do: 'keep', key: open.key, cell: newest }], confirm);
}
