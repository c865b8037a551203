/** What a learner can choose of primary-backup replication. */
import { CLIENT_SETTINGS } from '#sim/client';
import type { Settings, SettingsSchema } from '#sim/settings';

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
  ...CLIENT_SETTINGS,
} as const satisfies SettingsSchema;

export type PrimaryBackupSettings = Settings<typeof SETTINGS>;
