/** Time-outs and leases on clocks that drift: when a silent primary is suspected, and how long one may act without being asked. */
import { majorityOf } from './votes';

/** Microseconds of silence until a replica suspects. Later replicas wait some heartbeats longer, so that not all stand at once. */
export const patienceUs = ({
  detectUs,
  heartbeatUs,
  rank,
}: {
  detectUs: number;
  heartbeatUs: number;
  rank: number;
}): number => detectUs + rank * heartbeatUs;

/**
 * When a lease ends, on the clock of the primary that has sent heartbeats at `sentUs` (the last of each backup that was
 * answered). Counted from the sending: no answer can have been given before it. Infinity for a primary without backups.
 */
export function leaseEndUs(
  sentUs: readonly number[],
  { replicas, leaseUs }: { replicas: number; leaseUs: number },
): number {
  const others = majorityOf(replicas) - 1;
  if (others === 0) return Infinity;
  const latest = [...sentUs].sort((a, b) => b - a)[others - 1];
  return latest === undefined ? -Infinity : latest + leaseUs;
}

/**
 * Microseconds that a new primary waits after its last vote, on its own clock, so that a lease on any other clock has ended:
 * the own one may be too fast by the bound, the other too slow (Gray and Cheriton 1989, section 5, for rates). Two more for rounding.
 */
export const leaseWaitUs = (leaseUs: number, driftPpm: number): number =>
  Math.ceil((leaseUs * (1e6 + driftPpm)) / (1e6 - driftPpm)) + 2;
