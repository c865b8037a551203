/** When a client may be told: enough backups have its entry through the chosen gate, and the primary may still speak for all. */
import { leaseEndUs } from '#mechanisms/leases';
import { hasFailover, type Context, type Memory, type Pending } from './context';

/** Backups that must have an entry before its client is told. */
export function copiesNeeded({ birth: { settings, peers } }: Memory, alone: boolean): number {
  switch (settings.ack) {
    case 'async':
      return 0;
    case 'semi-sync':
      return alone ? 0 : Math.min(settings.copies, peers.length);
    case 'sync':
      return peers.length;
  }
}

/** When this primary must stop acknowledging, on its own clock. */
export const leaseEndOf = ({ birth, answeredUs }: Memory): number =>
  birth.settings.fencing === 'lease' && hasFailover(birth)
    ? leaseEndUs(Object.values(answeredUs), { replicas: birth.replicas.length, leaseUs: birth.settings.lease })
    : Infinity;

export const hasLease = (memory: Memory, nowUs: number): boolean => nowUs < leaseEndOf(memory);

/** Clients that can be told now: the lease holds, their entry is flushed here and has passed the gate on enough backups. */
export function answerable({ memory }: Context, nowUs: number): readonly Pending[] {
  if (!hasLease(memory, nowUs)) return [];
  const needed = copiesNeeded(memory, memory.alone);
  const standings = Object.values(memory.standings);
  return memory.pending.filter(
    ({ index }) =>
      index <= memory.flushed && standings.filter(({ acknowledged }) => acknowledged >= index).length >= needed,
  );
}

/** True when enough backups have everything that the primary has flushed. */
export const isCaughtUp = ({ memory }: Context): boolean =>
  Object.values(memory.standings).filter(({ acknowledged }) => acknowledged >= memory.flushed).length >=
  copiesNeeded(memory, false);

/** How far this backup may confirm: through the chosen gate, and only what is known to be in the primary's log. */
export const confirmedBy = (memory: Memory): number => Math.min(memory.verified, gateOf(memory));

/** How far this replica has come through the chosen gate. */
export function gateOf({ received, written, flushed, applied, birth }: Memory): number {
  switch (birth.settings.gate) {
    case 'received':
      return received.length;
    case 'written':
      return written;
    case 'flushed':
      return flushed;
    case 'applied':
      return applied;
  }
}
