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
  'verdict.tested':
    '{tested, plural, =0 {Nothing in this run could have broken it.} one {It was put to the test once and held.} other {It was put to the test # times and held each time.}}',
  'verdict.readings.servers':
    'This reading looks at which writes the replica that answered held, recorded by the simulation. No client can see that. An answer may be right by luck: then the promise broke on the servers, and no client could tell.',
  'verdict.readings.clients':
    'This reading looks only at what clients asked and were told. It breaks where no story of the servers could explain the answers, and it cannot see a replica that lacked a write and was not caught.',
  'verdict.show': 'Show the moment',
  'verdict.measured':
    '{versions, plural, =0 {No read missed a finished write.} one {The worst read missed one finished write, done {timeUs} before.} other {The worst read missed # finished writes, the first of them done {timeUs} before.}}',
  'verdict.computing': 'Only the beginning is shown: the whole run is being computed.',
  'verdict.checking': 'Checking the whole run: {done} of {all}',
  'remedy.title': 'Tried by running it: each of these alone would have kept the promise.',
  'remedy.setting': '{setting}: {value}',
  'remedy.try': 'Try that',
  'models.title': 'The ladder of promises',
  'models.lead': 'Stronger promises stand above the weaker ones that follow from them. What this run keeps is lit.',
  'models.open': 'All promises',
  'models.implies': 'implies {weaker}',

  'guarantee.linearizable': 'Linearizable',
  'guarantee.linearizable.promise':
    'All copies behave as one: each operation takes effect at one instant between its call and its answer.',
  'guarantee.read-your-writes': 'Read your writes',
  'guarantee.read-your-writes.promise':
    'A client that has written something sees it, or something newer, in its later reads.',
  'guarantee.monotonic-reads': 'Monotonic reads',
  'guarantee.monotonic-reads.promise': 'A client that has seen a value does not see an older one afterwards.',
  'guarantee.converges': 'Converges',
  'guarantee.converges.promise': 'Once nothing happens any more, all replicas show the same.',
  'guarantee.no-acknowledged-write-lost': 'Keeps its word',
  'guarantee.no-acknowledged-write-lost.promise': 'A write that a client was told is done is not lost.',

  'guarantee.sequential': 'Sequential',
  'guarantee.sequential.promise':
    'There is one order of all operations, the same for everybody, that keeps each client’s own order.',
  'guarantee.causal': 'Causal',
  'guarantee.causal.promise': 'Nobody sees an effect without its cause: each client’s view keeps what led to what.',
  'guarantee.causal-convergence': 'Causal and converging',
  'guarantee.causal-convergence.promise': 'Causal, and all views agree on the order of writes that nobody ordered.',
  'guarantee.weak-causal': 'Weakly causal',
  'guarantee.weak-causal.promise':
    'Each read is explained by what had led to it, though views may change their mind on the rest.',
  'guarantee.pram': 'PRAM',
  'guarantee.pram.promise': 'Everybody sees each client’s writes in the order in which that client made them.',
  'guarantee.monotonic-writes': 'Monotonic writes',
  'guarantee.monotonic-writes.promise': 'A client’s writes take effect in the order in which it made them.',
  'guarantee.writes-follow-reads': 'Writes follow reads',
  'guarantee.writes-follow-reads.promise': 'Who sees a write also sees what its writer had read before it.',
  'settled.not.limit': 'Not yet: the run was stopped after {events, number} events.',
  'settled.not.cut': 'Not yet: a cut still stands.',
  'settled.not.down': 'Not yet: {node} is not running.',
  'settled.not.operation': 'Not yet: {operation} is still open.',
  'settled.not.message': 'Not yet: {message} is still on its way.',
  'settled.not.recovery': 'Not yet: {node} is still bringing replicas up to date.',
};
