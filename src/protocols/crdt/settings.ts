/** What a learner can choose of replicated data types. */
import { CLIENT_SETTINGS } from '#sim/client';
import type { Settings, SettingsSchema } from '#sim/settings';

/** Only the last of them knows rights. */
const TYPES = ['pncounter', 'gcounter', 'lww', 'mv', 'add-wins', 'remove-wins', 'map', 'text', 'escrow'] as const;
const UNLESS_ESCROW = { setting: 'type', is: TYPES.slice(0, -1) } as const;

export const SETTINGS = {
  /** What is replicated under every key. */
  type: {
    kind: 'choice',
    options: TYPES,
    default: 'pncounter',
  },
  /** What travels: whole states that are merged, or each update's effect. */
  style: { kind: 'choice', options: ['state', 'operation'], default: 'state' },
  /** What carries effects: an exactly-once causal layer, or the bare network. */
  layer: {
    kind: 'choice',
    options: ['causal', 'raw'],
    default: 'causal',
    idle: { setting: 'style', is: 'state' },
  },
  /** How often a replica sends its state to those who are not known to have it. */
  gossip: {
    kind: 'duration',
    minUs: 1_000,
    maxUs: 36e8,
    default: 50_000,
    idle: { setting: 'style', is: 'operation' },
  },
  /** How long the causal layer waits for an acknowledgement before it sends again. */
  retransmit: {
    kind: 'duration',
    minUs: 1_000,
    maxUs: 36e8,
    default: 200_000,
    idle: { setting: 'style', is: 'state' },
  },
  /** Of an escrow counter: what happens to a decrement for which the rights do not suffice. */
  lack: { kind: 'choice', options: ['refuse', 'borrow'], default: 'refuse', idle: UNLESS_ESCROW },
  /** How long one who borrows waits for a peer's answer before it asks the next. */
  patience: { kind: 'duration', minUs: 1_000, maxUs: 36e8, default: 100_000 },
  ...CLIENT_SETTINGS,
} as const satisfies SettingsSchema;

export type CrdtSettings = Settings<typeof SETTINGS>;
