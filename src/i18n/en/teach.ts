/** Words of the page for teachers: from nothing to a prepared class, the room's checklist, and plans. */
import type { Words } from '#i18n/say';

export const teachWords: Words = {
  'teach.lead':
    'Every lesson can be shown to a class: you lead from a console, the room sees one large picture, and the run answers instead of you.',
  'teach.description':
    'Present the lessons to a class: how to prepare in ten minutes, what to check in the room, and plans for a class.',
  'teach.prepare': 'Prepared in ten minutes',
  'teach.prepare.choose': 'Choose a lesson or a plan below.',
  'teach.prepare.console':
    'Open its console, and from there the room’s window. Put them side by side: what you do in one shows in the other.',
  'teach.prepare.walk':
    'Press PageDown to the end once. At each stop read the notes: how long, what to ask, which misconception to bring out, and what to do when the room is split.',
  'teach.prepare.paper': 'Print the handout. The answers are on its last page: keep that one.',
  'teach.prepare.room': 'Take the room’s checklist along.',
  'teach.prepare.minutes': '{minutes, number} min',
  'teach.lessons': 'Lessons to present',
  'teach.present': 'Present lesson {number, number}',
  'teach.print': 'Print lesson {number, number}',
  'teach.checklist': 'In the room',
  'teach.checklist.about': 'Ten minutes before the class.',
  'teach.check.projector': 'Projector: extend the screen, do not mirror it.',
  'teach.check.projector.more':
    'Drag the room’s window onto the wall and double-click it: full screen. The console stays on your laptop. With one screen only, press F5 in the console: the wall’s picture fills it, and the keys go on working.',
  'teach.check.seen': 'Go to the last row.',
  'teach.check.seen.more':
    'Read the smallest word aloud. If the lamp is weak, leave the projector look on; “Dark” is for dark rooms with strong lamps.',
  'teach.check.sleep': 'The screen stays awake.',
  'teach.check.sleep.more':
    'The room’s window sees to that where the browser can. Where it cannot (over plain http, for one), the console says so: then switch the screen saver off.',
  'teach.check.offline': 'It works without a network.',
  'teach.check.offline.more':
    'Open this page and your lesson once with a network; the site keeps itself in the browser. Then switch the network off and reload the console. Nothing is fetched during the class.',
  'teach.check.clicker': 'The clicker.',
  'teach.check.clicker.more':
    'Click once into the console’s window, then try forward, back and black. The room’s window never drives: if nothing moves, that window has the keyboard.',
  'teach.check.hands': 'Count the people.',
  'teach.check.hands.more': 'Type the number beside the votes: the room then sees how many hands are still missing.',
  'teach.plans': 'Plans for a class',
  'teach.plan': 'A class of {minutes, number} minutes',
  'teach.plan.at': 'Minute {minute, number}',
  'teach.plan.takes': '{minutes, number} min',
  'teach.plan.begin':
    'Ask who has ever read something that was not true any more. Write one story on the board; come back to it at the end.',
  'teach.plan.late-short':
    'Both predictions, and what Singapore can know. Leave the goal and the free play for home. If a vote is split, let neighbours talk: that minute is worth more than the goal.',
  'teach.plan.late':
    'All of it but the free play. Take the goal as a class: try each proposal unseen, then show it with its price.',
  'teach.plan.lost-short':
    'Skip the questions at the start: you have just answered them. The prediction, then the backup that was promoted wrongly. Show one solution of the goal and name its price.',
  'teach.plan.lost': 'All of it but the free play. Insist on the price of each rule: who waits, and who must be up.',
  'teach.plan.pause': 'A pause. Leave the screen blank (B), so that nobody studies the next question.',
  'teach.plan.split':
    'Tell the story first. Let the room be the operator and vote on the three buttons. Fences and goal as far as time allows; the takeaway is worth the last two minutes.',
  'teach.plan.end':
    'Back to the story on the board: what was it, by the words of today? Hand out the last page, or the link to the lessons.',
};
