/** Leaderless: any replica coordinates a request; W of a key's N owners must have a write, R of them answer a read (Dynamo 2007). */
import { createClient } from '#sim/client';
import { defineProtocol } from '#sim/protocol';
import { describe } from './describe';
import { replica } from './machine';
import { SETTINGS } from './settings';

/** To the chosen coordinator, and after each time-out to the next replica in the script's order. */
const client = createClient(
  ({ birth: { settings, nearest, replicas }, attempt }) => {
    const chosen = settings['coordinator'] === 'nearest' ? nearest : String(settings['coordinator']);
    return replicas[(replicas.indexOf(chosen) + attempt - 1) % replicas.length]!;
  },
  /** A write brings the client's clock where stamps are made of it, or what the client has read of the key. */
  ({ request, settings, begunUs, left }) => {
    if (request.micro[0]!.f === 'read') return {};
    if (settings['versions'] === 'client-clock') return { stampUs: begunUs };
    return settings['versions'] === 'vectors' && left !== undefined ? { left } : {};
  },
);

export default defineProtocol({
  id: 'leaderless',
  behaviour: 2,
  replica,
  client,
  settings: SETTINGS,
  controls: ['n', 'r', 'w', 'versions', 'writeBack', 'readRepair', 'sloppy', 'antiEntropy', 'coordinator'],
  spec: ({ versions }) => (versions === 'vectors' ? 'siblings' : 'register'),
  operations: ['write', 'read', 'delete'],
  commands: ['join', 'leave', 'repair'],
  describe,
});
