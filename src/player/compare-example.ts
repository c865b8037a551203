/** What the comparison opens with, one cart under three rules of what becomes of a conflict; and one lost disk under three rules of when a write is done. */

const fate = (rule: string): string => `replicarium 1
title One lost disk, three promises
seed 7
ends 1s
protocol primary-backup ${rule} read=nearest failover=votes heartbeat=20ms detect=80ms timeout=150ms retries=5 discover=ask-around
replicas Frankfurt Virginia Singapore
clients Ana@Frankfurt Bo@Singapore
initially x=1
link Frankfurt-Virginia 20ms
link Frankfurt-Singapore 30ms
link Virginia-Singapore 35ms
at 0ms Ana write x=2
at 50ms Bo read x
at 145ms cut Frankfurt | Virginia Singapore
at 150ms Ana write x=3
at 160ms crash Frankfurt disk
at 450ms Bo read x
at 500ms restart Frankfurt
at 500ms heal
at 800ms Bo read x
`;

/** A script for each column, the same but for its design. */
export const EXAMPLE: readonly string[] = ['ack=async', 'ack=semi-sync', 'ack=sync'].map(fate);

const cart = (design: string): string => `replicarium 1
title One cart, three rules
seed 7
ends 700ms
protocol ${design}
replicas Frankfurt Virginia
clients Ana@Frankfurt Bo@Virginia
link Frankfurt-Virginia 40ms
at 10ms Ana write cart=milk:2
at 20ms Bo write cart=bread:1
at 150ms Ana read cart
at 160ms Bo read cart
at 220ms Bo write cart=eggs:6
at 350ms Ana read cart
`;

/** Last write wins, siblings that a client decides between, and a map that merges by design. */
const CART: readonly string[] = [
  'multi-leader conflict=lww',
  'multi-leader conflict=siblings',
  'crdt type=map style=operation',
].map(cart);

/** By the id of their words; the first is what a page opens with. */
export const EXAMPLES = { cart: CART, disk: EXAMPLE } as const;
