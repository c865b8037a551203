/** Primary-backup: the first replica orders the writes, keeps them in a log and copies that log to the backups. */
import { logEntries } from '#mechanisms/log';
import { createClient } from '#sim/client';
import type { Description, Mark } from '#sim/marks';
import type { MachineState } from '#sim/machine/stepper';
import { defineProtocol } from '#sim/protocol';
import type { Context } from './context';
import { replica } from './machine';
import { SETTINGS } from './settings';

/** Writes go to the primary; reads where the setting says. */
const client = createClient(({ request, birth, leader }) => {
  const read = String(birth.settings['read']);
  if (request.micro[0]!.f !== 'read' || read === 'primary') return leader;
  return read === 'nearest' ? birth.nearest : read;
});

const ROLES: Readonly<Record<string, string>> = {
  starting: 'role.starting',
  recovering: 'role.recovering',
  primary: 'role.primary',
  backup: 'role.backup',
};

function describe({ value, context }: MachineState): Description {
  const { memory } = context as Context;
  const [role, mode] = typeof value === 'string' ? [value, ''] : Object.entries(value as Record<string, string>)[0]!;
  const values = Object.entries(memory.values).map(([key, shown]): Mark => ({ mark: 'value', key, ...shown }));
  const modes: Mark[] =
    mode === 'fallenBack'
      ? [{ mark: 'badge', id: 'mode.alone', tone: 'warn' }]
      : mode === 'catchingUp'
        ? [{ mark: 'badge', id: 'mode.catching-up' }]
        : [];
  return [
    { mark: 'badge', id: ROLES[role]!, tone: 'role' },
    ...modes,
    ...values,
    {
      mark: 'log',
      entries: logEntries(memory.received),
      received: memory.received.length,
      written: memory.written,
      flushed: memory.flushed,
      applied: memory.applied,
    },
  ];
}

export default defineProtocol({
  id: 'primary-backup',
  behaviour: 1,
  replica,
  client,
  settings: SETTINGS,
  controls: ['ack', 'gate', 'read'],
  spec: 'register',
  operations: ['write', 'read'],
  commands: [],
  describe,
});
