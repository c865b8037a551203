/** Writes: the coordinator gives the value a version, copies it to the owners and tells the client once W of them have it. */
import { silentOf, isReached, withAnswer, withAsked } from '#mechanisms/quorums';
import { FIRST_STAMP } from '#mechanisms/last-write';
import { NO_EVENTS } from '#mechanisms/causal-contexts';
import { FIRST_DOT, knownTo } from '#mechanisms/dotted-versions';
import { ask, close, hear, keepOpen, openFor, openOf, waitFor, withStandIns } from './coordinating';
import { answerOf, ruleOf, type Left, type Open } from './context';
import type { Asked, Confirmed, Copy, Mend } from './events';
import { copyTo, writeDone } from './messages';
import { answerRead } from './reading';
import { store } from './storing';
import { union, type Version } from './versions';
import { learn, note, selfOf, send, type Work } from './work';

/** A request that comes again while its first one is open changes nothing: the answer goes to the same client. */
export function onWrite(work: Work, asked: Asked): void {
  if (openOf(work, asked.operation)) return;
  const open = withStandIns(work, openFor(work, asked));
  waitFor(work, open);
  if (ruleOf(work.memory) === 'read-first') ask(work, open, [...open.owners, ...Object.keys(open.standIns)]);
  else beginWriting(work, open);
}

/** The version is known: it goes out to all owners, and to those who stand in. */
export function beginWriting(work: Work, open: Open): void {
  const writing: Open = { ...open, phase: 'writing', version: versionFor(work, open) };
  waitFor(work, writing);
  copyOut(work, writing, [...open.owners, ...Object.keys(open.standIns)]);
}

function versionFor(work: Work, { operation, key, value, keyed, stampUs, reads, left }: Open): Version {
  const rule = ruleOf(work.memory);
  const common = { operation, key, value, keyed, bornUs: work.nowUs };
  if (rule === 'vectors') {
    const { birth, dots } = work.memory;
    const count = (Object.hasOwn(dots, key) ? dots[key]! : 0) + 1;
    learn(work, { dots: { ...dots, [key]: count } });
    const dot = { node: birth.life === 0 ? birth.self : `${birth.self}+${birth.life}`, count };
    return { ...common, stamp: FIRST_STAMP, dot, context: left.knows, after: left.taken };
  }
  const unversioned = { ...common, dot: FIRST_DOT, context: NO_EVENTS };
  const own = answerOf(work.memory, key).taken;
  if (rule === 'client-clock') return { ...unversioned, stamp: { at: stampUs, writer: operation }, after: own };
  const answers = Object.values(reads.answers);
  const latest = Math.max(0, ...answers.flatMap(({ versions }) => versions.map(({ stamp }) => stamp.at)));
  const after = answers.reduce((all, { taken }) => union(all, taken), own);
  return { ...unversioned, stamp: { at: latest + 1, writer: operation }, after };
}

/** Copies the version to these; this replica stores its own. */
export function copyOut(work: Work, open: Open, whom: readonly string[]): void {
  const version = open.version!;
  keepOpen(work, { ...open, acks: withAsked(open.acks, whom) });
  for (const to of whom) {
    const hint = open.standIns[to] ?? null;
    if (to === selfOf(work)) takeIn(work, { version, hint, to: selfOf(work) });
    else send(work, copyTo(to, version, hint));
  }
}

function takeIn(work: Work, { version, hint, to }: { version: Version; hint: string | null; to: string }): void {
  const { key, operation } = version;
  const cell = { versions: [version], taken: [], collected: null };
  const change =
    hint === null ? ({ do: 'keep', key, cell } as const) : ({ do: 'hint', owner: hint, key, cell } as const);
  store(work, [change], { to, as: 'confirm', about: operation! });
}

export function onCopy(work: Work, { from, entries, hint }: Copy): void {
  hear(work, from);
  takeIn(work, { version: entries[0]!, hint, to: from });
}

/** A repair is taken in like any state; only a write-back waits for the word that it is on the disk. */
export function onMend(work: Work, { from, operation, entries, taken, isAwaited }: Mend): void {
  hear(work, from);
  const key = entries[0]?.key;
  if (key === undefined) return;
  const cell = { versions: entries, taken, collected: null };
  store(work, [{ do: 'keep', key, cell }], isAwaited ? { to: from, as: 'confirm', about: operation } : null);
}

export function onConfirmed(work: Work, { from, operation, isDropped, winner }: Confirmed): void {
  hear(work, from);
  const before = openOf(work, operation);
  if (!before) return;
  const open = keepOpen(work, { ...before, acks: withAnswer(before.acks, from, { isDropped, winner }) });
  if (open.phase === 'writing' && isReached(open.acks)) acknowledge(work, open);
  if (open.phase === 'writing-back' && isReached(open.acks)) answerRead(work, open);
  const now = openOf(work, operation);
  if (now?.f === 'write' && now.phase === 'done' && silentOf(now.acks).length === 0) close(work, now);
}

/** W have it. Where one of them has dropped it on arrival, the client is told all the same: nobody told this one's writer apart. */
function acknowledge(work: Work, open: Open): void {
  const version = open.version!;
  const loss = Object.values(open.acks.answers).find(({ isDropped }) => isDropped);
  if (loss && ruleOf(work.memory) !== 'vectors') {
    learn(work, { lost: [...work.memory.lost, { version, winner: loss.winner }] });
    note(work, 'note.lost', { operation: open.operation, key: open.key, winner: loss.winner ?? '' });
  }
  send(work, writeDone(open, leftBy(work, version)));
  keepOpen(work, { ...open, phase: 'done' });
}

/** The writer knows its own write, and what it knew before. */
const leftBy = (work: Work, version: Version): Left | null =>
  ruleOf(work.memory) === 'vectors' ? { knows: knownTo(version), taken: [...version.after, version.operation!] } : null;
