/** English: what each consistency guarantee promises. */
import type { Words } from '#i18n/say';

export const promiseWords: Words = {
  'guarantee.linearizable.promise':
    'All copies behave as one: each operation takes effect at one instant between its call and its answer.',
  'guarantee.read-your-writes.promise':
    'A client that has written something sees it, or something newer, in its later reads.',
  'guarantee.monotonic-reads.promise': 'A client that has seen a value does not see an older one afterwards.',
  'guarantee.converges.promise': 'Once nothing happens any more, all replicas show the same.',
  'guarantee.no-acknowledged-write-lost.promise': 'A write that a client was told is done is not lost.',
  'guarantee.sequential.promise':
    'There is one order of all operations, the same for everybody, that keeps each client’s own order.',
  'guarantee.causal.promise': 'Nobody sees an effect without its cause: each client’s view keeps what led to what.',
  'guarantee.causal-convergence.promise': 'Causal, and all views agree on the order of writes that nobody ordered.',
  'guarantee.weak-causal.promise':
    'Each read is explained by what had led to it, though views may change their mind on the rest.',
  'guarantee.pram.promise': 'Everybody sees each client’s writes in the order in which that client made them.',
  'guarantee.monotonic-writes.promise': 'A client’s writes take effect in the order in which it made them.',
  'guarantee.writes-follow-reads.promise': 'Who sees a write also sees what its writer had read before it.',
  'guarantee.strong-convergence.promise':
    'Replicas that have applied the same writes show the same, in whatever order these came.',
  'guarantee.bounded-staleness.promise': 'What a read misses stays within a bound of versions and of time.',
  'guarantee.writes-follow-reads-state.promise':
    'Whichever replica holds a client’s write also holds what that client had read before it.',
  'guarantee.monotonic-writes-state.promise':
    'Whichever replica holds a client’s write also holds that client’s earlier writes, before it.',
  'guarantee.monotonic-reads-state.promise':
    'Whichever replica answers a client’s read holds what that client’s earlier reads rested on.',
  'guarantee.read-your-writes-state.promise':
    'Whichever replica answers a client’s read holds what that client had written before.',
};
