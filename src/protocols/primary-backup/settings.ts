/** What a learner can choose of primary-backup replication. */
import { CLIENT_SETTINGS } from '#sim/client';
import type { Settings, SettingsSchema } from '#sim/settings';

const UNLESS_FAILOVER = { setting: 'failover', is: 'off' } as const;

export const SETTINGS = {
  /** When the primary tells a client that its write is done. */
  ack: { kind: 'choice', options: ['async', 'semi-sync', 'sync'], default: 'async' },
  /** With semi-sync: how many backups must have it. */
  copies: { kind: 'number', min: 1, max: 80, default: 1 },
  /** How far a backup must have come before it counts. */
  gate: { kind: 'choice', options: ['received', 'written', 'flushed', 'applied'], default: 'flushed' },
  /** With semi-sync: after this wait the primary goes on alone, until backups have caught up. */
  fallback: { kind: 'word-or-duration', options: ['never'], maxUs: 36e8, default: 'never' },
  read: { kind: 'word-or-replica', options: ['primary', 'nearest'], default: 'primary' },
  /** How long a backup needs from a flushed entry to a visible one. */
  apply: { kind: 'duration', maxUs: 36e8, default: 0 },
  /** How long the primary waits for a backup's acknowledgement before it sends again. */
  retransmit: { kind: 'duration', minUs: 1_000, maxUs: 36e8, default: 200_000 },
  /** Who makes a backup the primary: nobody, an operator, votes of more than half of all replicas, or any backup itself. */
  failover: { kind: 'choice', options: ['off', 'manual', 'votes', 'any'], default: 'off' },
  /** What stops a primary that has been replaced and does not know it. */
  fencing: { kind: 'choice', options: ['epoch', 'off', 'lease', 'stop'], default: 'epoch', idle: UNLESS_FAILOVER },
  /** How often the primary says that it is alive. */
  heartbeat: { kind: 'duration', minUs: 1_000, maxUs: 36e8, default: 50_000 },
  /** After how much silence a backup suspects the primary. */
  detect: { kind: 'duration', minUs: 1_000, maxUs: 36e8, default: 250_000 },
  /** How long a primary may acknowledge after sending a heartbeat that a majority has answered. */
  lease: { kind: 'duration', minUs: 1_000, maxUs: 36e8, default: 250_000 },
  /** How far clocks may run wrong, in millionths, by what the waits assume. */
  drift: { kind: 'number', min: 0, max: 900_000, default: 500 },
  /** What a replica does with entries of its log that the primary's log contradicts. */
  returning: { kind: 'choice', options: ['discard', 'keep'], default: 'discard', idle: UNLESS_FAILOVER },
  /** How clients find the primary: they wait to be told, or ask the next replica after a time-out. */
  discover: { kind: 'choice', options: ['redirect', 'ask-around'], default: 'redirect' },
  ...CLIENT_SETTINGS,
} as const satisfies SettingsSchema;

export type PrimaryBackupSettings = Settings<typeof SETTINGS>;
