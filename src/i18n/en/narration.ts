/** What happens, as sentences with their cause: for the log, the live region and the command line. */
import type { Words } from '#i18n/say';

export const narration: Words = {
  'narration.and': '{first} and {second}',
  'narration.list': '{first}, {rest}',
  'narration.entries': '{count, plural, one {# write, {first}} other {# writes, from {first} to {last}}}',

  // Clients ask and are told.
  'narration.asks':
    '{f, select, read {{client} asks {replica} for {what}.} write {{client} asks {replica} to write {what}.} other {{client} asks {replica}: {what}.}}',
  'narration.asks.again':
    '{f, select, read {{client} has had no answer for {waitedUs} and asks {replica} for {what} again.} write {{client} has had no answer for {waitedUs} and asks {replica} to write {what} again.} other {{client} has had no answer for {waitedUs} and asks {replica} again: {what}.}}',
  'narration.asks.redirected':
    '{f, select, read {{client} asks {replica} for {what}, as {by} said.} write {{client} asks {replica} to write {what}, as {by} said.} other {{client} asks {replica}, as {by} said: {what}.}}',
  'narration.begins':
    '{f, select, read {{client} begins to read {what}.} write {{client} begins to write {what}.} other {{client} begins: {what}.}}',
  'narration.waits':
    '{f, select, read {{client} is to read {what}, but waits for the answer to {open} first.} write {{client} is to write {what}, but waits for the answer to {open} first.} other {{client} waits for the answer to {open} first: {what}.}}',
  'narration.reads': '{client} reads {what}.',
  'narration.done': '{client} is told that {what} is {f, select, write {written.} other {done.}}',
  'narration.refused': '{client} is told that {what} is refused.',
  'narration.unknown':
    '{client} gives up waiting after {waitedUs}: {what} may have been {f, select, write {written} other {done}} or not.',
  'narration.unanswered': '{client} gives up waiting for {what} after {waitedUs}, without an answer.',

  // Replicas answer.
  'narration.answer': '{replica} answers {client} with {what}.',
  'narration.answer.stale': '{replica} answers {client} with {what}. {why}',
  'narration.missed.held': 'It has not received {missing}: the copy is held at the cut.',
  'narration.missed.travelling': 'It has not received {missing}: the copy is still on its way.',
  'narration.missed.unsent': 'It has not received {missing}: no copy has been sent to it yet.',
  'narration.missed.lost':
    'It has not received {missing}: {reason, select, cut {the copy was lost at the cut.} down {the copy came while it was down.} other {the copy was lost on the way.}}',
  'narration.missed.crashed': 'It had received {missing} and lost it when it crashed.',
  'narration.missed.dropped': 'It has received {missing}, and its rule has dropped it.',
  'narration.missed.hidden': 'It has received {missing} but does not show it yet.',
  'narration.replies': '{replica} answers {client}.',
  'narration.replies.done': '{replica} tells {client} that {what} is {f, select, write {written.} other {done.}}',
  'narration.refuses': '{replica} refuses {what} to {client}.',
  'narration.redirects': '{replica} does not take this request and points {client} to {to}.',

  // Replicas talk to each other.
  'narration.copies': '{from} sends {what} to {to}.',
  'narration.copies.again': '{from} has heard of no copy at {to} and sends {what} again.',
  'narration.copies.missed': '{from} sends {to} what it has missed: {what}.',
  'narration.asks.position': '{from} asks {to} how far its log goes.',
  'narration.confirms': '{from} confirms {what} to {to}.',
  'narration.confirms.nothing': '{from} tells {to} that it has nothing to confirm yet.',
  'narration.returns': '{from} is back and asks {to} for what it has missed.',
  'narration.heartbeat': '{from} tells {to} that it is alive.',
  'narration.hears.heartbeat': '{from} tells {to} that it has heard it.',
  'narration.canvasses': '{from} asks {to} for a vote in epoch {epoch, number}.',
  'narration.votes': '{from} gives {to} its vote for epoch {epoch, number}.',
  'narration.denies': '{from} tells {to} that it has no vote from it in epoch {epoch, number}.',
  'narration.refuses.epoch':
    '{from} tells {to} that epoch {epoch, number} has begun: it takes nothing of an older one.',
  'narration.stops': '{from} asks {to} to stop leading, in the name of epoch {epoch, number}.',
  'narration.has-stopped': '{from} tells {to} that it has stopped.',
  'narration.replays': '{from} hands {to} the writes that it had put aside.',
  'narration.has-replayed': '{from} tells {to} which of its writes are in the log again.',
  'narration.standing': '{from} tells {to} what it has.',
  'narration.borrows': '{from} asks {to} for rights to take.',
  'narration.has-none': '{from} tells {to} that it has no rights to spare.',
  'narration.hands-rights': '{from} hands {to} rights to take.',
  'narration.sends': '{from} sends {message} to {to}.',
  'narration.hears': '{to} hears that {from} has {what}.',

  // Messages on their way.
  'narration.message.request': 'The request of {from} to {to} for {what}',
  'narration.message.reply': 'The answer of {from} to {to}',
  'narration.message.copy': 'The copy of {what} to {to}',
  'narration.message.question': 'The question of {from} to {to}',
  'narration.message.acknowledgement': 'The confirmation of {what} by {from}',
  'narration.message.report': 'The report of {from} to {to}',
  'narration.message.repair': 'The call of {from} to {to} for what it has missed',
  'narration.message.other': 'The message {name}',
  'narration.queued': '{message} waits until the link has room.',
  'narration.twin': '{message} is duplicated by the link: a second one is on its way.',
  'narration.turned': '{message} has another way before it now.',
  'narration.released': '{message} goes on: nothing holds it any more.',
  'narration.held': '{message} is held at the cut.',
  'narration.lost.loss': '{message} is lost on the way.',
  'narration.lost.cut': '{message} is lost at the cut.',
  'narration.lost.down': '{message} is lost, because {to} is down.',
  'narration.lost.dropped': '{message} is dropped, as the script says.',
  'narration.arrives': '{message} arrives at {to}.',
  'narration.arrives.waits': '{message} arrives and waits, because {to} is paused.',
  'narration.arrives.request':
    '{f, select, read {{client}’s request for {what} reaches {replica}.} write {{client}’s write of {what} reaches {replica}.} other {{client}’s request reaches {replica}: {what}.}}',
  'narration.arrives.request.again':
    '{f, select, read {{client}’s request for {what} reaches {replica} once more.} write {{client}’s write of {what} reaches {replica} once more.} other {{client}’s request reaches {replica} once more: {what}.}}',
  'narration.arrives.copy': '{what} reaches {to}.',
  'narration.arrives.copy.again': '{what} reaches {to} once more, which has received it before.',
  'narration.arrives.reply': 'The answer of {from} reaches {to}.',
  'narration.arrives.reply.late': 'The answer of {from} reaches {to}, who no longer waits for it.',

  // Disks and machines.
  'narration.logs': '{node} has {what} on its disk.',
  'narration.logs.all': '{node} has its whole log on its disk.',
  'narration.safe': '{node} has that on its disk.',
  'narration.logs.sends': '{node} logs {what} and sends it on to {to}.',
  'narration.logs.confirms': '{node} logs {what} and confirms it to {to}.',
  'narration.written': '{node} hands {what} to its operating system.',
  'narration.applies': '{node} applies {what}: reads see it from now on.',
  'narration.timer': 'A timer of {node} ends: {timer}.',
  'narration.timer.timeout': '{client} has had no answer for {waitedUs}.',
  'narration.becomes': '{node} is now: {mode}.',
  'narration.ceases': '{node} is no longer: {mode}.',
  'narration.down':
    '{kind, select, process {The process of {node} crashes: what it had only in memory is gone.} machine {{node} crashes: what its disk had not flushed is gone.} disk {{node} is destroyed with its disk: all that it held is gone.} other {{node} crashes.}}',
  'narration.down.already': '{node} is already down.',
  'narration.down.disk.later': '{node} is already down. Now its disk is lost too.',
  'narration.up': '{node} starts again with what its disk has kept.',
  'narration.up.empty': '{node} starts again with an empty disk.',
  'narration.up.already': '{node} is already running.',
  'narration.paused': '{node} pauses: what reaches it waits.',
  'narration.paused.already': '{node} cannot pause: it is paused or down already.',
  'narration.resumed':
    '{node} goes on{waiting, plural, =0 {.} one {. # message was waiting.} other {. # messages were waiting.}}',
  'narration.resumed.already': '{node} is not paused.',
  'narration.command': 'An operator tells {node}: {command}.',

  // The network.
  'narration.cut':
    '{what}{held, plural, =0 {} one { One message is held.} other { # messages are held.}}{lost, plural, =0 {} one { One message will be lost there.} other { # messages will be lost there.}}',
  'narration.cut.link': 'The link {left}–{right} is cut.',
  'narration.cut.link.oneWay': 'The link from {left} to {right} is cut in this direction.',
  'narration.cut.sides':
    '{count, plural, one {{left} is cut off from {right}.} other {{left} are cut off from {right}.}}',
  'narration.cut.sides.oneWay': 'What {left} {count, plural, one {sends} other {send}} no longer reaches {right}.',
  'narration.heal':
    '{healed, plural, one {The cut is healed.} other {# cuts are healed.}}{left, plural, =0 {} one { One still stands.} other { # still stand.}}{released, plural, =0 {} one { One message goes on.} other { # messages go on.}}',
  'narration.heal.nothing': 'There is no such cut to heal.',
  'narration.changes': 'From now on: {statement}.',

  // What machines say themselves.
  'note.acknowledged':
    '{copies, plural, =0 {{client}’s write {what} is acknowledged before any other replica has it.} one {{client}’s write {what} is acknowledged, because {by, select, none {one backup has} other {{by} has}} it.} other {{client}’s write {what} is acknowledged, because {copies, number} of {backups, number} backups have it.}}',
  'note.acknowledged.alone':
    '{client}’s write {what} is acknowledged before any backup has confirmed it: {node} goes on alone after waiting in vain.',
  'note.suspects': '{node} has heard nothing from {primary} for {waitedUs} and suspects that it has failed.',
  'note.suspects.nobody': '{node} has heard from no primary for {waitedUs}.',
  'note.stands':
    '{node} stands for epoch {epoch, number} and {needed, plural, one {needs no vote but its own.} other {needs {needed, number} of {replicas, number} votes.}}',
  'note.unelected': '{node} has not got enough votes for epoch {epoch, number} in {waitedUs}.',
  'note.vote': '{node} has its vote on disk and votes for {candidate} in epoch {epoch, number}.',
  'note.vote.refused':
    '{node} does not vote for {candidate} in epoch {epoch, number}: {reason, select, log {its own log is newer.} voted {its vote of this epoch is another’s.} hears {it hears from a primary.} other {it has promised epoch {own, number}.}}',
  'note.elected': '{node} is elected for epoch {epoch, number} by {votes, number} of {replicas, number} votes.',
  'note.promoted':
    '{node} becomes primary of epoch {epoch, number}: {by, select, manual {an operator said so.} other {it has decided so itself.}}',
  'note.waits.lease': '{node} waits {waitUs} before it takes writes, until no lease of another primary can hold.',
  'note.waits.stop': '{node} takes no writes before {primary} has said that it has stopped.',
  'note.waits.write': '{node} does not take {what} yet: it is still taking over.',
  'note.stopped': '{node} has stopped leading, as {candidate} of epoch {epoch, number} asked.',
  'note.refused.epoch':
    '{node} refuses the copy of {from}: it is of epoch {epoch, number}, and {node} has promised epoch {own, number}.',
  'note.stepped-down':
    '{node} is primary no longer: {by} tells of epoch {newer, number}, its own was {epoch, number}.{waiting, plural, =0 {} one { One write goes without an answer.} other { # writes go without an answer.}}',
  'note.lease': '{node} has its lease: more than half of all replicas have answered.',
  'note.lease.out':
    '{node}’s lease has run out: it has not heard from more than half of all replicas, and acknowledges nothing.{waiting, plural, =0 {} one { One write waits.} other { # writes wait.}}',
  'note.discarded':
    '{node} discards {count, plural, one {{first}} other {# writes, from {first} to {last}}}: the log of {primary} has something else there.',
  'note.kept':
    '{node} puts {count, plural, one {{first}} other {# writes, from {first} to {last}}} aside: the log of {primary} has something else there.',
  'note.aside.discarded':
    '{node} throws away {count, plural, one {the write} other {the # writes}} that it had put aside.',
  'note.aside.none':
    '{count, plural, =0 {{node} has put nothing aside.} other {{node} knows of no primary that could take its writes.}}',
  'note.replayed':
    '{node} takes in {taken, plural, =0 {nothing} one {# write} other {# writes}} that {from} had put aside.{known, plural, =0 {} one { It has one of them already.} other { It has # of them already.}}{conflicts, plural, =0 {} one { One contradicts a later write and stays aside.} other { # contradict later writes and stay aside.}}',
  'note.stamped':
    '{node} takes {client}’s write {what}; its {clock, select, wall {clock shows} lamport {counter stands at} other {hybrid clock stands at}} {stamp}.',
  'note.resolve.lww':
    '{node} drops {client}’s write {dropped} for {kept}: {winner} has the higher stamp, {winnerStamp} against {loserStamp}. {relation, select, follows {Yet the dropped write was made by one who could see the other.} other {Neither knew of the other.}}',
  'note.resolve.fields':
    '{node} drops {field} of {client}’s write {dropped} for that of {kept}: {winner} has the higher stamp, {winnerStamp} against {loserStamp}. {relation, select, follows {Yet the dropped write was made by one who could see the other.} other {Neither knew of the other.}}',
  'note.resolve.merge': '{node} makes one value of {count, number} versions of {key} that did not know of each other.',
  'note.siblings':
    '{node} keeps {count, number} versions of {key} that did not know of each other, until a client decides.',
  // Replicated data types.
  'note.crdt.merged':
    '{node} merges the state of {from}: {count, plural, one {# update is} other {# updates are}} new to it.',
  'note.crdt.waits':
    '{node} keeps {count, plural, one {an effect} other {# effects}} back until what must come before has come.',
  'note.crdt.refused': '{node} refuses {what} of {client}: it holds rights to take {left, number} from {key}.',
  'note.crdt.borrows':
    '{node} lacks rights to take {amount, number} more from {key} for {client} and asks {peer} for them.',
  'note.crdt.lends':
    '{node} gives {to} rights to take {amount, number} from {key}, and may take that much less itself.',
  'note.resolve.last-writer':
    '{node} decides {key}: the last writer wins. {winner} of {winnerBy} stays, {loserBy, select, none {the first value} other {{loser} of {loserBy}}} is lost.',
  'note.resolve.siblings':
    '{node} keeps both sides of a conflict about {key}: {winner} of {winnerBy} and {loser} of {loserBy} are siblings.',
  'note.resolve.add-wins':
    '{node} keeps {winner} in {key}: {winnerBy, select, none {it stood there from the beginning} other {{winnerBy} added it}} while it was being removed, and the add wins.',
  'note.resolve.remove-wins':
    '{node} leaves {winner} out of {key}: {winnerBy} removed it while {loserBy, select, none {it stood there from the beginning} other {{loserBy} added it}}, and the remove wins.',
  'note.resolve.field':
    '{node} shows {winner} of {winnerBy} in {key}: it is later than {loserBy, select, none {the first value} other {{loser} of {loserBy}}}, which is kept beside it.',
  'note.promote.off': '{node} cannot be promoted: failover is off, and {primary} stays the primary.',

  // Leaderless: coordinators, owners, and what replicas hand each other.
  'narration.fetches': '{from} asks {to} for {what}.',
  'narration.asks.version': '{from} asks {to} for the latest version.',
  'narration.tells.versions': '{from} tells {to} what it has.',
  'narration.mends': '{from} sends {to} the newest of what it has read: {what}.',
  'narration.hands.over': '{from} hands {to} what it has kept for it: {what}.',
  'narration.handed': '{from} confirms to {to} what was handed to it.',
  'narration.compares': '{from} sends {to} digests of its data to compare.',
  'narration.syncs': '{from} sends {to} what it has under the leaves that differ.',
  'narration.members': '{from} tells {to} of its place on the ring.',
  'narration.members.heard': '{from} tells {to} that it has heard of its place.',
  'narration.message.state': 'The repair of {to} by {from}',
  'narration.replies.unsure': '{replica} tells {client} that it cannot say whether {what} will be written.',
  'narration.unsure': '{client} is told that {what} may have been written or not.',
  'narration.answer.quorum': '{replica} answers {client} with {what}, the newest of what {whom} had.',
  'narration.answer.quorum.stale':
    '{replica} answers {client} with {what}, the newest of what {whom} had. It does not show {missing}, which was acknowledged before this read began.',
  'note.resolve.client-clock': '{node} keeps {winner} and drops {loser}: its stamp is lower.',
  'note.resolve.read-first': '{node} keeps {winner} and drops {loser}: its version number is lower.',
  'note.resolve.vectors': '{node} keeps {winner} and drops {loser}: the writer had seen it.',
  'note.lost':
    '{node} tells {client} that {what} is written, although {winner} has a higher stamp and {what} was dropped on arrival.',
  'note.read-repair': '{node} brings {replica} up to date on {key}: its answer was older.',
  'note.write-back': '{node} writes what it has read of {key} back to {replica} before it answers.',
  'note.quorum.failed':
    '{node} gives up on {key}: {answered, plural, =0 {nobody has answered} one {one replica has answered} other {# replicas have answered}} of {needed, number} that are needed.',
  'note.away': '{node} has waited {waitedUs} for {peer} in vain, and lets others stand in.',
  'note.hint.stored': '{node} keeps {key} for {owner}.',
  'note.hint.handed': '{node} has handed {owner} what it kept for it: {count, plural, one {one key} other {# keys}}.',
  'note.collected': '{node} throws away the mark that {key} was deleted: the grace period is over.',
  'note.came-back': '{key}={value} is back at {node}: it was deleted here, and nobody remembers.',
  'note.tree.same': '{node} and {replica} have the same data.',
  'note.tree.differs':
    '{node} and {replica} differ in {count, plural, one {one part of the data} other {# parts of the data}}.',
  'note.joins': '{node} takes its place on the ring.',
  'note.leaves': '{node} gives up its place on the ring.',
  'note.joined.already': '{node} is on the ring already.',
  'note.left.already': '{node} is not on the ring.',
};
