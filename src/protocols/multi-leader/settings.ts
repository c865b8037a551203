/** What a learner can choose of replication with many leaders. */
import { CLIENT_SETTINGS } from '#sim/client';
import type { Settings, SettingsSchema } from '#sim/settings';

export const SETTINGS = {
  /** What becomes of writes that did not know of each other. */
  conflict: { kind: 'choice', options: ['lww', 'siblings', 'merge', 'fields'], default: 'lww' },
  /** Which clock stamps the writes, where the highest stamp wins. */
  stamps: {
    kind: 'choice',
    options: ['wall', 'lamport', 'hybrid'],
    default: 'wall',
    idle: { setting: 'conflict', is: ['siblings', 'merge'] },
  },
  /** The function that makes one value of several; the last one depends on the order in which they came. */
  merge: {
    kind: 'choice',
    options: ['union', 'max', 'append'],
    default: 'union',
    idle: { setting: 'conflict', is: ['lww', 'siblings', 'fields'] },
  },
  /** Who sends to whom. */
  topology: { kind: 'choice', options: ['all-to-all', 'ring', 'star'], default: 'all-to-all' },
  /** How long a replica gathers writes before it sends them on. */
  interval: { kind: 'duration', maxUs: 36e8, default: 0 },
  /** How long a replica waits for an acknowledgement before it sends again. */
  retransmit: { kind: 'duration', minUs: 1_000, maxUs: 36e8, default: 200_000 },
  ...CLIENT_SETTINGS,
} as const satisfies SettingsSchema;

export type MultiLeaderSettings = Settings<typeof SETTINGS>;
