/** What replicas tell each other about who leads: each function makes the parameters of one `send` effect. */
import type { Ballot, Refusal } from '#mechanisms/votes';
import { claimOf } from './election';
import type { Aside, Context } from './context';
import { promisedOf } from './succession';

const BYTES = 100;

/** Carries the sender's clock, which its answer brings back: a lease counts from there. */
export const heartbeat = ({ memory: { epoch } }: Context, to: string, sentUs: number) => ({
  to,
  kind: 'heartbeat',
  bytes: BYTES,
  body: { type: 'heartbeat', epoch, sentUs },
});

export const alive = (to: string, { epoch, sentUs }: { epoch: number; sentUs: number }) => ({
  to,
  kind: 'heartbeat',
  about: 'heard',
  bytes: BYTES,
  body: { type: 'alive', epoch, sentUs },
});

/** Whoever led in a lower epoch than `epoch` leads no more. */
export const refusal = (
  context: Context,
  to: string,
  { kind, refused }: { kind: 'heartbeat' | 'acknowledgement'; refused: number },
) => ({
  ...{ to, kind, about: `epoch-${refused}`, bytes: BYTES },
  body: { type: 'refusal', epoch: promisedOf(context.memory), leader: context.memory.leader, refused },
});

/** A candidate asks for a vote. */
export const canvass = ({ memory }: Context, to: string) => ({
  ...{ to, kind: 'vote', about: `epoch-${memory.ballot!.epoch}`, bytes: BYTES },
  body: { type: 'canvass', epoch: memory.ballot!.epoch, position: claimOf(memory) },
});

export const vote = ({ epoch, candidate }: Ballot) => ({
  to: candidate,
  kind: 'vote',
  about: `epoch-${epoch}`,
  bytes: BYTES,
  body: { type: 'vote', epoch },
});

export const denial = ({ memory }: Context, { epoch, candidate }: Ballot, reason: Refusal) => ({
  ...{ to: candidate, kind: 'vote', about: `epoch-${epoch}-refused`, bytes: BYTES },
  body: { type: 'denial', epoch, reason, promised: promisedOf(memory) },
});

/** The new primary tells the one before to stop, and waits until it has. */
export const stop = ({ memory: { epoch, deposed } }: Context) => ({
  to: deposed,
  kind: 'repair',
  about: `stop-${epoch}`,
  bytes: BYTES,
  body: { type: 'stop', epoch },
});

export const stopped = ({ epoch, candidate }: Ballot) => ({
  to: candidate,
  kind: 'repair',
  about: `stopped-${epoch}`,
  bytes: BYTES,
  body: { type: 'stopped', epoch },
});

export const replayTo = ({ memory: { leader } }: Context, asides: readonly Aside[], merges: boolean) => ({
  ...{
    to: leader,
    kind: 'repair',
    about: merges ? 'merge' : 'replay',
    bytes: BYTES + 200 * asides.reduce((sum, { entries }) => sum + entries.length, 0),
  },
  body: { type: 'replay', asides, merges },
});

export const replayed = (
  to: string,
  { taken, conflicts }: { taken: readonly string[]; conflicts: readonly string[] },
) => ({ to, kind: 'repair', about: 'replayed', bytes: BYTES, body: { type: 'replayed', taken, conflicts } });
