/** A replica in words, as a screen reader hears it: role, values, how far it has come, and all that its card shows besides. */
import type { Phrase } from '#history/phrase';
import type { FrameGroup, FrameReplica } from './frame';
import { isStray } from './replicas';
import type { FrameTree } from './trees';
import type { Version } from './versions';
import { listOf, words } from './words';

type Chip = FrameReplica['chips'][number];
type Quorum = FrameReplica['gathers'][number];
type Lost = FrameReplica['lost'][number];

const text = (label: string): Phrase => words('label.version', { label });

/** A group: its size, how many show what, and what is not well. */
export function groupName({ name, members, counts, epochs, down, behind, lost }: FrameGroup): Phrase {
  const shown = counts.map(({ versions, count }) =>
    versions.length > 1
      ? words('peer.group.conflict', { values: listOf(versions.map(({ label }) => text(label))), count })
      : words('peer.group.value', { label: versions[0]!.label, count }),
  );
  const terms = epochs.map(({ epoch, count }) => words('peer.group.epoch', { epoch, count }));
  const values = shown.length + terms.length > 0 ? listOf([...shown, ...terms]) : words('peer.value.none');
  return words('peer.group', { name, count: members.length, values, down, behind, lost });
}

/** The members of a group as a menu lists them: what each shows, and whether it is well. */
export const membersOf = ({ members }: FrameGroup): { id: string; name: Phrase }[] =>
  members.map(({ id, name, versions, status }) => {
    const values = versions.length > 0 ? listOf(versions.map(({ label }) => text(label))) : words('peer.value.none');
    return { id, name: words('group.member', { name, values, status: words(`peer.${status}`) }) };
  });

/** What everybody hears first, then the rest where there is some. */
export function replicaName(replica: FrameReplica): Phrase {
  const { name, badges, chips, status } = replica;
  const values = chips.map(valueName);
  const first = {
    name,
    role: badges.length > 0 ? listOf(badges.map(({ phrase }) => phrase)) : words('peer.role.none'),
    values: values.length > 0 ? listOf(values) : words('peer.value.none'),
    status: words(`peer.${status}`),
  };
  const standing = standingOf(replica);
  const replicaWords = standing ? words('peer.replica', { ...first, standing }) : words('peer.replica.plain', first);
  const more = detailsOf(replica);
  return more.length === 0 ? replicaWords : words('peer.replica.more', { replica: replicaWords, more: listOf(more) });
}

function valueName({ key, versions, relation }: Chip): Phrase {
  if (versions.length === 1) return words('peer.value', { key, value: versions[0]!.value });
  const values = listOf(versions.map(({ value }) => text(value)));
  return words(relation === 'concurrent' ? 'peer.siblings' : 'peer.conflict', { key, values });
}

/** Own writes that the primary's log contradicts weigh more than those that are missing. */
function standingOf({ behind, log, inSync }: FrameReplica): Phrase | undefined {
  const writes = log?.squares.filter(({ gate }) => isStray(gate)).length ?? 0;
  if (writes > 0) return words('peer.divergent', { writes });
  if (behind > 0) return words('peer.behind', { writes: behind });
  return inSync ? words('peer.in-sync') : undefined;
}

/** The parts of the card below its head, and what hangs on it. */
function detailsOf(replica: FrameReplica): Phrase[] {
  const { resolution, chips, lists, tables, gathers, seats, trees, lost, owns } = replica;
  return [
    ...(resolution ? [words('peer.resolution', { key: resolution.key, rule: resolution.rule })] : []),
    ...chips.flatMap(vectorNames),
    ...lists.map(listName),
    ...tables.filter(({ rows }) => rows.length > 0).map(tableName),
    ...gathers.map(quorumName),
    ...seats.filter(({ overlaps, id }) => overlaps && id === 'quorum.read').map(() => words('peer.overlap')),
    ...trees.map(treeName),
    ...(owns.length > 0 ? [words('peer.owns', { keys: listOf(owns.map(text)) })] : []),
    ...(lost.length > 0 ? [words('peer.lost.writes', { count: lost.length, writes: listOf(lost.map(lostName)) })] : []),
  ];
}

const vectorNames = ({ versions, vectors }: Chip): Phrase[] =>
  vectors.map(({ known }, index) => words('peer.vector', { label: versions[index]!.label, counts: listOf(known) }));

function listName({ key, items }: FrameReplica['lists'][number]): Phrase {
  const named = items.map((item) => (item.gone ? words('peer.item.gone', { item: item.text }) : text(item.text)));
  return words('peer.list', { key, items: listOf(named) });
}

function tableName({ title, columns, rows }: FrameReplica['tables'][number]): Phrase {
  const named = rows.map(({ name, cells }) => {
    const values = cells.map((cell, index) =>
      columns[index] && columns.length > 1 ? words('peer.cell', { column: columns[index], cell }) : text(cell),
    );
    return words('peer.row', { name, cells: listOf(values) });
  });
  return words('peer.table', { title, rows: listOf(named) });
}

function quorumName({ id, operation, needed, answered, members, overlap, against }: Quorum): Phrase {
  const waiting = members.filter(({ state }) => state === 'asked').map(({ name }) => text(name));
  const standIns = members.filter(({ state }) => state === 'standIn').map(({ name }) => text(name));
  const gathered = words(id, { operation: String(operation), answered, needed, waiting: listOf(waiting) });
  const more = [
    ...(standIns.length > 0 ? [words('peer.stand-ins', { names: listOf(standIns) })] : []),
    ...(against === undefined
      ? []
      : overlap.length > 0
        ? [words('peer.overlap.with', { write: String(against), names: listOf(overlap.map(text)) })]
        : [words('peer.overlap.none', { write: String(against) })]),
  ];
  return more.length === 0 ? gathered : listOf([gathered, ...more]);
}

const treeName = ({ with: peer, level, depth, same, differs }: FrameTree): Phrase =>
  words('peer.tree', { peer, level, depth, same, differs });

const lostName = ({ author, version, rule }: Lost): Phrase =>
  words('peer.lost.write', { author, label: labelOf(version), rule });

const labelOf = ({ label }: Version): string => label;
