/** Why a verdict fell as it did: sentences that name the cause, a short form of each for a bracket on the diagram, and the checkers' promises. */
import type { Words } from '#i18n/say';

/** What models of memory have in common; each names its own cause where it differs. */
const memory = (name: string, own: Words = {}): Words => {
  const common: Words = {
    unwritten: '{reader} read {value} from {key} at {readCallAt}, but nobody ever wrote that value there.',
    'unwritten.short': '{value} was never written',
    failed:
      '{reader} read {value} from {key} at {readCallAt}, but the only write of that value is known to have failed.',
    'failed.short': 'its write had failed',
    first:
      '{reader}’s read of {key} at {readCallAt} returned {value}, the value from before any write, yet by what {reader} had seen and done, {writer}’s write of {expected} (begun at {writeCallAt}) came before it.',
    'first.short': 'misses {writer}’s {expected}',
    overwritten:
      '{reader}’s read of {key} at {readCallAt} returned {value}, yet by what {reader} had seen and done, {writer}’s write of {expected} (begun at {writeCallAt}) had already replaced that value.',
    'overwritten.short': 'already replaced by {expected}',
    future:
      '{reader}’s read of {key} at {readCallAt} returned {value}, which came about only as a consequence of that very read.',
    'future.short': 'read its own consequence',
    contradiction:
      'Whichever of the equal writes was read, {count, plural, one {this operation contradicts} other {these # operations contradict}} the promise. {reader}’s read of {key} at {readCallAt}, which returned {value}, completes the contradiction.',
    'contradiction.short': 'fits no order of writes',
    ...own,
  };
  return Object.fromEntries(Object.entries(common).map(([id, text]) => [`verdict.${name}.${id}`, text]));
};

const linearizable: Words = {
  'verdict.linearizable.unwritten':
    '{reader} read {value} from {key} at {readCallAt}, but nobody ever wrote that value there.',
  'verdict.linearizable.unwritten.short': '{value} was never written',
  'verdict.linearizable.failed':
    '{reader} read {value} from {key} at {readCallAt}, but {writer}’s write of it, begun at {writeCallAt}, is known to have failed.',
  'verdict.linearizable.failed.short': '{writer}’s write had failed',
  'verdict.linearizable.future':
    '{reader}’s read of {key} had ended at {readReturnAt} with {value}, before {writer}’s write of that value began at {writeCallAt}.',
  'verdict.linearizable.future.short': 'read before {writer} wrote it',
  'verdict.linearizable.stale':
    '{reader}’s read of {key} began at {readCallAt}, after {writer}’s write of {expected} had ended at {writeReturnAt}, yet it returned {value}, the value from before.',
  'verdict.linearizable.stale.short': 'finished before, not seen by {reader}',
  'verdict.linearizable.inversion':
    '{firstReader}’s read of {key} had returned {firstValue} by {firstReturnAt}. {reader}’s read began later, at {readCallAt}, yet it returned {value}, the older value.',
  'verdict.linearizable.inversion.short': '{firstReader} saw newer, {reader} older',
  'verdict.linearizable.contradiction':
    '{count, plural, one {This operation fits} other {These # operations fit}} no single order. The answer to {process}’s {kind} completes the contradiction.',
  'verdict.linearizable.contradiction.short': 'fits no single order',
  'verdict.linearizable.progress':
    '{count, plural, =0 {No single copy could have given even the first answer, the one to {stuck}.} one {A single copy could have given the first answer, but not also the one to {stuck}.} other {A single copy could have given the first # answers, but not also the one to {stuck}.}}',
  'verdict.linearizable.stuck': '{client}’s {f, select, read {read of} write {write of} other {operation on}} {key}',
};

const sessions: Words = {
  'verdict.readYourWrites.missing':
    '{reader}’s write of {expected} to {key} had ended at {writeReturnAt}. {reader}’s own read, begun at {readCallAt}, returned {value}: a value that no write can have put there since.',
  'verdict.readYourWrites.missing.short': '{reader} misses its own {expected}',
  'verdict.readYourWrites.bothOrders':
    '{reader} had written several values to {key}, {expected} the last of them at {writeReturnAt}. The reads, up to the one at {readCallAt} that returned {value}, need each of two own writes to come after the other.',
  'verdict.readYourWrites.bothOrders.short': 'own writes in two orders',
  'verdict.readYourWrites.unwritten':
    '{reader} read {value} from {key} at {readCallAt}, but nobody ever wrote that value there.',
  'verdict.readYourWrites.unwritten.short': '{value} was never written',
  'verdict.readYourWrites.failed':
    '{reader} read {value} from {key} at {readCallAt}, but the only write of that value is known to have failed.',
  'verdict.readYourWrites.failed.short': 'its write had failed',
  'verdict.monotonicReads.backwards':
    '{reader} had read {earlierValue} from {key} by {earlierReturnAt}. {reader}’s next read, begun at {readCallAt}, went back to {value}, and no write brings that value back.',
  'verdict.monotonicReads.backwards.short': 'back from {earlierValue} to {value}',
  'verdict.monotonicReads.unwritten':
    '{reader} read {value} from {key} at {readCallAt}, but nobody ever wrote that value there.',
  'verdict.monotonicReads.unwritten.short': '{value} was never written',
  'verdict.monotonicReads.failed':
    '{reader} read {value} from {key} at {readCallAt}, but the only write of that value is known to have failed.',
  'verdict.monotonicReads.failed.short': 'its write had failed',
};

const servers: Words = {
  'verdict.readYourWritesState.missing':
    '{replica} answered {reader}’s read of {key}, begun at {readCallAt}, with {value} and without {writer}’s own write of {expected} to {expectedKey}, which was done at {writeReturnAt}.',
  'verdict.readYourWritesState.missing.short': '{replica} lacks {writer}’s own {expected}',
  'verdict.monotonicReadsState.forgotten':
    '{earlierReplica} had shown {reader} the write of {expected} by {writer} at {earlierReturnAt}; {replica}, which answered the read of {key} begun at {readCallAt} with {value}, did not hold it.',
  'verdict.monotonicReadsState.forgotten.short': '{replica} lacks what {reader} saw',
  'verdict.monotonicWritesState.missing':
    '{replica} held {writer}’s later write of {laterValue} to {laterKey} without the earlier write of {expected} to {expectedKey}, begun at {writeCallAt}.',
  'verdict.monotonicWritesState.missing.short': '{laterValue} without {expected} before it',
  'verdict.monotonicWritesState.reversed':
    '{replica} applied {writer}’s later write of {laterValue} to {laterKey} before the earlier write of {expected}, begun at {writeCallAt}.',
  'verdict.monotonicWritesState.reversed.short': '{laterValue} applied before {expected}',
  'verdict.writesFollowReadsState.missing':
    '{reader} had read {writer}’s {expected} (the read began at {readCallAt}) and then wrote {laterValue}. {replica} held {laterValue} without {expected}.',
  'verdict.writesFollowReadsState.missing.short': '{laterValue} without what it followed',
  'verdict.writesFollowReadsState.reversed':
    '{reader} had read {writer}’s {expected} (the read began at {readCallAt}) and then wrote {laterValue}. {replica} applied {laterValue} before {expected}.',
  'verdict.writesFollowReadsState.reversed.short': '{laterValue} applied before {expected}',
};

const replicas: Words = {
  'verdict.converges.differ':
    'Everything has come to rest, yet {replica} shows {value} for {key} and {other} shows {otherValue}.',
  'verdict.converges.differ.short': '{replica} {value}, {other} {otherValue}',
  'verdict.noAcknowledgedWriteLost.lost':
    '{writer} was told at {writeReturnAt} that the write to {key} was done, but now {where} has it.',
  'verdict.noAcknowledgedWriteLost.lost.short': 'acknowledged, then lost',
  'verdict.noAcknowledgedWriteLost.lostBy':
    '{replica} told {writer} at {writeReturnAt} that the write to {key} was done, but now {where} has it.',
  'verdict.noAcknowledgedWriteLost.lostBy.short': 'acknowledged by {replica}, then lost',
  'verdict.noAcknowledgedWriteLost.dropped':
    '{writer} was told at {writeReturnAt} that the write to {key} was done, but the rule has dropped it in favour of {winner}, whose writer did not know of it.',
  'verdict.noAcknowledgedWriteLost.dropped.short': 'acknowledged, then dropped for {winner}',
  'verdict.noAcknowledgedWriteLost.anywhere': 'no running replica',
  'verdict.noAcknowledgedWriteLost.at': 'not even {replica}, whose log decides,',
};

const measures: Words = {
  'verdict.strongConvergence.differ':
    '{replica} and {other} had applied the same {count, plural, one {write} other {# writes}}, yet for {key} {replica} showed {value} and {other} {otherValue}.',
  'verdict.strongConvergence.differ.short': 'same writes, {value} and {otherValue}',
  'verdict.boundedStaleness.beyond':
    '{reader}’s read of {key}, begun at {readCallAt}, returned {value} and so missed {versions, plural, one {a newer write} other {# newer writes}}: {writer}’s {expected} had been done at {writeReturnAt}, {behindAt} before.',
  'verdict.boundedStaleness.beyond.short': '{value} is {versions, plural, one {# version} other {# versions}} behind',
  'verdict.boundedStaleness.unwritten':
    '{reader} read {value} from {key} at {readCallAt}, but nobody ever wrote that value there.',
  'verdict.boundedStaleness.unwritten.short': '{value} was never written',
  'verdict.boundedStaleness.failed':
    '{reader} read {value} from {key} at {readCallAt}, but the only write of that value is known to have failed.',
  'verdict.boundedStaleness.failed.short': 'its write had failed',
  'verdict.boundedStaleness.future':
    '{reader} read {value} from {key} at {readCallAt}, before any write of that value had begun.',
  'verdict.boundedStaleness.future.short': 'read before it was written',
};

const unknown: Words = {
  'verdict.unknown.spec': 'There is no description of what “{spec}” should do, so nothing can be judged.',
  'verdict.unknown.budget':
    'The search was stopped after {budget, plural, one {# step} other {# steps}} without an answer.',
  'verdict.unknown.evidence': 'Clients alone cannot tell: this needs a record of what the replicas held.',
  'verdict.unknown.answer': 'Nothing recorded which replica answered {operation}, and what it held then.',
  'verdict.unknown.notYet': '{why}',
  'verdict.unknown.notRegisters': 'This promise is about plain reads and writes; “{spec}” has others.',
  'verdict.unknown.kind':
    '{kind, select, read {This promise is about reads of one value; {operation} returned several, a conflict that is left to its reader.} other {This promise is about plain reads and writes; {operation} is a {kind}.}}',
  'verdict.unknown.noReplica': 'There is no replica {authority} in the record that could be asked.',
  'verdict.unknown.noOperations': 'There is no operation at all, so nothing can be judged.',
  'value.nothing': 'nothing',
  'value.register': 'the register',
};

const historyText: Words = {
  'historyText.expected.model': 'a first line that names what is stored, such as “register init 0”',
  'historyText.expected.value': 'a value: a number, "text", true, false, null, a [list] or an object in braces',
  'historyText.expected.name': 'a name',
  'historyText.expected.kind': 'what is done: read, write, cas, …',
  'historyText.expected.times': 'times, such as 0..10, or 0..? where no answer came',
  'historyText.expected.replica': 'a replica’s name, then “up” or “down”',
  'historyText.expected.answer': '“answer OPERATION by REPLICA at TIME”',
  'historyText.expected.end': 'the end of the line',
};

const events: Words = {
  'format.edn.value':
    'This is no EDN. Expected: a value, such as 1, "text", :keyword, nil, a [vector] or a map in braces.',
  'format.edn.close': 'The text breaks off here. Expected: a closing bracket.',
  'format.edn.quote': 'This text has no end. Expected: a closing quotation mark.',
  'format.edn.pair': 'This map has a key without a value. Expected: keys and values in pairs.',
  'format.edn.number': 'This is no number that can be read. Expected: such as -1 or 1.5e3.',
  'format.edn.deep': 'Too many brackets within each other. Expected: at most 200.',
  'format.events.none': 'There is no event here. Expected: a process, :invoke, :ok, :fail or :info, and an operation.',
  'format.events.map': 'This is no event. Expected: a map with :process, :type, :f and :value.',
  'format.events.line':
    'This line is no event and no other line of a log. Expected: a process, :invoke, :ok, :fail or :info, and an operation.',
  'format.events.field': '{field} is missing, or of the wrong kind. Expected: such as {expected}.',
  'format.events.open':
    'Process {process} invokes an operation before its last one has ended. Expected: :ok, :fail or :info first.',
  'format.events.notInvoked':
    'Process {process} has no open operation that could end with {type}. Expected: :invoke first.',
  'format.events.other':
    'An operation {found} ends here. Expected: the end of {expected}, which this process had invoked.',
  'format.events.kind': 'The operation {found} is not known here. Expected: {expected}.',
  'format.events.mixed': 'No one kind of object has all these operations. Expected: the name of the model.',
  'format.events.pair': 'A compare-and-set needs two values. Expected: such as [1 2].',
};

const guarantees: Words = {};

const guaranteesOnServers: Words = {};

const ORDERS: Readonly<Record<string, Words>> = {
  causalConvergence: {
    orders:
      'The reads settle the same writes in different orders, up to {reader}’s read of {key} at {readCallAt}, which returned {value}: no one order suits all {count} of these operations.',
    'orders.short': 'writes settled in two orders',
  },
  causal: {
    orders:
      '{reader} would have to see the writes in two orders at once, up to the read of {key} at {readCallAt}, which returned {value}.',
    'orders.short': '{reader} needs two orders',
  },
  pram: {
    orders:
      '{reader} would have to see somebody’s writes in another order than they were made, up to the read of {key} at {readCallAt}, which returned {value}.',
    'orders.short': '{reader} needs two orders',
    first:
      '{reader}’s read of {key} at {readCallAt} returned {value}, the value from before any write, yet {writer}’s write of {expected} (begun at {writeCallAt}) comes before something that {reader} had already seen or done.',
    overwritten:
      '{reader}’s read of {key} at {readCallAt} returned {value}, yet {writer}’s write of {expected} (begun at {writeCallAt}) had replaced that value before something that {reader} had already seen or done.',
  },
  sequential: {
    orders:
      'No one order of all operations gives the answers of these {count}; {reader}’s read of {key} at {readCallAt}, which returned {value}, completes the contradiction.',
    'orders.short': 'fits no common order',
    contradiction:
      'No one order of all operations gives the answers of these {count}; {reader}’s read of {key} at {readCallAt}, which returned {value}, completes the contradiction.',
    'contradiction.short': 'fits no common order',
    general:
      '{count, plural, one {This operation fits} other {These # operations fit}} no order that keeps each client’s own order. The answer to {process}’s {kind} completes the contradiction.',
    'general.short': 'fits no common order',
  },
  writesFollowReads: {
    orders:
      'Clients wrote after they had read what was written only after that: {reader}’s read of {key} at {readCallAt}, which returned {value}, closes the circle of these {count} operations.',
    'orders.short': 'each write follows the other',
  },
  weakCausal: {},
  monotonicWrites: {},
};

export const reasonWords: Words = {
  ...linearizable,
  ...sessions,
  ...servers,
  ...replicas,
  ...measures,
  ...unknown,
  ...historyText,
  ...events,
  ...guarantees,
  ...guaranteesOnServers,
  ...Object.fromEntries(Object.entries(ORDERS).flatMap(([name, own]) => Object.entries(memory(name, own)))),
};
