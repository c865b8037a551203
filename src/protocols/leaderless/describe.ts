/** A replica in shared marks: its versions, what it coordinates, what it keeps for others, what it compares. */
import { placeOf } from '#mechanisms/consistent-hashing';
import { knownTo } from '#mechanisms/dotted-versions';
import type { MachineState } from '#sim/machine/stepper';
import type { Description, Mark } from '#sim/marks';
import { DEPTH } from './comparing';
import { isMember, membersOf, ownersOf, ringIn, type Context, type Memory, type Open } from './context';
import type { Cell, Rule } from './versions';

export function describe({ value, context }: MachineState): Description {
  const { memory } = context as Context;
  return [
    ...badgesOf(memory, value),
    ...Object.entries(memory.stored.cells).flatMap(([key, cell]) => valuesOf(memory, key, cell)),
    { mark: 'holds', operations: holdsOf(memory) },
    ...Object.values(memory.open).map(quorumOf),
    ...treesOf(memory),
    ...ringMarks(memory),
    ...hintsTable(memory),
    ...lostMarks(memory),
  ];
}

const ROLES: Readonly<Record<string, string>> = { starting: 'role.starting', recovering: 'role.recovering' };

function badgesOf(memory: Memory, value: unknown): Mark[] {
  const coordinates = Object.values(memory.open).some(({ phase }) => phase !== 'done');
  const place = isMember(memory) ? 'role.replica' : 'role.outside';
  const role = ROLES[String(value)] ?? (coordinates ? 'role.coordinator' : place);
  const badges: Mark[] = [{ mark: 'badge', id: role, tone: 'role' }];
  if (memory.away.length > 0)
    badges.push({ mark: 'badge', id: 'badge.away', tone: 'warn', args: { count: memory.away.length } });
  return badges;
}

/** A collected delete still reads as nothing. */
function valuesOf(memory: Memory, key: string, { versions, collected }: Cell): Mark[] {
  if (versions.length === 0) return [{ mark: 'value', key, value: null, writer: collected }];
  return versions.flatMap((version): Mark[] => {
    const { value, operation: writer } = version;
    const shown: Mark = { mark: 'value', key, value, writer };
    if (memory.birth.settings.versions !== 'vectors') return [shown];
    const { upTo: counts, beyond } = knownTo(version);
    return [shown, { mark: 'vector', key, writer, counts, beyond }];
  });
}

const holdsOf = ({ stored }: Memory): readonly string[] => [
  ...new Set(
    [...Object.values(stored.cells), ...Object.values(stored.hints).flatMap((own) => Object.values(own))].flatMap(
      ({ taken }) => taken,
    ),
  ),
];

/** The quorum that is being gathered: confirmations of a write or a write-back, else answers. */
function quorumOf({ operation, f, phase, reads, acks, standIns }: Open): Mark {
  const isWrite = phase === 'writing' || (f === 'write' && phase === 'done');
  const { asked, answers, needed } = isWrite || phase === 'writing-back' ? acks : reads;
  const id = phase === 'writing-back' ? 'quorum.repair' : isWrite ? 'quorum.write' : 'quorum.read';
  const members = asked.map((name) => {
    if (Object.hasOwn(answers, name))
      return { name, state: Object.hasOwn(standIns, name) ? ('standIn' as const) : ('answered' as const) };
    return { name, state: 'asked' as const };
  });
  return { mark: 'set', id, operation, needed, members };
}

const treesOf = ({ comparing }: Memory): Mark[] =>
  Object.values(comparing).map(({ with: peer, nodes }) => ({ mark: 'tree', with: peer, depth: DEPTH, nodes }));

/** Where every replica owns every key the ring says nothing. */
function ringMarks(memory: Memory): Mark[] {
  const { birth, stored } = memory;
  if (birth.replicas.length <= birth.settings.n && membersOf(stored.members).length === birth.replicas.length)
    return [];
  const keys = Object.keys(stored.cells).map((key) => ({ key, at: placeOf(key), owners: ownersOf(memory, key) }));
  return [{ mark: 'ring', tokens: ringIn(memory), keys }];
}

function hintsTable({ stored: { hints } }: Memory): Mark[] {
  const rows = Object.entries(hints).map(([name, own]) => ({ name, cells: [Object.keys(own).sort().join(', ')] }));
  return rows.length === 0 ? [] : [{ mark: 'table', id: 'table.hints', columns: ['table.hints.keys'], rows }];
}

const RULES: Readonly<Record<Rule, string>> = {
  'client-clock': 'rule.client-clock',
  'read-first': 'rule.read-first',
  vectors: 'rule.vectors',
};

function lostMarks({ lost, birth }: Memory): Mark[] {
  const rule = RULES[birth.settings.versions];
  const entries = lost.map(({ version: { key, value, operation }, winner }) => ({
    key,
    value,
    writer: operation!,
    rule,
    winner,
  }));
  return entries.length === 0 ? [] : [{ mark: 'lost', entries }];
}
