/** What a learner can choose of the leaderless store. */
import { CLIENT_SETTINGS } from '#sim/client';
import type { Settings, SettingsSchema } from '#sim/settings';

const HOUR_US = 36e8;
/** Cassandra's default `gc_grace_seconds`. */
const TEN_DAYS_US = 864_000 * 1e6;

export const SETTINGS = {
  /** How many replicas own a key. */
  n: { kind: 'number', min: 1, max: 81, default: 3 },
  /** How many must answer a read. */
  r: { kind: 'number', min: 1, max: 81, default: 2 },
  /** How many must have a write before its client is told. */
  w: { kind: 'number', min: 1, max: 81, default: 2 },
  /** How versions of one key are ordered. */
  versions: { kind: 'choice', options: ['client-clock', 'read-first', 'vectors'], default: 'client-clock' },
  /** After a read, replicas that answered with something older get the newest, and nobody waits for it. */
  readRepair: { kind: 'choice', options: ['on', 'off'], default: 'on' },
  /** A read is answered only once W replicas have what it returns. */
  writeBack: { kind: 'choice', options: ['off', 'on'], default: 'off' },
  /** Where an owner is away, another replica stands in, with a hint for whom it keeps the write. */
  sloppy: { kind: 'choice', options: ['off', 'on'], default: 'off' },
  /** How often a replica compares its data with another's. */
  antiEntropy: { kind: 'word-or-duration', options: ['never'], maxUs: HOUR_US * 24, default: 'never' },
  /** How long the mark of a delete is kept. */
  grace: { kind: 'word-or-duration', options: ['never'], maxUs: TEN_DAYS_US * 3, default: TEN_DAYS_US },
  /** Places of each replica on the ring. */
  vnodes: { kind: 'number', min: 1, max: 64, default: 8 },
  /** The last so many replicas of the script start outside the ring. */
  outside: { kind: 'number', min: 0, max: 80, default: 0 },
  /** Who takes a client's requests. */
  coordinator: { kind: 'word-or-replica', options: ['nearest'], default: 'nearest' },
  /** How long a coordinator waits for the other replicas. */
  patience: { kind: 'duration', minUs: 1_000, maxUs: HOUR_US, default: 200_000 },
  /** After which wait hints and news of the ring are sent again. */
  retry: { kind: 'duration', minUs: 1_000, maxUs: HOUR_US, default: 200_000 },
  ...CLIENT_SETTINGS,
} as const satisfies SettingsSchema;

export type LeaderlessSettings = Settings<typeof SETTINGS>;
