/** Replicated data types: every replica takes updates at once and alone, and what it does to the data makes all agree in the end. */
import { createClient } from '#sim/client';
import type { Description, Mark } from '#sim/marks';
import type { MachineState } from '#sim/machine/stepper';
import { defineProtocol } from '#sim/protocol';
import type { Context, Memory } from './context';
import { replica } from './machine';
import { isOfClient } from './messages';
import { holdsOf, objectIn } from './objects';
import { SETTINGS } from './settings';
import { KINDS, OPERATIONS, refuses, type TypeName } from './types';

/** Every replica takes everything: clients ask the nearest. */
const client = createClient(({ birth }) => birth.nearest);

function badgesOf({ early, wanting }: Memory, mode: string): Mark[] {
  const badges: Mark[] = [];
  if (mode === 'catchingUp') badges.push({ mark: 'badge', id: 'mode.catching-up' });
  if (early.length > 0) badges.push({ mark: 'badge', id: 'mode.early', tone: 'warn', args: { count: early.length } });
  if (wanting.length > 0)
    badges.push({ mark: 'badge', id: 'mode.borrows', tone: 'warn', args: { count: wanting.length } });
  return badges;
}

/** Keys in the script's order first, then as they came. */
const keysOf = ({ birth, core }: Memory): readonly string[] => [
  ...new Set([...Object.keys(birth.initially), ...Object.keys(core.objects).sort()]),
];

const ROLES: Readonly<Record<string, string>> = {
  starting: 'role.starting',
  recovering: 'role.recovering',
  serving: 'role.replica',
};

function describe({ value, context }: MachineState): Description {
  const { memory } = context as Context;
  const [role, mode] = typeof value === 'string' ? [value, ''] : Object.entries(value as Record<string, string>)[0]!;
  const { type } = KINDS[memory.birth.settings.type];
  const { lost } = memory;
  return [
    { mark: 'badge', id: ROLES[role]!, tone: 'role' },
    ...badgesOf(memory, mode),
    ...keysOf(memory).flatMap((key) => type.marks(key, objectIn(memory, memory.core, key))),
    { mark: 'holds', operations: holdsOf(memory.core).filter(isOfClient) },
    ...(lost.length > 0
      ? [{ mark: 'lost', entries: lost.map((each) => ({ ...each, rule: 'rule.lww' })) } as const]
      : []),
  ];
}

export default defineProtocol({
  id: 'crdt',
  behaviour: 1,
  replica,
  client,
  settings: SETTINGS,
  controls: ['type', 'style', 'layer', 'lack'],
  spec: (settings) => KINDS[settings['type'] as TypeName].spec,
  operations: OPERATIONS,
  refuses: (operation, settings) => refuses(operation, settings['type'] as TypeName),
  commands: [],
  describe,
});
