/** Primary-backup: the first replica orders the writes, keeps them in a log and copies that log to the backups. */
import { logEntries } from '#mechanisms/log';
import { createClient } from '#sim/client';
import type { Description, Mark } from '#sim/marks';
import type { MachineState } from '#sim/machine/stepper';
import { defineProtocol } from '#sim/protocol';
import { hasFailover, type Context } from './context';
import { replica } from './machine';
import { SETTINGS } from './settings';

/** Writes go to the primary; reads where the setting says. */
const client = createClient(({ request, birth, leader, attempt }) => {
  const read = String(birth.settings['read']);
  if (request.micro[0]!.f !== 'read' || read === 'primary')
    return birth.settings['discover'] === 'ask-around' ? nextOf(birth.replicas, leader, attempt - 1) : leader;
  return read === 'nearest' ? birth.nearest : read;
});

/** After each time-out another replica is asked, in the script's order. */
const nextOf = (replicas: readonly string[], first: string, steps: number): string =>
  replicas[(replicas.indexOf(first) + steps) % replicas.length]!;

const ROLES: Readonly<Record<string, string>> = {
  starting: 'role.starting',
  recovering: 'role.recovering',
  primary: 'role.primary',
  backup: 'role.backup',
};

/** Modes that have a role of their own. */
const MODES: Readonly<Record<string, string>> = { takingOver: 'role.elected', standing: 'role.candidate' };

/** With failover: what holds besides the role. */
function modesOf({ memory: { leased, suspects, aside, birth } }: Context, role: string, mode: string): Mark[] {
  const modes: Mark[] = [];
  if (mode === 'fallenBack') modes.push({ mark: 'badge', id: 'mode.alone', tone: 'warn' });
  if (mode === 'catchingUp') modes.push({ mark: 'badge', id: 'mode.catching-up' });
  if (mode === 'replicating' && hasFailover(birth) && birth.settings.fencing === 'lease' && !leased)
    modes.push({ mark: 'badge', id: 'mode.no-lease', tone: 'warn' });
  if (role === 'backup' && mode !== 'standing' && suspects)
    modes.push({ mark: 'badge', id: 'mode.suspects', tone: 'warn' });
  if (aside.length > 0)
    modes.push({
      mark: 'badge',
      id: 'mode.aside',
      tone: 'warn',
      args: { count: aside.reduce((sum, { entries }) => sum + entries.length, 0) },
    });
  return modes;
}

/** The epoch in which it leads, stands or follows; an empty machine knows of none. */
function epochOf({ memory }: Context, mode: string): Mark[] {
  const epoch = mode === 'standing' ? memory.ballot!.epoch : memory.epoch;
  return epoch < 0 ? [] : [{ mark: 'badge', id: 'badge.epoch', args: { epoch } }];
}

function describe({ value, context }: MachineState): Description {
  const own = context as Context;
  const { memory } = own;
  const [role, mode] = typeof value === 'string' ? [value, ''] : Object.entries(value as Record<string, string>)[0]!;
  const values = Object.entries(memory.values).map(([key, shown]): Mark => ({ mark: 'value', key, ...shown }));
  const divergent = memory.aside.length > 0 ? { divergent: memory.aside } : {};
  return [
    { mark: 'badge', id: MODES[mode] ?? ROLES[role]!, tone: 'role' },
    ...(hasFailover(memory.birth) ? epochOf(own, mode) : []),
    ...modesOf(own, role, mode),
    ...values,
    {
      mark: 'log',
      entries: logEntries(memory.received),
      received: memory.received.length,
      written: memory.written,
      flushed: memory.flushed,
      applied: memory.applied,
      ...divergent,
    },
  ];
}

export default defineProtocol({
  id: 'primary-backup',
  behaviour: 2,
  replica,
  client,
  settings: SETTINGS,
  controls: ['ack', 'gate', 'read', 'failover', 'fencing', 'returning'],
  spec: 'register',
  operations: ['write', 'read'],
  commands: ['promote', 'discard', 'replay', 'merge'],
  describe,
});
