/** Storage: a change goes to the disk first, and is seen and confirmed once it has been flushed there. */
import { countHints, withHint, withoutHints } from '#mechanisms/hints';
import { cellOf, ownersOf, ruleOf, type Change, type Confirm, type Memory, type Stored } from './context';
import type { Stored as StoredEvent } from './events';
import { confirmation, handed, heard } from './messages';
import { offerHints, resettle, tellAll } from './moving';
import { watchTombstone } from './tombstones';
import { learn, note, selfOf, send, setTimer, settingsOf, type Work } from './work';
import { absorb, comesBack, identityOf, NOTHING, type Cell, type Dropped, type Rule } from './versions';
import { onConfirmed } from './writing';

/** Puts changes on their way to the disk. */
export function store(work: Work, changes: readonly Change[], confirm: Confirm | null = null): void {
  const { marks, storing } = work.memory;
  const mark = marks + 1;
  learn(work, { marks: mark, storing: [...storing, { mark, changes, confirm }] });
  work.wishes.push({ type: 'write', params: { mark } });
}

function applied(rule: Rule, stored: Stored, change: Change): { stored: Stored; dropped: readonly Dropped[] } {
  const { cells, hints } = stored;
  switch (change.do) {
    case 'keep': {
      const { cell, dropped } = absorb(rule, cellOf(stored, change.key), change.cell);
      return { stored: { ...stored, cells: { ...cells, [change.key]: cell } }, dropped };
    }
    case 'hint': {
      const { owner, key } = change;
      const { cell, dropped } = absorb(rule, hints[owner]?.[key] ?? NOTHING, change.cell);
      return { stored: { ...stored, hints: withHint(hints, { owner, key, cell }) }, dropped };
    }
    case 'release': {
      const isDone = (key: string, { versions }: Cell) => change.identities[key] === identityOf(rule, versions);
      return { stored: { ...stored, hints: withoutHints(hints, change.owner, isDone) }, dropped: [] };
    }
    case 'collect': {
      const cell = cellOf(stored, change.key);
      if (identityOf(rule, cell.versions) !== change.identity) return { stored, dropped: [] };
      const collected = cell.versions[0]?.operation ?? null;
      return {
        stored: { ...stored, cells: { ...cells, [change.key]: { ...cell, versions: [], collected } } },
        dropped: [],
      };
    }
    case 'forget': {
      const { [change.key]: _, ...others } = cells;
      return { stored: { ...stored, cells: others }, dropped: [] };
    }
    case 'members': {
      const members = { ...stored.members };
      for (const [name, told] of Object.entries(change.members))
        if (told.count > (members[name]?.count ?? -1)) members[name] = told;
      return { stored: { ...stored, members }, dropped: [] };
    }
  }
}

export function onWritten(work: Work, { mark }: StoredEvent): void {
  const intake = work.memory.storing.find((each) => each.mark === mark);
  if (!intake) return;
  const rule = ruleOf(work.memory);
  work.disk = intake.changes.reduce((disk, change) => applied(rule, disk, change).stored, work.disk);
  work.wishes.push({ type: 'flush', params: { mark } });
}

/** What is on the disk is seen by reads from now on, and whoever waits for it is told. */
export function onFlushed(work: Work, { mark }: StoredEvent): void {
  const intake = work.memory.storing.find((each) => each.mark === mark);
  if (!intake) return;
  learn(work, { storing: work.memory.storing.filter((each) => each !== intake) });
  const before = work.memory;
  const dropped = intake.changes.flatMap((change) => show(work, change));
  if (intake.confirm) confirm(work, intake.confirm, { changes: intake.changes, dropped });
  afterHints(work, before);
  const isHandedOn = intake.confirm === null && intake.changes.some((change) => change.do === 'hint');
  if (isHandedOn) offerHints(work); // It has not stood in for a silent owner: it gives a key away.
  if (before.stored.members !== work.memory.stored.members) resettle(work, before);
}

/** One change becomes visible; says what a rule has dropped by it. */
function show(work: Work, change: Change): readonly Dropped[] {
  const rule = ruleOf(work.memory);
  const before = work.memory.stored;
  const { stored, dropped } = applied(rule, before, change);
  learn(work, { stored });
  if ('cell' in change) noteDropped(work, change.key, dropped);
  if (change.do === 'keep') afterKeeping(work, change.key, cellOf(before, change.key));
  if (change.do === 'hint') note(work, 'note.hint.stored', { key: change.key, owner: change.owner });
  if (change.do === 'collect' && cellOf(before, change.key) !== cellOf(stored, change.key))
    note(work, 'note.collected', { key: change.key });
  return dropped;
}

function noteDropped(work: Work, key: string, dropped: readonly Dropped[]): void {
  const id = RESOLVED[ruleOf(work.memory)];
  for (const { loser, winner } of dropped)
    if (loser.operation !== null) note(work, id, { key, winner: winner.operation ?? '', loser: loser.operation });
}

function afterKeeping(work: Work, key: string, before: Cell): void {
  const rule = ruleOf(work.memory);
  const { versions } = cellOf(work.memory.stored, key);
  if (identityOf(rule, versions) === identityOf(rule, before.versions)) return;
  learn(work, { calm: 0 });
  if (versions.length > 1) note(work, 'note.siblings', { key, count: versions.length });
  const back = versions.find((version) => comesBack(before, version));
  if (back) note(work, 'note.came-back', { key, value: JSON.stringify(back.value) });
  watchTombstone(work, key);
  const owners = ownersOf(work.memory, key);
  if (owners.length > 0 && !owners.includes(selfOf(work))) moveAway(work, key, owners);
}

const RESOLVED: Readonly<Record<Rule, string>> = {
  'client-clock': 'note.resolve.client-clock',
  'read-first': 'note.resolve.read-first',
  vectors: 'note.resolve.vectors',
};

/**
 * Somebody believed this replica to own a key: it keeps the cell for those who do, and tells all what it knows of the ring.
 * Else two who each believe the other to own the key, since one has lost its disk, would pass it to and fro for ever.
 */
function moveAway(work: Work, key: string, owners: readonly string[]): void {
  const cell = cellOf(work.memory.stored, key);
  tellAll(work);
  store(work, [...owners.map((owner): Change => ({ do: 'hint', owner, key, cell })), { do: 'forget', key }]);
}

function confirm(
  work: Work,
  told: Confirm,
  { changes, dropped }: { changes: readonly Change[]; dropped: readonly Dropped[] },
): void {
  if (told.as === 'handed') return send(work, handed(told));
  if (told.as === 'heard') return send(work, heard(told));
  const arrived = changes.flatMap((change) => ('cell' in change ? change.cell.versions : []));
  const loss = dropped.find(({ loser }) => arrived.includes(loser));
  const word = { isDropped: loss !== undefined, winner: loss?.winner.operation ?? null };
  if (told.to === selfOf(work))
    onConfirmed(work, { type: 'confirm', from: told.to, operation: told.about, nowUs: work.nowUs, ...word });
  else send(work, confirmation(told, word));
}

/** The first hint starts the timer by which hints are offered, the last one that is confirmed ends it. */
function afterHints(work: Work, { stored: { hints } }: Memory): void {
  const [before, after] = [countHints(hints), countHints(work.memory.stored.hints)];
  if (before === 0 && after > 0) setTimer(work, { name: 'handoff', delayUs: settingsOf(work).retry });
  if (before > 0 && after === 0) work.wishes.push({ type: 'cancelTimer', params: { name: 'handoff' } });
}
