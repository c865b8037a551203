/** Multi-leader: every replica takes writes, answers at once and tells the others later; what collides is resolved by a rule. */
import { createClient } from '#sim/client';
import { stampText } from '#mechanisms/clocks';
import { logEntries } from '#mechanisms/log';
import type { Description, LostMark, Mark } from '#sim/marks';
import type { MachineState } from '#sim/machine/stepper';
import { defineProtocol, type Birth } from '#sim/protocol';
import { printValue } from '#sim/script/values';
import { clockOf, type Context, type Entry, type KeyState } from './context';
import { replica } from './machine';
import { answerOf, shownEntries, writersOf } from './resolve';
import { SETTINGS, type MultiLeaderSettings } from './settings';
import { stateOf } from './taking';

/** Reads and writes go to the client's own replica, however often it asks. */
const client = createClient(({ birth }) => birth.nearest);

/** The value, or each of several that stand side by side. */
function valueMarks(key: string, state: KeyState, settings: MultiLeaderSettings): Mark[] {
  const entries = writersOf(state, settings);
  if (settings.conflict === 'siblings' && entries.length > 1)
    return entries.map(({ value, operation }) => ({ mark: 'value', key, value, writer: operation }));
  const value = answerOf(state, settings);
  const [single, more] = entries;
  if (more === undefined) return [{ mark: 'value', key, value, writer: single?.operation ?? null }];
  return [{ mark: 'value', key, value, writer: null, from: entries.map(({ operation }) => operation) }];
}

/** What each shown version knows: a bar for each replica, and for each disk that has replaced a lost one. */
const vectorMarks = (key: string, entries: readonly Entry[], { replicas }: Birth<MultiLeaderSettings>): Mark[] =>
  entries.map(({ operation, vector }) => ({
    mark: 'vector',
    key,
    writer: operation,
    counts: { ...Object.fromEntries(replicas.map((name) => [name, 0])), ...vector },
  }));

const STAMP_COLUMNS = {
  wall: 'column.stamp.wall',
  lamport: 'column.stamp.lamport',
  hybrid: 'column.stamp.hybrid',
} as const;

/** The stamps by which the shown versions have won. */
function stampMarks(key: string, entries: readonly Entry[], settings: MultiLeaderSettings): Mark[] {
  const kind = clockOf(settings);
  if (kind === undefined || entries.length === 0) return [];
  const rows = entries.map(({ value, stamp }) => ({
    name: `${key}=${printValue(value)}`,
    cells: [stampText(kind, stamp)],
  }));
  return [{ mark: 'table', id: 'table.stamps', columns: [STAMP_COLUMNS[kind]], rows }];
}

/** A write of which several fields were dropped is lost once. */
function lostMark(states: readonly KeyState[], { conflict }: MultiLeaderSettings): LostMark[] {
  const rule = conflict === 'fields' ? 'rule.fields' : 'rule.lww';
  const losses = states.flatMap(({ losses }) => losses);
  const entries = [...new Map(losses.map((loss) => [loss.loser.operation, loss])).values()].map(
    ({ loser, winner }) => ({
      ...{ key: loser.key, value: loser.value, writer: loser.operation },
      ...{ rule, winner: winner.operation },
    }),
  );
  return entries.length > 0 ? [{ mark: 'lost', entries }] : [];
}

/** Every replica leads; one that is back is not yet sure that it has everything. */
function badgesOf(value: MachineState['value']): Mark[] {
  if (value === 'starting' || value === 'recovering') return [{ mark: 'badge', id: `role.${value}`, tone: 'role' }];
  const isBack = Object(value)['serving'] === 'rejoining';
  return [
    { mark: 'badge', id: 'role.one-of-many', tone: 'role' },
    ...(isBack ? [{ mark: 'badge', id: 'mode.catching-up' } as const] : []),
  ];
}

function describe({ value, context }: MachineState): Description {
  const { memory } = context as Context;
  const { birth, received, flushed } = memory;
  const { settings } = birth;
  const keys = Object.keys({ ...birth.initially, ...memory.keys });
  return [
    ...badgesOf(value),
    ...keys.flatMap((key) => {
      const state = stateOf(memory, key);
      const entries = shownEntries(state, settings);
      return [
        ...valueMarks(key, state, settings),
        ...vectorMarks(key, entries, birth),
        ...stampMarks(key, entries, settings),
      ];
    }),
    ...lostMark(Object.values(memory.keys), settings),
    {
      mark: 'holds',
      operations: logEntries(received)
        .slice(0, flushed)
        .map(({ operation }) => operation),
    },
  ];
}

export default defineProtocol({
  id: 'multi-leader',
  behaviour: 1,
  replica,
  client,
  settings: SETTINGS,
  controls: ['conflict', 'stamps', 'merge', 'topology'],
  spec: ({ conflict }) => (conflict === 'lww' ? 'register' : 'versions'),
  operations: ['write', 'read', 'delete'],
  commands: [],
  describe,
});
