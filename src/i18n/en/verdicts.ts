/** Names of the guarantees, what each promises, and why a verdict fell as it did. */
import type { Words } from '#i18n/say';

export const verdicts: Words = {
  'verdict.violated': 'violated',
  'verdict.holds': 'kept',
  'verdict.untested': 'nothing tested it',
  'verdict.unknown': 'not known',
  'verdict.why': 'Why {guarantee} holds',
  'verdict.why.not': 'Why not {guarantee}',
  'verdict.why.unknown': 'Why {guarantee} is not known',
  'verdict.tested': '{tested, plural, =0 {Nothing in this run could have broken it.} one {It was put to the test once and held.} other {It was put to the test # times and held each time.}}',
  'verdict.show': 'Show the moment',

  'guarantee.linearizable': 'Linearizable',
  'guarantee.linearizable.promise': 'All copies behave as one: each operation takes effect at one instant between its call and its answer.',
  'guarantee.read-your-writes': 'Read your writes',
  'guarantee.read-your-writes.promise': 'A client that has written something sees it, or something newer, in its later reads.',
  'guarantee.monotonic-reads': 'Monotonic reads',
  'guarantee.monotonic-reads.promise': 'A client that has seen a value does not see an older one afterwards.',
  'guarantee.converges': 'Converges',
  'guarantee.converges.promise': 'Once nothing happens any more, all replicas show the same.',
  'guarantee.no-acknowledged-write-lost': 'Keeps its word',
  'guarantee.no-acknowledged-write-lost.promise': 'A write that a client was told is done is not lost.',

  'settled.not.limit': 'Not yet: the run was stopped after {events, number} events.',
  'settled.not.cut': 'Not yet: a cut still stands.',
  'settled.not.down': 'Not yet: {node} is not running.',
  'settled.not.operation': 'Not yet: {operation} is still open.',
  'settled.not.message': 'Not yet: {message} is still on its way.',
  'settled.not.recovery': 'Not yet: {node} is still bringing replicas up to date.',
};
