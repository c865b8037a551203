/** The glossary: what a term means, for whoever presses it where it first appears; and who a lesson is for. */
import type { Words } from '#i18n/say';

const terms: Words = {
  term: '{name}: {meaning}',
  'term.replica': 'Replica',
  'term.replica.meaning': 'One of several machines that each keep a copy of the same data.',
  'term.primary': 'Primary',
  'term.primary.meaning':
    'The replica that takes all writes, puts them into an order, and sends them to the others. Also called leader; the others are also called backups, standbys or followers.',
  'term.acknowledged': 'Acknowledged',
  'term.acknowledged.meaning':
    'The client has been told that its write is done. What “done” stands for is a choice of the system.',
  'term.asynchronous': 'Asynchronous',
  'term.asynchronous.meaning': 'The primary answers its client without waiting for any other replica.',
  'term.lag': 'Replication lag',
  'term.lag.meaning': 'How long after the primary a replica shows the same write.',
  'term.semi-synchronous': 'Semi-synchronous',
  'term.semi-synchronous.meaning':
    'The primary answers its client once some backups, often one, have the write. Which one is not said.',
  'term.failover': 'Failover',
  'term.failover.meaning': 'Another replica takes the primary’s place, by an operator’s order or by itself.',
  'term.epoch': 'Epoch',
  'term.epoch.meaning':
    'A number that goes up with each new primary, so that everybody can tell an old primary’s messages from the present one’s. Also called term, generation or fencing token.',
  'term.split-brain': 'Split brain',
  'term.split-brain.meaning':
    'Two replicas act as primary at the same time, each without the other, and their logs part.',
  'term.fencing': 'Fencing',
  'term.fencing.meaning':
    'Keeping an old primary from acting once another has taken its place, whether it knows of that or not.',
  'term.lease': 'Lease',
  'term.lease.meaning':
    'Permission to act as primary for a stated time, given by a majority and renewed while they answer. Whoever takes over waits until it has surely ended.',
  'term.multi-leader': 'Multi-leader',
  'term.multi-leader.meaning':
    'Replication in which several replicas take writes by themselves and tell each other afterwards.',
  'term.happened-before': 'Happened before',
  'term.happened-before.meaning':
    'One event led, or could have led, to another: on the same machine, or by a message. Also called causality.',
  'term.concurrent': 'Concurrent',
  'term.concurrent.meaning':
    'Neither of two events happened before the other: neither could know of the other, whatever clocks say.',
  'term.conflict': 'Conflict',
  'term.conflict.meaning': 'Concurrent writes of one key, of which no rule-free order exists: something has to decide.',
  'term.last-write-wins': 'Last write wins',
  'term.last-write-wins.meaning':
    'A rule for conflicts: the write with the highest stamp is kept and the others are dropped. Short: LWW.',
  'term.clock-skew': 'Clock skew',
  'term.clock-skew.meaning': 'How far the clocks of two machines differ at one moment.',
  'term.lamport-clock': 'Lamport clock',
  'term.lamport-clock.meaning':
    'A counter that each message carries and that is raised to what arrives: an effect always has a higher number than its cause.',
  'term.hybrid-clock': 'Hybrid logical clock',
  'term.hybrid-clock.meaning':
    'A wall clock that is never behind a stamp that has arrived: it keeps causes before effects and stays near the time of day.',
  'term.version-vector': 'Version vector',
  'term.version-vector.meaning':
    'For each replica, how many of its writes a version knows. Two versions so tell whether one replaces the other or both are concurrent.',
  'term.siblings': 'Siblings',
  'term.siblings.meaning': 'Versions of one key that are kept side by side until a client decides.',
  'term.crdt': 'CRDT',
  'term.crdt.meaning':
    'Conflict-free replicated data type: data with a merge, or with effects that commute, so that all who have received the same updates show the same, in whatever order these came.',
  'term.convergence': 'Convergence',
  'term.convergence.meaning': 'All replicas that have received the same updates show the same.',
  'term.invariant': 'Invariant',
  'term.invariant.meaning':
    'What must be true at every moment and everywhere: a balance is not below zero, a seat is sold once.',
  'term.escrow': 'Escrow',
  'term.escrow.meaning':
    'What may be taken altogether is shared out beforehand; each takes from its own share without asking, and asks others only for more.',
  'term.quorum': 'Quorum',
  'term.quorum.meaning':
    'As many replicas as an operation needs: W of them must have a write, R of them must answer a read.',
  'term.coordinator': 'Coordinator',
  'term.coordinator.meaning': 'The replica that takes a client’s request, asks the others and answers.',
  'term.read-repair': 'Read repair',
  'term.read-repair.meaning':
    'A read that finds a replica behind brings it up to date. The client does not wait for that.',
  'term.write-back': 'Write-back',
  'term.write-back.meaning': 'A read makes sure that enough replicas have what it returns before it answers.',
  'term.sloppy-quorum': 'Sloppy quorum',
  'term.sloppy-quorum.meaning':
    'Replicas that do not own a key stand in for owners that do not answer, and are counted in their place.',
  'term.stale': 'Stale',
  'term.stale.meaning':
    'A replica that lacks a write which is already done elsewhere. Reading it may return an older value.',
};

const audiences: Words = {
  'audience.data-engineer': 'Data engineers',
  'audience.sre': 'Site reliability engineers',
  'audience.dba': 'Database administrators',
  'audience.executive': 'Executives',
};

export const termWords: Words = { ...terms, ...audiences };
