/** What is said once something is opened or done: keys, sharing, links, notices; and by the pages that explain. */
import type { Words } from '#i18n/say';

const opened: Words = {
  announce: '{atUs}: {events}',
  'strip.fold': 'Fewer',
  'run.old': 'This is the last run that worked. What stands there now does not run.',
  'log.about': '(about what is selected)',
  'log.position': 'event {at} of {all}',
  'help.stage':
    'Tab reaches the stage, the diagram and the event log. Inside, arrows move between things, Enter opens what can be done, Escape leaves.',
  'keys.mode': 'Which keys act',
  'keys.mode.all': 'all of these',
  'keys.mode.alt': 'only together with Alt',
  'keys.mode.none': 'none',
  'key.Alt': 'Alt',
  'key.Space': 'Space',
  'key.Control': 'Ctrl',
  'key.Shift': 'Shift',
  'key.ArrowLeft': '←',
  'key.ArrowRight': '→',
  'key.Home': 'Home',
  'key.End': 'End',
  'command.promote': 'promote to primary',
  'command.discard': 'throw away what was put aside',
  'command.replay': 'replay what was put aside',
  'command.join': 'join the ring',
  'command.leave': 'leave the ring',
  'command.repair': 'compare with all others',
  'command.merge': 'merge what nothing contradicts',
  'command.toggle': 'play or pause',
  'command.stepOn': 'one event on',
  'command.stepBack': 'one event back',
  'command.nextStep': 'next lesson step',
  'command.previousStep': 'previous lesson step',
  'command.first': 'to the start',
  'command.last': 'to the end',
  'command.faster': 'faster',
  'command.slower': 'slower',
  'command.seek': 'to that tenth of the run',
  'command.inspect': 'look inside what is selected',
  'command.reset': 'reset the experiment',
  'command.undo': 'undo',
  'command.redo': 'redo',
  'command.fullScreen': 'full screen',
  'command.help': 'these keys',
  'link.damaged': 'This link is damaged: it carries no experiment that can be read. The page opens as usual instead.',
  'link.newer':
    'This link was made by a newer Replicarium (format {format}; this one reads {known}). The page opens as usual instead.',
  'link.large':
    'This link carries more than the {limit, number} characters that a script may have. The page opens as usual instead.',
  'link.tab': 'One of the runs in this link cannot be read here. The others are shown.',
  'link.script': 'The script in this link does not run here. What is wrong stands beside it.',
  'link.behaviour': 'The simulation was mended since this link was made: the run differs from what its sender saw.',
  'share.about':
    'The link holds all of it: experiment, forks, cursor and what is selected. Nothing is kept on any server.',
  'share.link': 'Link ({characters, plural, one {# character} other {# characters}})',
  'share.copy.link': 'Copy the link',
  'share.script': 'The experiment as text',
  'share.copy.script': 'Copy the text',
  'share.copied.link': 'The link is copied.',
  'share.copied.script': 'The text is copied.',
  'share.copied.hand': 'This page may not write to the clipboard here. It is selected: copy it with Ctrl+C.',
  'lesson.outcome.right': 'The run agrees with your prediction.',
  'lesson.outcome.wrong': 'The run disagrees with your prediction.',
  'lesson.outcome.skipped': 'This is what the run shows.',
  'lesson.present': 'Present this lesson to a class',
  'offline.update': 'A newer version of this site is ready. What you did stays.',
  'offline.reload': 'Load it now',
};

const pages: Words = {
  'lab.description': 'Write an experiment, run it, break it, and see which promises to readers survive.',
  'lab.open': 'Open an experiment',
  'lab.aside': 'What you had typed did not run, and gave way to your change on the pictures.',
  'lab.aside.back': 'Bring my text back',
  'lab.choose': 'Choose…',
  'script.title': 'Script',
  'script.saved': 'saved in the link',
  'script.at': 'Line {line}, column {column}: {text}',
  'lessons.description':
    'Lessons on data replication and consistency, each an experiment to predict, break and repair.',
  'lessons.minutes': '{minutes, plural, one {# minute} other {# minutes}}',
  'glossary.about': 'The words of the course, each with the lessons in which you meet it.',
  'glossary.lesson': 'Lesson {number}: {title}',
  'glossary.promises': 'Promises',
  'glossary.promises.about':
    'What a system may promise to those who read and write, from strong to weak. Each is checked by a program that finds the operations which contradict it.',
  'model.about':
    'Every picture on this site is drawn from a simulation, and the figures of an experiment are read off its run. Here you can look up what it knows of real networks, disks, clocks and databases, and what it leaves out. No lesson needs this page.',
  'model.short': 'In short',
  'model.short.time':
    'Computing takes no time. Every delay that you see is a message on its way, a disk, a timer or a pause.',
  'model.short.cut':
    'A cut stands across a link. What reaches it waits there until it heals, as on a connection between two databases; only where a script asks for datagrams it is lost.',
  'model.short.crash':
    'A crash takes the memory along. What a disk has flushed comes back with the restart, unless the disk itself is lost.',
  'model.short.chance':
    'Chance comes from a seed. The same script gives the same run on every machine, so a link shows others exactly what you saw.',
  'model.short.left':
    'Left out are routes through the network, damaged data, busy processors and whatever the lists below name. A promise that is kept here may still be broken there.',
  'model.parts': 'On this page',

  'group.member': '{name}, {values}, {status}',
  'group.back': 'Back to {name}',

  'ledger.note': '{meaning}. {count, plural, =0 {None at this time.} other {At this time: {writes}.}}',
  'ledger.acknowledged.title': 'Writes whose clients have been told that they are done',
  'ledger.exposed.title': 'Acknowledged writes that one disk alone has: at risk until another has them too',
  'ledger.gone.title': 'Acknowledged writes that no disk has: the one that had them is lost, or has given them up',
  'ledger.missing.title': 'Acknowledged writes that the log of the primary with the highest epoch does not have',
  'ledger.aside.title':
    'Writes that an earlier primary took in, the present one’s log contradicts, and an operator has to decide on',
  'ledger.dropped.title':
    'Acknowledged writes that a replica has dropped in favour of a write that did not know of them',
  'ledger.unanswered.title': 'Writes whose clients gave up waiting: nobody told them whether it happened',
};

export const openedWords: Words = { ...opened, ...pages };
