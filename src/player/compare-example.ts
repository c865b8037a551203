/** What the comparison opens with: one primary that loses its disk, under three rules of when a write is done. */

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
