/** English: what each consistency guarantee is called. */
import type { Words } from '#i18n/say';

export const guaranteeWords: Words = {
  'guarantee.linearizable': 'Linearizable',
  'guarantee.read-your-writes': 'Read your writes',
  'guarantee.monotonic-reads': 'Monotonic reads',
  'guarantee.converges': 'Converges',
  'guarantee.no-acknowledged-write-lost': 'Keeps its word',
  'guarantee.sequential': 'Sequential',
  'guarantee.causal': 'Causal',
  'guarantee.causal-convergence': 'Causal and converging',
  'guarantee.weak-causal': 'Weakly causal',
  'guarantee.pram': 'PRAM',
  'guarantee.monotonic-writes': 'Monotonic writes',
  'guarantee.writes-follow-reads': 'Writes follow reads',
  'guarantee.strong-convergence': 'Strong convergence',
  'guarantee.bounded-staleness': 'Bounded staleness',
  'guarantee.writes-follow-reads-state': 'Writes follow reads, on the servers',
  'guarantee.monotonic-writes-state': 'Monotonic writes, on the servers',
  'guarantee.monotonic-reads-state': 'Monotonic reads, on the servers',
  'guarantee.read-your-writes-state': 'Read your writes, on the servers',
};
