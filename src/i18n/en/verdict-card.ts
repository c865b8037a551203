/** Why a verdict fell as it did, what would have kept the promise, and which promise follows from which. */
import type { Words } from '#i18n/say';

export const verdictCard: Words = {
  'verdict.why': '“{guarantee}” is kept: why',
  'verdict.why.not': '“{guarantee}” is broken: why',
  'verdict.why.unknown': '“{guarantee}” is not known: why',
  'verdict.tested':
    '{tested, plural, =0 {Nothing in this run could have broken it.} one {It was put to the test once and held.} other {It was put to the test # times and held each time.}}',
  'verdict.readings.servers':
    'This reading looks at which writes the replica that answered held, recorded by the simulation. No client can see that. An answer may be right by luck: then the promise broke on the servers, and no client could tell.',
  'verdict.readings.clients':
    'This reading looks only at what clients asked and were told. It breaks where no story of the servers could explain the answers, and it cannot see a replica that lacked a write and was not caught.',
  'verdict.show': 'Show the moment',
  'verdict.measured':
    '{versions, plural, =0 {No read missed a finished write.} one {The worst read missed one finished write, done {timeUs} before.} other {The worst read missed # finished writes, the first of them done {timeUs} before.}}',
  'remedy.title': 'Each of these changes alone would have kept the promise. Each was tried by running it.',
  'remedy.setting': '{setting}: {value}',
  'remedy.try': 'Try that',
  'models.lead': 'Stronger promises stand above the weaker ones that follow from them. What this run keeps is lit.',
  'models.implies': 'implies {weaker}',
  'settled.not.limit': 'Not yet: the run was stopped after {events, number} events.',
  'settled.not.cut': 'Not yet: a cut still stands.',
  'settled.not.down': 'Not yet: {node} is not running.',
  'settled.not.operation': 'Not yet: {operation} is still open.',
  'settled.not.message': 'Not yet: {message} is still on its way.',
  'settled.not.recovery': 'Not yet: {node} is still bringing replicas up to date.',
};
